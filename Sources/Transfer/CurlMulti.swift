internal import CLibCurl
internal import Glibc

/// libcurl's multi handle: the one place where libcurl is called.
///
/// All of it belongs to the loop's thread, but for `wake`, which libcurl allows from any thread
/// for as long as the handle lives; hence the unchecked claim.
final class CurlMulti: @unchecked Sendable {
  private let multi: UnsafeMutableRawPointer
  private let options: TransferOptions
  private var running: [UInt64: Handle] = [:]
  private var ids: [UnsafeMutableRawPointer: UInt64] = [:]

  /// A running transfer with the C memory that belongs to it.
  private final class Handle {
    let easy: UnsafeMutableRawPointer
    let exchange: Exchange
    let words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    var lines: UnsafeMutablePointer<curl_slist>?

    init?(_ exchange: Exchange) {
      guard let easy = tieup_easy_init() else { return nil }
      (self.easy, self.exchange) = (easy, exchange)
      words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
      tieup_easy_cleanup(easy)
      tieup_free_lines(lines)
      words.deallocate()
    }
  }

  init(_ options: TransferOptions) throws(TransferError) {
    if let fault = CurlLibrary.fault { throw .unequipped(fault) }
    guard let multi = tieup_multi_init() else { throw .unequipped("out of memory") }
    (self.multi, self.options) = (multi, options)
    _ = tieup_multi_set_long(multi, CURLMOPT_MAXCONNECTS, options.concurrency)
  }

  /// Ends what still runs, unanswered, and gives the handle back; nothing may follow.
  func close() {
    for handle in running.values { tieup_multi_remove(multi, handle.easy) }
    running = [:]
    tieup_multi_cleanup(multi)
  }

  /// Makes `wait` return soon; from any thread.
  func wake() { tieup_multi_wakeup(multi) }

  /// Waits for the network, for `wake`, or for a second.
  func wait() { tieup_multi_poll(multi, 1000) }

  /// Starts a transfer; throws when it cannot even be asked for.
  func start(_ request: TransferRequest, id: UInt64) throws(TransferError) {
    let exchange = Exchange(request, guardsAddresses: options.guardsAddresses)
    guard let handle = Handle(exchange) else { throw .other(code: 27, text: "out of memory") }
    configure(handle)
    guard tieup_multi_add(multi, handle.easy) == CURLM_OK else {
      throw .other(code: 2, text: "libcurl does not take the transfer")
    }
    running[id] = handle
    ids[handle.easy] = id
  }

  /// Drops a transfer that nobody waits for any more; answers whether it was running.
  func drop(id: UInt64) -> Bool {
    guard let handle = running.removeValue(forKey: id) else { return false }
    ids[handle.easy] = nil
    tieup_multi_remove(multi, handle.easy)
    return true
  }

  /// Moves bytes, and returns the transfers that have ended.
  func perform() -> [(id: UInt64, result: Result<TransferResponse, TransferError>)] {
    tieup_multi_perform(multi)
    var ended: [(UInt64, Result<TransferResponse, TransferError>)] = []
    while let message = tieup_multi_next(multi) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
        let id = ids.removeValue(forKey: easy), let handle = running.removeValue(forKey: id)
      else { continue }
      let code = message.pointee.data.result
      do throws(TransferError) {
        ended.append((id, .success(try response(handle, code))))
      } catch {
        ended.append((id, .failure(error)))
      }
      tieup_multi_remove(multi, easy)
    }
    return ended
  }

  private func configure(_ handle: Handle) {
    let (easy, request) = (handle.easy, handle.exchange.request)
    let context = Unmanaged.passUnretained(handle.exchange).toOpaque()
    func set(_ option: CURLoption, _ value: Int) { _ = tieup_set_long(easy, option, value) }
    func set(_ option: CURLoption, _ value: String) { _ = tieup_set_text(easy, option, value) }
    set(CURLOPT_URL, request.url)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    set(CURLOPT_HTTP09_ALLOWED, 0)
    // The body comes as it was sent: `BodyDecoder` decodes it.
    set(CURLOPT_HTTP_CONTENT_DECODING, 0)
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    set(CURLOPT_NETRC, 0)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    set(CURLOPT_TIMEOUT_MS, request.timeout.milliseconds)
    set(CURLOPT_CONNECTTIMEOUT_MS, min(request.timeout, request.connectTimeout).milliseconds)
    if request.wantsBody {
      _ = tieup_set_size(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(request.maxBytes))
    }
    // A proxy would connect in our place, where the guard does not see the address.
    if options.guardsAddresses { set(CURLOPT_PROXY, "") }

    if let body = request.body {
      set(CURLOPT_POST, 1)
      _ = tieup_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
      body.withUnsafeBytes { bytes in
        // libcurl copies as many bytes as were just named.
        _ = tieup_set_pointer(
          easy,
          CURLOPT_COPYPOSTFIELDS,
          UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        )
      }
      // A body this small is sent at once, without asking whether it is welcome.
      handle.lines = tieup_append(handle.lines, "Expect:")
    }
    let accept = HeaderField("Accept-Encoding", BodyDecoder.acceptEncoding)
    for field in [accept] + request.headers {
      // Byte for byte: a validator may hold bytes that are no UTF-8.
      let line = (Array("\(field.name): ".utf8) + field.bytes + [0]).map { CChar(bitPattern: $0) }
      handle.lines = tieup_append(handle.lines, line)
    }
    _ = tieup_set_pointer(easy, CURLOPT_HTTPHEADER, handle.lines)
    _ = tieup_set_pointer(easy, CURLOPT_ERRORBUFFER, handle.words)

    // The handle keeps the exchange alive for as long as the easy handle has its address.
    _ = tieup_set_pointer(easy, CURLOPT_HEADERDATA, context)
    _ = tieup_set_write(easy, CURLOPT_HEADERFUNCTION) { start, size, count, context in
      let line = UnsafeRawBufferPointer(start: start, count: size * count)
      return exchange(context)?.takeHeader(line) == true ? line.count : 0
    }
    _ = tieup_set_pointer(easy, CURLOPT_WRITEDATA, context)
    _ = tieup_set_write(easy, CURLOPT_WRITEFUNCTION) { start, size, count, context in
      let piece = UnsafeRawBufferPointer(start: start, count: size * count)
      return exchange(context)?.takeBody(piece) == true ? piece.count : 0
    }
    // What comes behind a body is cut off before it gets to the write function; only here is it
    // to be seen.
    set(CURLOPT_VERBOSE, 1)
    _ = tieup_set_pointer(easy, CURLOPT_DEBUGDATA, context)
    _ = tieup_set_debug(easy) { _, kind, start, count, context in
      if kind == CURLINFO_DATA_IN {
        exchange(context)?.seeOnTheWire(UnsafeRawBufferPointer(start: start, count: count))
      } else if kind == CURLINFO_SSL_DATA_OUT {
        exchange(context)?.seeHandshake()
      }
      return 0
    }
    _ = tieup_set_pointer(easy, CURLOPT_OPENSOCKETDATA, context)
    _ = tieup_set_opensocket(easy) { context, _, address in
      guard let address, exchange(context)?.mayConnect(to: ipAddress(address)) == true else {
        return -1
      }
      let kind = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
      return socket(address.pointee.family, kind, address.pointee.protocol)
    }
  }

  private func response(_ handle: Handle, _ code: CURLcode) throws(TransferError)
    -> TransferResponse
  {
    let exchange = handle.exchange
    // An answer that needs no body is an answer, even when the body was cut short.
    let isAnswered = exchange.status >= 200 && !exchange.isBodyWanted
    if code != CURLE_OK && !(exchange.failure == nil && isAnswered) {
      throw error(handle, code)
    }
    try exchange.finish()
    var took: curl_off_t = 0
    _ = tieup_get_size(handle.easy, CURLINFO_TOTAL_TIME_T, &took)
    return TransferResponse(
      status: exchange.status,
      headers: exchange.headers,
      body: exchange.body,
      peer: text(handle, CURLINFO_PRIMARY_IP) ?? "",
      took: .microseconds(took)
    )
  }

  private func text(_ handle: Handle, _ wanted: CURLINFO) -> String? {
    var text: UnsafePointer<CChar>?
    guard tieup_get_text(handle.easy, wanted, &text) == CURLE_OK, let text else { return nil }
    return String(cString: text)
  }

  private func error(_ handle: Handle, _ code: CURLcode) -> TransferError {
    if let failure = handle.exchange.failure { return failure }
    let request = handle.exchange.request
    let said = String(String(cString: handle.words).prefix { $0 != "\n" })
    let words = said.isEmpty ? String(cString: tieup_words(code)) : said
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      return .dns(host: Origin(request.url)?.host ?? request.url)
    case CURLE_COULDNT_CONNECT:
      var number = 0
      _ = tieup_get_long(handle.easy, CURLINFO_OS_ERRNO, &number)
      let isUnreachable = [ENETUNREACH, EHOSTUNREACH, ENETDOWN].contains(Int32(number))
      // libcurl's own words say twice that it failed, and not why.
      let why = number == 0 ? words : String(cString: strerror(Int32(number))).lowercased()
      return .connect(text: why, unreachable: isUnreachable)
    case CURLE_OPERATION_TIMEDOUT:
      // A connection that is used again has no time of connecting, but one of being ready.
      var (connected, ready): (curl_off_t, curl_off_t) = (0, 0)
      _ = tieup_get_size(handle.easy, CURLINFO_CONNECT_TIME_T, &connected)
      _ = tieup_get_size(handle.easy, CURLINFO_PRETRANSFER_TIME_T, &ready)
      if max(connected, ready) > 0 { return .timeout(request.timeout, connected: true) }
      let limit = min(request.timeout, request.connectTimeout)
      // Somebody took the connection; what is silent then is the server, and not our network.
      return handle.exchange.hasBegunHandshake
        ? .tls(text: "no answer to the handshake within \(limit.inWords)")
        : .timeout(limit, connected: false)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_USE_SSL_FAILED,
      CURLE_SSL_INVALIDCERTSTATUS:
      return .tls(text: words)
    // What libcurl calls it when one line of a header outgrows the room that it has for one.
    case CURLE_OUT_OF_MEMORY where handle.exchange.status > 0:
      return .notHTTP("a header line of more than 100 kB")
    case CURLE_FILESIZE_EXCEEDED: return .tooLarge(limit: request.maxBytes)
    case CURLE_PARTIAL_FILE: return .partial
    case CURLE_UNSUPPORTED_PROTOCOL where Origin(request.url) == nil:
      return .protocolRefused(scheme: String(request.url.prefix { $0 != ":" }))
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
      return .notHTTP(words)
    case CURLE_URL_MALFORMAT: return .malformedRequest("not an address: \(words)")
    case CURLE_BAD_CONTENT_ENCODING: return .badEncoding(words)
    default: return .other(code: Int32(code.rawValue), text: words)
    }
  }
}

/// The exchange behind a context pointer; its handle keeps it alive while libcurl has the pointer.
private func exchange(_ context: UnsafeMutableRawPointer?) -> Exchange? {
  context.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
}

/// The address that libcurl is about to connect to; nil when it is no IP address.
private func ipAddress(_ address: UnsafeMutablePointer<curl_sockaddr>) -> IPAddress? {
  guard let start = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return nil }
  // The memory behind `addr` is longer than its C type for IPv6.
  let raw = UnsafeRawPointer(address) + start
  switch address.pointee.family {
  case AF_INET: return IPAddress(bytes: UnsafeRawBufferPointer(start: raw + 4, count: 4))
  case AF_INET6: return IPAddress(bytes: UnsafeRawBufferPointer(start: raw + 8, count: 16))
  default: return nil
  }
}

extension Duration {
  /// Whole milliseconds, at least one; what libcurl's timeouts are given in.
  fileprivate var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(clamping: max(1, min(seconds, 1 << 30) * 1000 + attoseconds / 1_000_000_000_000_000))
  }
}

/// libcurl as it runs.
enum CurlLibrary {
  /// Why libcurl cannot be used, and what to do; nil when it can.
  ///
  /// The first look loads it and makes it ready, before any thread of ours uses it. libcurl turns
  /// international host names into ASCII by way of the locale, which a program that never asked
  /// for one does not have.
  static let fault: String? = {
    if let words = tieup_load() {
      return "\(String(cString: words)); install libcurl4"
    }
    if let locale = setlocale(LC_CTYPE, nil), String(cString: locale) == "C" {
      setlocale(LC_CTYPE, "C.UTF-8")
    }
    return tieup_global_init() == CURLE_OK ? nil : "libcurl does not start"
  }()

  /// Its version and that of its TLS, such as `7.88.1` and `OpenSSL/3.0.17`; nil when there is no
  /// libcurl to ask.
  static var versions: (curl: String, tls: String)? {
    guard fault == nil, let info = tieup_versions()?.pointee else { return nil }
    return (
      info.version.map { String(cString: $0) } ?? "",
      info.ssl_version.map { String(cString: $0) } ?? ""
    )
  }
}
