import Syndication
import Transfer

/// A feed in a file on this machine, as the sample's are.
struct LocalFeed {
  private let policy: FetchPolicy

  init(_ policy: FetchPolicy) { self.policy = policy }

  /// Reads the file behind a `file:` address.
  func outcome(of feed: FeedURL) -> FetchOutcome {
    guard policy.allowLocalFiles else {
      return .failed(
        FetchFailure(line: "file: addresses are not read (setting: allow-local-files)")
      )
    }
    guard let path = Self.path(of: feed.text, in: policy.localFolder) else {
      return .failed(FetchFailure(line: "not the address of a file on this machine"))
    }
    do throws(TransferError) {
      let bytes = try LocalFile.contents(of: path, maxBytes: policy.maxBytes)
      return .fetched(
        FetchedBody(bytes: bytes, answer: Answer(status: 0, effectiveURL: feed.text))
      )
    } catch {
      return .failed(FetchFailure(line: error.line))
    }
  }

  /// The path in `file:///a/b`, `file://localhost/a/b`, `file:/a/b`, or, from `folder`, `file:b`.
  static func path(of address: String, in folder: String?) -> String? {
    guard let colon = address.firstIndex(of: ":") else { return nil }
    var rest = address[address.index(after: colon)...]
    rest = rest.prefix { $0 != "?" && $0 != "#" }
    if rest.hasPrefix("//") {
      rest = rest.dropFirst(2)
      if rest.lowercased().hasPrefix("localhost/") { rest = rest.dropFirst(9) }
      guard rest.hasPrefix("/") else { return nil }
    }
    guard let path = unescaped(rest), !path.isEmpty, !path.utf8.contains(0) else { return nil }
    if path.hasPrefix("/") { return path }
    return folder.map { "\($0)/\(path)" }
  }

  /// `text` without percent-encoding; nil when that is no text.
  private static func unescaped(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard rest.count >= 2, let digits = String(rest.prefix(2)),
          let value = UInt8(digits, radix: 16)
        else { return nil }
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
