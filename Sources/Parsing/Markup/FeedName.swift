/// The local names that the readers tell apart, numbered so that telling costs nothing.
enum FeedName: UInt8, CaseIterable {
  // Documents and their parts.
  case rss, rdf, feed, channel, item, entry, items, source, head
  // What a feed or an item says of itself.
  case title, link, description, guid, id, pubDate, lastBuildDate, date, published, updated
  case modified, issued, created, language, author, managingEditor, webMaster, creator, contributor
  case name, email, uri, url, homepage, category, subject, keywords, enclosure, image, logo, icon
  case subtitle, tagline, info, summary, content, encoded, body, abstract, publisher, copyright
  case rights, generator, docs, comments, ttl, skipHours, skipDays, hour, day, cloud, textinput
  case updatePeriod, updateFrequency, updateBase, expirationDate, fullitem, available, valid
  // Media.
  case group, thumbnail, player, peerLink, credit, duration, explicit, owner, newFeedURL
  case div, html, embed, text, rating
  // Attributes.
  case href, rel, type, mode, hreflang, length, isPermaLink, about, resource, base, lang, scheme
  case label, term, src, version, fileSize, medium, width, height, domain, isDefault, role, value

  /// The name as documents spell it.
  var spelling: String {
    switch self {
    case .newFeedURL: "new-feed-url"
    default: "\(self)"
    }
  }
}

/// The namespaces that the readers tell apart.
enum FeedNamespace: UInt8, CaseIterable {
  case none = 0
  case atom10, atom03, rss10, rss090, rss20, dublinCore, dublinCoreTerms, content, media, itunes
  case slash, threading, syndication, xhtml, rdf, feedburner, googlePlay, prism
  case xml = 254
  case foreign = 255

  var addresses: [String] {
    switch self {
    case .atom10: ["http://www.w3.org/2005/Atom"]
    case .atom03:
      [
        "http://purl.org/atom/ns", "http://purl.org/atom/ns#", "http://example.com/newformat#",
        "http://example.com/necho", "http://purl.org/echo/", "uri/of/echo/namespace#",
        "http://purl.org/pie/",
      ]
    case .rss10: ["http://purl.org/rss/1.0/"]
    case .rss090:
      ["http://my.netscape.com/rdf/simple/0.9/", "http://channel.netscape.com/rdf/simple/0.9/"]
    case .rss20:
      [
        "http://backend.userland.com/rss2", "http://blogs.law.harvard.edu/tech/rss",
        "http://backend.userland.com/rss", "http://my.netscape.com/publish/formats/rss-0.91.dtd",
        "http://cyber.law.harvard.edu/rss/rss.html", "http://purl.org/rss/2.0/",
        "http://www.rssboard.org/rss-specification", "http://purl.org/net/rss1.1#",
      ]
    case .dublinCore: ["http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.0/"]
    case .dublinCoreTerms: ["http://purl.org/dc/terms/"]
    case .content: ["http://purl.org/rss/1.0/modules/content/"]
    case .media:
      [
        "http://search.yahoo.com/mrss/", "http://video.search.yahoo.com/mrss",
        "http://tools.search.yahoo.com/mrss/",
      ]
    case .itunes:
      [
        "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://example.com/dtds/podcast-1.0.dtd",
        "http://www.itunes.com/DTDs/Podcast-1.0.dtd",
      ]
    case .slash: ["http://purl.org/rss/1.0/modules/slash/"]
    case .threading: ["http://purl.org/syndication/thread/1.0"]
    case .syndication: ["http://purl.org/rss/1.0/modules/syndication/"]
    case .xhtml: ["http://www.w3.org/1999/xhtml"]
    case .rdf: ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"]
    case .feedburner: ["http://rssnamespace.org/feedburner/ext/1.0"]
    case .googlePlay: ["http://www.google.com/schemas/play-podcasts/1.0"]
    case .prism: ["http://prismstandard.org/namespaces/1.2/basic/"]
    case .none, .xml, .foreign: []
    }
  }

  /// The prefixes that stand for the namespace where a document forgets to declare them.
  var prefixes: [String] {
    switch self {
    case .atom10: ["atom", "atom10", "a10"]
    case .rdf: ["rdf"]
    case .rss10: ["rss"]
    case .dublinCore: ["dc"]
    case .dublinCoreTerms: ["dcterms"]
    case .content: ["content"]
    case .media: ["media"]
    case .itunes: ["itunes"]
    case .slash: ["slash"]
    case .threading: ["thr"]
    case .syndication: ["sy", "syn"]
    case .xhtml: ["xhtml"]
    case .feedburner: ["feedburner"]
    case .googlePlay: ["googleplay"]
    default: []
    }
  }
}
