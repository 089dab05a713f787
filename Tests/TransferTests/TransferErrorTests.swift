import Testing
import Transfer

@Suite("TransferError")
struct TransferErrorTests {
  @Test("puts nothing of a server's into its line that could steer a terminal")
  func line() {
    let error = TransferError.badEncoding("\u{1B}[2Jx\u{202E}\ny\u{9B}")
    #expect(error.line == "the body cannot be decoded: ?[2Jx??y?")
    #expect(TransferError.tls(text: String(repeating: "x", count: 9000)).line.count == 400)
  }

  @Test(
    "takes for an outage of ours only what never reached a server",
    arguments: [
      (TransferError.dns(host: "a"), true), (.timeout(.seconds(1), connected: false), true),
      (.connect(text: "no route", unreachable: true), true), (.unequipped("no libcurl"), true),
      (.connect(text: "refused", unreachable: false), false),
      (.timeout(.seconds(1), connected: true), false), (.partial, false), (.tls(text: ""), false),
      (.refusedAddress("127.0.0.1", kind: "a loopback address"), false), (.cancelled, false),
    ]
  )
  func outage(_ error: TransferError, _ isOurs: Bool) {
    #expect(error.looksLikeOurOutage == isOurs)
  }

  @Test(
    "says a duration in the unit that a person would",
    arguments: [
      (Duration.milliseconds(250), "250 ms"), (.seconds(1), "1 s"), (.seconds(90), "90 s"),
      (.seconds(3600), "1 h"), (.seconds(86400), "1 d"), (.seconds(1800), "30 min"),
      (.seconds(5000), "83 min"), (.seconds(100_000), "28 h"), (.zero, "0 s"),
    ]
  )
  func words(_ duration: Duration, _ words: String) { #expect(duration.inWords == words) }
}
