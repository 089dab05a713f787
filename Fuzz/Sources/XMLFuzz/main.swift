import FeedOracles
import FuzzOracles

// One input: bytes as a server might send them, RSS, Atom, RDF and what becomes of them.
let status = fuzz { start, count in
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  FeedOracle.check(bytes, base: "https://wire.example/feed")
  return 0
}
precondition(status == 0, "the fuzzer could not run")
