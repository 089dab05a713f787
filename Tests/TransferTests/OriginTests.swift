import Testing
import Transfer

@Suite("Origin")
struct OriginTests {
  @Test(
    "reads scheme, host and port",
    arguments: [
      ("http://Example.org/feed", "http", "example.org", 80, "example.org"),
      ("HTTPS://example.org:443?x", "https", "example.org", 443, "example.org"),
      ("https://example.org:8443", "https", "example.org", 8443, "example.org:8443"),
      ("http://user:p%40ss@example.org:81/", "http", "example.org", 81, "example.org:81"),
      ("http://[2001:db8::1]/", "http", "[2001:db8::1]", 80, "[2001:db8::1]"),
      ("http://[2001:db8::1]:8080/", "http", "[2001:db8::1]", 8080, "[2001:db8::1]:8080"),
      ("http://example.org:/", "http", "example.org", 80, "example.org"),
      ("http://bücher.example/", "http", "bücher.example", 80, "bücher.example"),
    ]
  )
  func reads(_ url: String, _ scheme: String, _ host: String, _ port: Int, _ name: String) throws {
    let origin = try #require(Origin(url))
    #expect((origin.scheme, origin.host, origin.port) == (scheme, host, port))
    #expect(origin.hostAndPort == name)
  }

  @Test(
    "has none for what is no plain http address",
    arguments: [
      "", "file:///etc/passwd", "http:example.org", "http:///path", "http://host:port/",
      "http://host:99999/", "http://a b/", "ftp://example.org/", "http://ex%61mple.org/",
    ]
  )
  func refuses(_ url: String) { #expect(Origin(url) == nil) }

  @Test(
    "takes credentials apart and puts them back",
    arguments: [
      ("http://u:p@h/x?y#z", "u:p", "http://h/x?y#z"),
      ("http://u@h", "u", "http://h"),
      ("http://u:a@b@h:1/", "u:a@b", "http://h:1/"),
      ("http://h/@x", nil, "http://h/@x"),
    ]
  )
  func credentials(_ url: String, _ credentials: String?, _ bare: String) {
    #expect(Origin.credentials(in: url) == credentials)
    #expect(Origin.replacingCredentials(in: url, with: nil) == bare)
    #expect(Origin.replacingCredentials(in: bare, with: credentials) == url)
  }
}
