import FeedOracles
import FuzzOracles

// One input: a byte that picks the label that the server gives, and the document.
let status = fuzz { start, count in
  guard count > 1 else { return 0 }
  let labels = [
    "utf-8", "utf-16", "iso-8859-1", "windows-1251", "gb2312", "big5", "shift_jis", "euc-jp",
    "iso-2022-jp", "euc-kr", "koi8-r", "tis-620", "x-unknown", "iso-8859-8-i", "macintosh", "",
  ]
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let label = labels[Int(bytes[0]) % labels.count]
  let document = Array(bytes.dropFirst())
  let head = Array("<rss><channel><title>".utf8)
  FeedOracle.check(head + document, contentType: "text/xml; charset=\(label)")
  FeedOracle.check(document, contentType: "text/xml; charset=\(label)")
  return 0
}
precondition(status == 0, "the fuzzer could not run")
