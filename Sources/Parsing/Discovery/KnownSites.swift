/// Sites whose feeds follow from the address of a page.
enum KnownSites {
  /// The feeds for the page at `site`; empty for a page of any other site or without a feed.
  static func feeds(of site: SiteAddress) -> [String] {
    switch site.host {
    case "youtube.com", "m.youtube.com": return youTube(site)
    case "github.com": return gitHub(site)
    case "gitlab.com", "codeberg.org": return forge(site)
    case "reddit.com", "old.reddit.com": return reddit(site)
    case "medium.com":
      return site.path.first.map { ["https://medium.com/feed/\($0)"] } ?? []
    case "news.google.com": return googleNews(site)
    case "bsky.app" where site.path.count == 2 && site.path[0] == "profile":
      return ["https://bsky.app/profile/\(site.path[1])/rss"]
    case "vimeo.com" where site.path.count == 1 && !site.path[0].allSatisfy(\.isNumber):
      return ["https://vimeo.com/\(site.path[0])/videos/rss"]
    case "dailymotion.com" where site.path.count == 1:
      return ["https://www.dailymotion.com/rss/user/\(site.path[0])/1"]
    case "stackoverflow.com" where site.path.count == 3 && site.path[1] == "tagged":
      return ["https://stackoverflow.com/feeds/tag/\(site.path[2])"]
    case "arxiv.org" where site.path.count >= 2 && site.path[0] == "list":
      return ["https://rss.arxiv.org/rss/\(site.path[1])"]
    case "tiktok.com", "threads.net", "threads.com", "flipboard.com", "instagram.com", "x.com",
      "twitter.com", "substack.com":
      return []
    default: return hosted(site)
    }
  }

  /// Blogs under a common roof, and servers of the fediverse (`/@name`).
  private static func hosted(_ site: SiteAddress) -> [String] {
    let roofs = [
      (".substack.com", "/feed"), (".medium.com", "/feed"), (".tumblr.com", "/rss"),
      (".blogspot.com", "/feeds/posts/default"), (".wordpress.com", "/feed/"),
      (".livejournal.com", "/data/rss"),
    ]
    for (roof, path) in roofs where site.host.hasSuffix(roof) { return [site.origin + path] }
    if site.path.count == 1, site.path[0].hasPrefix("@"), site.path[0].count > 1,
      !site.path[0].hasSuffix(".rss")
    {
      return ["\(site.origin)/\(site.path[0]).rss"]
    }
    return []
  }

  /// Channels (all uploads, then long videos, shorts and streams apart) and playlists.
  private static func youTube(_ site: SiteAddress) -> [String] {
    let feed = "https://www.youtube.com/feeds/videos.xml"
    if site.path.count >= 2, site.path[0] == "channel", site.path[1].hasPrefix("UC") {
      let id = site.path[1].dropFirst(2)
      return ["\(feed)?channel_id=UC\(id)"]
        + ["UULF", "UUSH", "UULV"].map { "\(feed)?playlist_id=\($0)\(id)" }
    }
    if let list = site.parameter("list"), site.path == ["playlist"] || site.path == ["watch"] {
      return ["\(feed)?playlist_id=\(list)"]
    }
    return []
  }

  private static func gitHub(_ site: SiteAddress) -> [String] {
    let root = "https://github.com"
    guard let owner = site.path.first, !gitHubPages.contains(owner) else { return [] }
    switch site.path.count {
    case 1: return owner.hasSuffix(".atom") ? [] : ["\(root)/\(owner).atom"]
    case 2:
      let project = "\(root)/\(owner)/\(site.path[1])"
      return ["\(project)/commits.atom", "\(project)/releases.atom", "\(project)/tags.atom"]
    case 3 where ["releases", "tags", "commits", "discussions"].contains(site.path[2]),
      4 where site.path[2] == "commits":
      return ["\(root)/" + site.path.joined(separator: "/") + ".atom"]
    default: return []
    }
  }

  private static let gitHubPages: Set<String> = [
    "about", "apps", "collections", "contact", "customer-stories", "enterprise", "explore",
    "features", "issues", "login", "marketplace", "notifications", "orgs", "pricing", "pulls",
    "search", "security", "settings", "signup", "site", "sponsors", "team", "topics", "trending",
  ]

  private static func forge(_ site: SiteAddress) -> [String] {
    guard (1...2).contains(site.path.count) else { return [] }
    let page = site.origin + "/" + site.path.joined(separator: "/")
    return [page + (site.host == "gitlab.com" ? ".atom" : ".rss")]
  }

  private static func reddit(_ site: SiteAddress) -> [String] {
    guard site.path.count >= 2, ["r", "user", "u"].contains(site.path[0]) else { return [] }
    let kind = site.path[0] == "r" ? "r" : "user"
    return ["https://www.reddit.com/\(kind)/\(site.path[1])/.rss"]
  }

  private static func googleNews(_ site: SiteAddress) -> [String] {
    guard let first = site.path.first, first != "rss",
      ["search", "topics", "publications"].contains(first)
    else { return [] }
    let query = site.query.isEmpty ? "" : "?" + site.query
    return ["https://news.google.com/rss/" + site.path.joined(separator: "/") + query]
  }
}
