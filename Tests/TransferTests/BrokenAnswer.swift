import TestSupport
import Testing
import Transfer

/// Something that a server sends instead of a whole answer.
struct BrokenAnswer: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let reply: Reply
  /// What it is to fail with; nil where the words are libcurl's own.
  let error: TransferError?

  init(_ description: String, _ reply: Reply, _ error: TransferError?) {
    (testDescription, self.reply, self.error) = (description, reply, error)
  }

  static let all = [
    BrokenAnswer(
      "a body shorter than its length",
      Reply(raw: Reply.head(200, [("Content-Length", "100")]) + Array("<rss>".utf8)),
      .partial
    ),
    BrokenAnswer(
      "a header line without an end",
      Reply(raw: Reply.head(200, [("X-Long", String(repeating: "a", count: 150_000))])),
      .notHTTP("a header line of more than 100 kB")
    ),
    BrokenAnswer(
      "chunks without an end",
      Reply(
        raw: Reply.head(200, [("Transfer-Encoding", "chunked")]) + Array("5\r\nhello\r\n".utf8)
      ),
      .partial
    ),
    BrokenAnswer(
      "gzip cut short",
      .answer(
        200,
        Gzip.stored(Array("a feed".utf8)).dropLast(9),
        headers: [("Content-Encoding", "gzip")]
      ),
      .partial
    ),
    BrokenAnswer(
      "gzip with a wrong checksum",
      .answer(
        200,
        Gzip.stored(Array("a feed".utf8)).dropLast(8) + [1, 2, 3, 4, 6, 0, 0, 0],
        headers: [("Content-Encoding", "gzip")]
      ),
      .badEncoding("incorrect data check")
    ),
    BrokenAnswer(
      "brotli cut short",
      .answer(200, [0x50, 0x00, 0x10, 0x61, 0x20], headers: [("Content-Encoding", "br")]),
      .partial
    ),
    BrokenAnswer(
      "zstd cut short",
      .answer(
        200,
        CodedBody.zstd(Array("a feed".utf8)).dropLast(),
        headers: [("Content-Encoding", "zstd")]
      ),
      .partial
    ),
    BrokenAnswer(
      "zstd over the limit when decoded",
      .answer(200, CodedBody.zstdBomb(blocks: 9), headers: [("Content-Encoding", "zstd")]),
      .tooLarge(limit: 5000)
    ),
    BrokenAnswer(
      "text that says it is gzip",
      .answer(200, "<rss>".utf8, headers: [("Content-Encoding", "gzip")]),
      .badEncoding("incorrect header check")
    ),
    BrokenAnswer(
      "a coding that was not offered",
      .answer(200, "<rss>".utf8, headers: [("Content-Encoding", "rot13")]),
      .badEncoding("unknown coding rot13")
    ),
    BrokenAnswer(
      "a body over the limit",
      .answer(200, [UInt8](repeating: 65, count: 5001)),
      .tooLarge(limit: 5000)
    ),
    BrokenAnswer(
      "a header over the limit",
      .answer(200, [], headers: (0..<40).map { ("X-\($0)", String(repeating: "x", count: 100)) }),
      .headersTooLarge(limit: 3000)
    ),
    BrokenAnswer(
      "a body longer than its length",
      Reply(raw: Reply.head(200, [("Content-Length", "5")]) + Array("<rss></rss>".utf8)),
      .notHTTP("the body is longer than its length says")
    ),
    BrokenAnswer(
      "two lengths that contradict each other",
      Reply(
        raw: Reply.head(200, [("Content-Length", "3"), ("Content-Length", "5")])
          + Array("hello".utf8)
      ),
      .notHTTP("two different lengths")
    ),
    BrokenAnswer(
      "an answer of HTTP/0.9",
      Reply(raw: Array("<rss></rss>".utf8)),
      nil
    ),
    BrokenAnswer("nothing at all", Reply(raw: []), nil),
  ]
}
