import FeedOracles
import FuzzOracles

// One input: bytes behind an opening brace, so that all of them reach the JSON reader.
let status = fuzz { start, count in
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  FeedOracle.check(bytes.first == UInt8(ascii: "{") ? bytes : [UInt8(ascii: "{")] + bytes)
  return 0
}
precondition(status == 0, "the fuzzer could not run")
