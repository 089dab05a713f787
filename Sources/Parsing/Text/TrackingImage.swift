/// Images that show nothing and only tell somebody that an article was opened.
enum TrackingImage {
  /// Whether nobody is meant to see an image of this size.
  static func isInvisible(width: Int?, height: Int?) -> Bool {
    if width == 0 || height == 0 { return true }
    guard let width, let height else { return false }
    return width <= 1 && height <= 1
  }

  /// Whether an absolute address is that of a known counter, not of a picture.
  static func isBeacon(_ address: some Collection<UInt8>) -> Bool {
    var rest = address.drop { $0 != UInt8(ascii: "/") }.dropFirst(2)
    if rest.starts(with: "www.".utf8) { rest = rest.dropFirst(4) }
    guard let first = rest.first else { return false }
    for beacon in beacons where beacon.first == first && rest.starts(with: beacon) { return true }
    return false
  }

  /// Hosts, some with the beginning of a path, that count readers.
  private static let beacons: [[UInt8]] = [
    "feeds.feedburner.com/~r/", "feeds.feedburner.com/~ff/", "feedads.g.doubleclick.net/",
    "stats.wordpress.com/", "pixel.wp.com/", "feeds.wordpress.com/1.0/", "feedsportal.com/",
    "da.feedsportal.com/", "res.feedsportal.com/", "rss.feedsportal.com/", "pi.feedsportal.com/",
    "ad.doubleclick.net/", "googleads.g.doubleclick.net/", "pagead2.googlesyndication.com/",
    "google-analytics.com/", "ssl.google-analytics.com/", "googletagmanager.com/",
    "sb.scorecardresearch.com/", "b.scorecardresearch.com/", "pixel.quantserve.com/",
    "c.statcounter.com/", "statcounter.com/", "a.rfihub.com/", "bat.bing.com/",
    "facebook.com/tr", "facebook.com/sharer.php", "twitter.com/share", "px.ads.linkedin.com/",
    "analytics.twitter.com/", "t.co/i/adsct", "medium.com/_/stat", "api.flattr.com/button",
    "ads.pheedo.com/", "feeds.pheedo.com/", "rss.buysellads.com/", "api.follow.it/track",
    "pixel.mathtag.com/", "secure-us.imrworldwide.com/", "amazon-adsystem.com/",
    "ir-na.amazon-adsystem.com/", "assoc-amazon.com/e/ir", "hits.guardian.co.uk/",
    "feedproxy.google.com/~r/", "feedpress.me/", "tracking.feedpress.it/", "imp.pxf.io/",
    "plugins.feedly.com/", "counter.theconversation.com/", "counter.theconversation.edu.au/",
  ].map { Array($0.utf8) }

  /// Whether a style says `display:none`, `visibility:hidden` or one pixel by one.
  static func isHidden(by declared: [UInt8]) -> Bool {
    var style: [UInt8] = []
    for byte in declared where !byte.isHTMLSpace { style.append(byte.asciiLowercased) }
    let declarations = style.split(separator: UInt8(ascii: ";")).map {
      String(decoding: $0, as: UTF8.self)
    }
    if declarations.contains(where: { $0 == "display:none" || $0 == "visibility:hidden" }) {
      return true
    }
    let tiny: Set<String> = ["0", "0px", "1px"]
    func isTiny(_ property: String) -> Bool {
      declarations.contains {
        $0.hasPrefix(property) && tiny.contains(String($0.dropFirst(property.count)))
      }
    }
    return isTiny("width:") && isTiny("height:")
  }
}
