/// One transfer while it runs: takes what libcurl brings and keeps to the limits.
///
/// It lives on the loop's thread only. An error never crosses libcurl: it is kept here, and the
/// callback answers "stop".
final class Exchange {
  let request: TransferRequest
  /// Why the transfer was stopped by us; goes before libcurl's own reason.
  private(set) var failure: TransferError?
  private(set) var status = 0
  private(set) var headers: [HeaderField] = []
  private(set) var body: [UInt8] = []
  /// Whether a connection was there on which encryption could begin.
  private(set) var hasBegunHandshake = false
  private let guardsAddresses: Bool
  private var headerBytes = 0
  private var bodyBytes = 0
  private var wireBytes = 0
  private var decoder: BodyDecoder?

  init(_ request: TransferRequest, guardsAddresses: Bool) {
    (self.request, self.guardsAddresses) = (request, guardsAddresses)
  }

  /// Whether the answer is one whose body is wanted.
  var isBodyWanted: Bool { request.wantsBody && (200..<300).contains(status) }

  /// Whether a machine may be connected to; a refusal is what the transfer then fails with.
  func mayConnect(to address: IPAddress?) -> Bool {
    guard guardsAddresses else { return true }
    let kind = address.map(AddressGuard.kind(of:)) ?? "an address of an unknown family"
    guard let kind else { return true }
    failure = .refusedAddress(address?.description ?? "it", kind: kind)
    return false
  }

  /// A connection is there, so whatever address was refused before it does not matter.
  private func forgetRefusedAddresses() {
    if case .refusedAddress = failure { failure = nil }
  }

  /// Takes one line of a header; false stops the transfer.
  func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
    forgetRefusedAddresses()
    headerBytes += line.count
    guard headerBytes <= request.maxHeaderBytes else {
      return stop(.headersTooLarge(limit: request.maxHeaderBytes))
    }
    // libcurl takes the version in any case, and so do we.
    if line.prefix(5).elementsEqual("http/".utf8, by: { $0 | 0x20 == $1 | 0x20 }) {
      // A new answer; an earlier one was an interim answer such as 103.
      headers = []
      decoder = nil
      status = Self.status(of: line)
    } else if let field = HeaderField(line: line) {
      // Where two lengths contradict each other, nobody knows where the next answer begins.
      if field.name.lowercased() == "content-length",
        let other = headers.first("content-length"), other.bytes != field.bytes
      {
        return stop(.notHTTP("two different lengths"))
      }
      headers.append(field)
    } else if line.first == 0x20 || line.first == 0x09, !headers.isEmpty {
      headers[headers.count - 1].takeMore(line)
    }
    return true
  }

  /// Takes a piece of the body as it came; false stops the transfer.
  func takeBody(_ piece: UnsafeRawBufferPointer) -> Bool {
    bodyBytes += piece.count
    guard isBodyWanted else { return bodyBytes <= Self.mostOfAnUnwantedBody }
    // Encoded bytes count too, so that a coding that swallows input has an end.
    guard bodyBytes <= request.maxBytes else { return stop(.tooLarge(limit: request.maxBytes)) }
    do throws(TransferError) {
      if decoder == nil {
        decoder = try BodyDecoder(contentEncoding: contentEncoding)
        // A body that outgrows its room again and again leaves holes that no other fits into.
        body.reserveCapacity(min(contentLength ?? 0, request.maxBytes, Self.mostPromised))
      }
      try decoder?.take(piece, sink: keep)
      return true
    } catch {
      return stop(error)
    }
  }

  /// Takes note that the first bytes of TLS went out, for which a connection must be there.
  func seeHandshake() { hasBegunHandshake = true }

  /// Looks at body bytes as they came, before anything is cut off.
  ///
  /// A length that is too short makes half a feed look whole; the rest of the body is then seen
  /// behind it. A blank line there is an old habit of servers and harmless.
  func seeOnTheWire(_ piece: UnsafeRawBufferPointer) {
    wireBytes += piece.count
    guard isBodyWanted, failure == nil, headers.first("transfer-encoding") == nil,
      let length = contentLength, wireBytes > length
    else { return }
    let excess = piece.suffix(min(piece.count, wireBytes - length))
    if excess.contains(where: { $0 > 0x20 }) {
      failure = .notHTTP("the body is longer than its length says")
    }
  }

  /// Keeps decoded bytes for which there is room.
  private func keep(_ bytes: UnsafeRawBufferPointer) throws(TransferError) {
    guard body.count + bytes.count <= request.maxBytes else {
      throw .tooLarge(limit: request.maxBytes)
    }
    body.append(contentsOf: bytes)
  }

  /// Throws when the body that came does not end where its coding ends.
  func finish() throws(TransferError) {
    if let failure { throw failure }
    if isBodyWanted { try decoder?.finish() }
  }

  private var contentEncoding: String { headers.list("content-encoding") ?? "" }

  private var contentLength: Int? { headers.first("content-length").flatMap { Int($0.value) } }

  /// The most room that is made for a body before any of it has come.
  private static let mostPromised = 1 << 20

  /// How much of an error page is read for the sake of keeping the connection.
  private static let mostOfAnUnwantedBody = 64 << 10

  private func stop(_ error: TransferError) -> Bool {
    failure = error
    return false
  }

  /// The number in `HTTP/1.1 200 OK`; 0 when there is none.
  private static func status(of line: UnsafeRawBufferPointer) -> Int {
    let digits = line.drop { $0 != 0x20 }.dropFirst().prefix { (0x30...0x39).contains($0) }
    return digits.prefix(3).reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
