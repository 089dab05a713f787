import FuzzOracles
import Parsing

// One input: a date as a feed might write it.
let status = fuzz { start, count in
  let text = Array(UnsafeBufferPointer(start: start, count: count))
  guard let moment = FeedDate.timestamp(from: text[...]) else { return 0 }
  Oracles.require(
    FeedDate.timestamp(from: moment.rfc3339) == moment,
    "a printed moment was read as another"
  )
  return 0
}
precondition(status == 0, "the fuzzer could not run")
