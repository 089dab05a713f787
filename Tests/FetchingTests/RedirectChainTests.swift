import Testing
import Transfer

@testable import Fetching

@Suite("RedirectChain")
struct RedirectChainTests {
  func chain(from start: String = "http://a/", _ hops: [(Int, String)]) throws -> RedirectChain {
    var chain = RedirectChain(from: start, owner: start)
    for (status, target) in hops { try chain.follow(status, to: target) }
    return chain
  }

  @Test(
    "remembers the permanent redirects at the start of the chain, and no more",
    arguments: [
      ([(301, "http://b/")], "http://b/"),
      ([(308, "http://b/"), (301, "http://c/")], "http://c/"),
      ([(301, "http://b/"), (302, "http://c/"), (301, "http://d/")], "http://b/"),
      ([(302, "http://b/"), (301, "http://c/")], nil),
      ([(303, "http://b/")], nil),
      ([(307, "http://b/")], nil),
      ([(301, "https://b/")], "https://b/"),
      ([(301, "http://b/#top")], "http://b/"),
      ([], nil),
    ] as [([(Int, String)], String?)]
  )
  func permanent(_ hops: [(Int, String)], _ target: String?) throws {
    #expect(try chain(from: "http://a/", hops).permanentURL == target)
  }

  @Test(
    "never remembers a way from https down to http",
    arguments: [
      ([(301, "http://a/")], nil),
      ([(301, "https://b/"), (301, "http://b/"), (301, "https://c/")], "https://b/"),
    ] as [([(Int, String)], String?)]
  )
  func downgrade(_ hops: [(Int, String)], _ target: String?) throws {
    #expect(try chain(from: "https://a/", hops).permanentURL == target)
  }

  @Test(
    "gives credentials to the very origin that they were written for",
    arguments: [
      ("http://a/x", "http://u:p@a/x"), ("http://A/x", "http://u:p@A/x"),
      ("http://b/x", "http://b/x"),
      ("http://a:8080/x", "http://a:8080/x"), ("https://a/x", "https://a/x"),
      ("http://v:q@b/x", "http://b/x"), ("http://v:q@a/x", "http://u:p@a/x"),
      ("http://a@b/x", "http://b/x"),
    ]
  )
  func credentials(_ target: String, _ asked: String) throws {
    let chain = try chain(from: "http://u:p@a/", [(302, target)])
    #expect(chain.url == asked)
    #expect(Origin.credentials(in: chain.bareURL) == nil)
  }

  @Test(
    "goes to http and https only",
    arguments: ["file:///etc/passwd", "gopher://a/", "data:,x", "javascript:x", "FTP://a/"]
  )
  func scheme(_ target: String) {
    #expect(throws: TransferError.self) { try chain([(302, target)]) }
  }

  @Test("has an end: ten redirects, and no address twice")
  func bound() throws {
    let hops = (1...10).map { (302, "http://a/\($0)") }
    #expect(try chain(from: "http://a/0", hops).url == "http://a/10")
    #expect(throws: TransferError.tooManyRedirects(limit: 10)) {
      try chain(from: "http://a/0", hops + [(302, "http://a/11")])
    }
    #expect(throws: TransferError.circularRedirect) {
      try chain(from: "http://a/0", [(302, "http://a/0")])
    }
    #expect(throws: TransferError.circularRedirect) {
      try chain(from: "http://a/0", [(302, "http://a/1"), (302, "http://a/0#again")])
    }
  }
}
