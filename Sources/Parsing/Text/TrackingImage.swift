/// Images that show nothing and only tell somebody that an article was opened.
enum TrackingImage {
  /// Whether the attributes say that nobody is meant to see the image.
  static func isInvisible(_ attributes: [HTMLAttribute], _ bytes: Span<UInt8>) -> Bool {
    var width: Int?
    var height: Int?
    for attribute in attributes {
      switch attribute.name {
      case .width: width = number(bytes, attribute.start..<attribute.end)
      case .height: height = number(bytes, attribute.start..<attribute.end)
      case .style:
        if hides(bytes, attribute.start..<attribute.end) { return true }
      default: continue
      }
    }
    guard let width, let height else { return width == 0 || height == 0 }
    return width <= 1 && height <= 1 || width == 0 || height == 0
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

  private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var value = 0
    var count = 0
    for index in range {
      let byte = bytes[index]
      if byte.isHTMLSpace, count == 0 { continue }
      if byte == UInt8(ascii: "%") { return nil }
      guard byte.isASCIIDigit else { break }
      value = min(value * 10 + Int(byte &- 0x30), 100_000)
      count += 1
    }
    return count > 0 ? value : nil
  }

  /// Whether a style says `display:none`, `visibility:hidden` or one pixel by one.
  private static func hides(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var style: [UInt8] = []
    for index in range where !bytes[index].isHTMLSpace {
      style.append(bytes[index].asciiLowercased)
    }
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
