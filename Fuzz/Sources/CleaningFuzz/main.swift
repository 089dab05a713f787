import FuzzOracles
import Parsing

// One input: a piece of HTML.
let status = fuzz { start, count in
  let html = Array(UnsafeBufferPointer(start: start, count: count))
  let base = "https://example.org/a/b"
  let clean = HTMLCleaner.clean(html[...], base: base)
  Oracles.require(Oracles.isHarmless(clean.html), "something dangerous was kept")
  Oracles.require(Oracles.isVisible(clean.html, allowsLines: true), "a control was kept in markup")
  Oracles.require(Oracles.isVisible(clean.text, allowsLines: true), "a control was kept in text")
  Oracles.require(
    HTMLCleaner.clean(clean.html, base: base).html == clean.html,
    "cleaning again changed it"
  )
  let line = PlainText.line(fromHTML: html[...])
  Oracles.require(Oracles.isVisible(line, allowsLines: false), "a control was kept in a title")
  Oracles.require(
    Oracles.isVisible(PlainText.line(fromText: html[...]), allowsLines: false),
    "a control was kept in a line of text"
  )
  _ = FeedDiscovery(pageURL: base).links(in: html[...])
  return 0
}
precondition(status == 0, "the fuzzer could not run")
