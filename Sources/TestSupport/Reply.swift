internal import Foundation

/// What a `LoopbackServer` sends: bytes, in pieces with pauses between them.
package struct Reply: Sendable {
  /// The bytes in order; each piece goes out by itself.
  package var pieces: [[UInt8]]
  /// Seconds to wait before each piece but the first.
  package var pause: Double = 0
  /// Seconds to wait before the first piece.
  package var delay: Double = 0
  /// Whether the connection ends after it; otherwise the next request may follow.
  package var closes = true
  /// Whether nothing is sent or closed before the client goes away.
  package var isSilent = false

  /// Creates a reply of bytes as they are, status line and all.
  package init(raw pieces: [UInt8]...) { self.pieces = pieces }

  /// A whole answer with a right length, after which the connection stays open.
  package static func answer(
    _ status: Int = 200,
    _ body: some Sequence<UInt8>,
    headers: [(String, String)] = []
  ) -> Reply {
    let body = Array(body)
    // 304 and 204 have no body, and so no length.
    let length = status == 304 || status == 204 ? [] : [("Content-Length", "\(body.count)")]
    var reply = Reply(raw: head(status, headers + length) + body)
    reply.closes = false
    return reply
  }

  /// A whole answer with text.
  package static func text(
    _ body: String,
    status: Int = 200,
    type: String = "application/rss+xml",
    headers: [(String, String)] = []
  ) -> Reply {
    answer(status, body.utf8, headers: [("Content-Type", type)] + headers)
  }

  /// An answer of a status and headers only.
  package static func status(_ status: Int, headers: [(String, String)] = []) -> Reply {
    answer(status, [], headers: headers)
  }

  /// A redirect.
  package static func redirect(_ status: Int = 302, to target: String) -> Reply {
    answer(status, [], headers: [("Location", target)])
  }

  /// No answer at all, for as long as the client waits.
  package static var silence: Reply {
    var reply = Reply(raw: [])
    reply.isSilent = true
    return reply
  }

  /// The status line and the header, blank line included.
  package static func head(_ status: Int, _ headers: [(String, String)] = []) -> [UInt8] {
    let lines = headers.map { "\($0): \($1)\r\n" }.joined()
    return Array("HTTP/1.1 \(status) Status\r\n\(lines)\r\n".utf8)
  }

  /// Sends it; false when the client went away.
  func send(to connection: Int32) -> Bool {
    if isSilent {
      var byte: UInt8 = 0
      while recv(connection, &byte, 1, 0) > 0 {}
      return false
    }
    if delay > 0 { Thread.sleep(forTimeInterval: delay) }
    for (index, piece) in pieces.enumerated() {
      if index > 0, pause > 0 { Thread.sleep(forTimeInterval: pause) }
      var rest = piece[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes {
          Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
    }
    return true
  }
}
