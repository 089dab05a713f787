package import Syndication

/// Writes subscriptions as OPML 2.0, the way every other reader takes them.
package enum OPMLWriter {
  /// The whole document: the first tag of a feed is its folder, further ones are its categories.
  ///
  /// `heads` is what the feeds say of themselves, for feeds without a title of the owner's and for
  /// their pages. Local files are left out: nobody else could read them.
  package static func text(
    _ subscriptions: [Subscription],
    title: String,
    now: Timestamp,
    heads: [FeedURL: FeedHead] = [:]
  ) -> String {
    var folders: [String] = []
    var lines: [String: [String]] = [:]
    var loose: [String] = []
    for subscription in subscriptions where !subscription.url.isFile {
      let line = outline(subscription, head: heads[subscription.url])
      guard let folder = subscription.tags.first else {
        loose.append("    " + line)
        continue
      }
      if lines[folder] == nil { folders.append(folder) }
      lines[folder, default: []].append("      " + line)
    }
    var document = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<opml version="2.0">"#,
      "  <head>",
      "    <title>\(escaped(title))</title>",
      "    <dateCreated>\(date(now))</dateCreated>",
      "  </head>",
      "  <body>",
    ]
    for folder in folders {
      let name = escaped(folder)
      document.append(#"    <outline text="\#(name)" title="\#(name)">"#)
      document += lines[folder] ?? []
      document.append("    </outline>")
    }
    document += loose + ["  </body>", "</opml>", ""]
    return document.joined(separator: "\n")
  }

  private static func outline(_ subscription: Subscription, head: FeedHead?) -> String {
    let title = escaped(
      subscription.title ?? head?.title ?? WebAddress.withoutCredentials(subscription.url.text)
    )
    var line = #"<outline type="rss" text="\#(title)" title="\#(title)""#
    line += #" xmlUrl="\#(escaped(subscription.url.text))""#
    if let page = head?.homePageURL { line += #" htmlUrl="\#(escaped(page))""# }
    let categories = subscription.tags.dropFirst()
    if !categories.isEmpty {
      line += #" category="\#(escaped(categories.joined(separator: ",")))""#
    }
    return line + "/>"
  }

  /// Fit for text and for attribute values; what XML cannot hold is left out.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: result += "&amp;"
      case 0x3C: result += "&lt;"
      case 0x3E: result += "&gt;"
      case 0x22: result += "&quot;"
      case 0x09, 0x0A, 0x0D: result += "&#\(scalar.value);"
      case ..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// OPML asks for the date of RFC 822, with a year of four digits.
  private static func date(_ now: Timestamp) -> String {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let day = now.day
    let second = now.secondOfDay
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(days[day.weekday]), \(two(day.day)) \(months[day.month - 1]) \(day.year) "
      + "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)) GMT"
  }
}
