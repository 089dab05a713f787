/// One request to one address, a GET unless it has a body; a redirect is an answer, not followed.
package struct TransferRequest: Sendable, Hashable {
  /// The address: http or https, anything else is refused.
  package var url: String
  /// What is sent beside libcurl's own `Host`; no `Referer`, no cookies.
  package var headers: [HeaderField]
  /// What is posted; nil makes the request a GET.
  package var body: [UInt8]?
  /// For the whole transfer, from the start of the connection.
  package var timeout: Duration = .seconds(30)
  /// For the name and the connection, TLS included.
  package var connectTimeout: Duration = .seconds(15)
  /// Whether the answer's body is of use; otherwise it comes back empty, and one that is too long,
  /// cut short or wrongly encoded is no failure.
  package var wantsBody = true
  /// The most bytes of the body, counted after decoding.
  package var maxBytes = 16 << 20
  /// The most bytes of all headers together.
  package var maxHeaderBytes = 256 << 10

  /// Creates a request with the usual limits.
  package init(url: String, headers: [HeaderField] = []) {
    (self.url, self.headers) = (url, headers)
  }
}

/// What a server answered.
package struct TransferResponse: Sendable, Hashable {
  /// The HTTP status.
  package var status: Int
  /// The header in the order of the wire, of the final answer only.
  package var headers: [HeaderField]
  /// The body, decoded; empty unless the status is 2xx and it was wanted.
  package var body: [UInt8]
  /// The IP address that answered.
  package var peer: String
  /// From the start of the connection to the last byte.
  package var took: Duration
}
