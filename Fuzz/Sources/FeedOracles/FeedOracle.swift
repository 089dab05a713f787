import FuzzOracles
import Parsing
import Syndication

/// What must hold of every feed that comes out of whatever bytes went in.
public enum FeedOracle {
  /// Reads `bytes` and stops the process when the feed breaks a promise.
  public static func check(_ bytes: [UInt8], base: String? = nil, contentType: String? = nil) {
    let parser = FeedParser()
    guard let feed = try? parser.feed(from: bytes, base: base, contentType: contentType) else {
      return
    }
    line(feed.title, "the feed's title")
    line(feed.summary, "the feed's description")
    feed.authors.forEach { line($0.name, "an author's name") }
    for item in feed.items {
      line(item.title, "an item's title")
      line(item.summary, "an item's summary")
      item.tags.forEach { line($0, "a category") }
      item.authors.forEach { line($0.name, "an author's name") }
      if let html = item.contentHTML { safe(html) }
      if let text = item.contentText { plain(text) }
      if let url = item.url {
        Oracles.require(
          !url.unicodeScalars.contains { $0.value <= 0x20 },
          "white space in an address"
        )
      }
    }
  }

  /// One line without a control character and without a mark of direction.
  private static func line(_ text: String?, _ what: String) {
    guard let text else { return }
    Oracles.require(!text.isEmpty, "\(what) is empty instead of missing")
    Oracles.require(
      !text.unicodeScalars.contains { scalar in
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
          || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      },
      "a control character in \(what)"
    )
  }

  private static func plain(_ text: String) {
    Oracles.require(
      !text.unicodeScalars.contains { $0.value < 0x20 && $0.value != 0x0A },
      "a control character in plain text"
    )
  }

  /// Sanitised markup stays as it is when it is sanitised again, and runs nothing.
  private static func safe(_ html: String) {
    Oracles.require(
      HTMLCleaner.clean(html, base: nil).html == html,
      "sanitising changed sanitised markup"
    )
    let lower = html.lowercased()
    for mark in ["<script", "<style", "<iframe", "<object", "<embed", "<form"] {
      Oracles.require(!lower.contains(mark), "\(mark) in sanitised markup")
    }
  }
}
