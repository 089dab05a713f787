import FuzzOracles
import Parsing
import Syndication

// One input: a reference, as a link might hold it.
let status = fuzz { start, count in
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let base = "https://example.org/a/b?c"
  guard let address = WebAddress.resolve(text, against: base) else { return 0 }
  Oracles.require(
    WebAddress.resolve(address, against: base) == address,
    "resolving again changed it"
  )
  Oracles.require(
    address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F },
    "an address holds what must be escaped"
  )
  let low = address.lowercased()
  Oracles.require(
    !low.hasPrefix("javascript:") && !low.hasPrefix("data:"),
    "an address is code"
  )
  if let canonical = WebAddress.canonical(address) {
    Oracles.require(WebAddress.canonical(canonical) == canonical, "canonical twice is another")
  }
  _ = WebAddress.host(of: address)
  _ = FeedDiscovery.knownFeeds(for: text)
  _ = FeedDiscovery.wellKnown(for: text)
  return 0
}
precondition(status == 0, "the fuzzer could not run")
