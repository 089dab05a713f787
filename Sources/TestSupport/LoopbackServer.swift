internal import Foundation
internal import Synchronization

/// A server on this machine that answers with whatever bytes a test wants, right or wrong.
///
/// It speaks bytes, not HTTP: only so can it give a wrong length, half a chunk or a slow drip. Each
/// connection has a thread, so that a silent one holds up nobody.
package final class LoopbackServer: Sendable {
  private struct State {
    var requests: [Request] = []
    var connections: Set<Int32> = []
    var connectionCount = 0
    var open = 0
    var mostAtOnce = 0
    var isStopped = false
  }

  /// Why no server came up.
  package struct StartError: Error {
    /// What the kernel said.
    package var line: String
  }

  /// The port on 127.0.0.1, picked by the kernel.
  package let port: UInt16
  private let listener: Int32
  private let state: Shared

  private final class Shared: Sendable {
    let value = Mutex(State())
  }

  /// Starts a server that answers each request with what `answer` makes of it.
  package init(_ answer: @escaping @Sendable (Request) -> Reply) throws(StartError) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        // A short backlog drops connections under load, and each of those costs a second.
        bind(listener, $0, length) == 0 && listen(listener, 128) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isListening else { throw StartError(line: String(cString: strerror(errno))) }
    let state = Shared()
    (port, self.listener, self.state) = (UInt16(bigEndian: address.sin_port), listener, state)
    Thread.detachNewThread {
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { break }
        let isStopped = state.value.withLock { state in
          guard !state.isStopped else { return true }
          state.connections.insert(connection)
          state.connectionCount += 1
          return false
        }
        guard !isStopped else {
          close(connection)
          break
        }
        Thread.detachNewThread { Self.serve(connection, state, answer) }
      }
      close(listener)
    }
  }

  deinit { stop() }

  /// Ends all connections, silent ones too, and the listening.
  package func stop() {
    state.value.withLock { state in
      guard !state.isStopped else { return }
      state.isStopped = true
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
      shutdown(listener, Int32(SHUT_RDWR))
    }
  }

  /// The address of `path` here; `localhost` as the host makes another host of the same server.
  package func url(_ path: String, host: String = "127.0.0.1") -> String {
    "http://\(host):\(port)\(path)"
  }

  /// The requests so far, in the order in which they came.
  package var requests: [Request] { state.value.withLock(\.requests) }
  /// How many connections were made so far.
  package var connectionCount: Int { state.value.withLock(\.connectionCount) }
  /// The most requests that were being answered at a time.
  package var mostAtOnce: Int { state.value.withLock(\.mostAtOnce) }

  private static func serve(
    _ connection: Int32,
    _ state: Shared,
    _ answer: @Sendable (Request) -> Reply
  ) {
    var pending: [UInt8] = []
    while let request = Request.read(from: connection, &pending) {
      state.value.withLock { state in
        state.requests.append(request)
        state.open += 1
        state.mostAtOnce = max(state.mostAtOnce, state.open)
      }
      let reply = answer(request)
      let isSent = reply.send(to: connection)
      state.value.withLock { $0.open -= 1 }
      guard isSent, !reply.closes else { break }
    }
    state.value.withLock { _ = $0.connections.remove(connection) }
    close(connection)
  }
}

extension LoopbackServer {
  /// A request as it came.
  package struct Request: Sendable, Hashable {
    /// The method, such as `GET`.
    package var method: String
    /// The address as it was asked for, query included.
    package var target: String
    /// The header lines in order.
    package var headers: [Header]
    /// All of it up to the body, as it came.
    package var head: [UInt8] = []
    /// What was posted, as far as its length was given.
    package var body: [UInt8] = []

    /// One line of the header.
    package struct Header: Sendable, Hashable {
      /// Name and value as sent.
      package var name: String, value: String
    }

    /// The address without its query.
    package var path: String { String(target.prefix { $0 != "?" }) }

    /// The value of a header, whatever the case of its name.
    package func header(_ name: String) -> String? {
      headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The value of a header to the byte, whatever the case of its name.
    package func headerBytes(_ name: String) -> [UInt8]? {
      head.split(separator: 0x0A).first {
        String(decoding: $0.prefix { $0 != 0x3A }, as: UTF8.self).lowercased() == name.lowercased()
      }.map { Array($0.dropFirst(name.utf8.count + 1).filter { $0 != 0x0D }.drop { $0 == 0x20 }) }
    }

    /// Reads up to the blank line; nil when the client is gone.
    fileprivate static func read(from connection: Int32, _ pending: inout [UInt8]) -> Request? {
      var piece = [UInt8](repeating: 0, count: 4096)
      while true {
        if let end = pending.firstRange(of: Array("\r\n\r\n".utf8)) {
          let head = String(decoding: pending[..<end.lowerBound], as: UTF8.self)
          let bytes = Array(pending[..<end.lowerBound])
          pending.removeSubrange(..<end.upperBound)
          guard var request = Request(head: head) else { return nil }
          request.head = bytes
          let length = request.header("Content-Length").flatMap { Int($0) } ?? 0
          while pending.count < length {
            let count = recv(connection, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            pending.append(contentsOf: piece[..<count])
          }
          request.body = Array(pending.prefix(length))
          pending.removeFirst(length)
          return request
        }
        let count = recv(connection, &piece, piece.count, 0)
        guard count > 0 else { return nil }
        pending.append(contentsOf: piece[..<count])
      }
    }

    private init?(head: String) {
      let lines = head.split(separator: "\r\n")
      let words = lines.first?.split(separator: " ") ?? []
      guard words.count == 3 else { return nil }
      (method, target) = (String(words[0]), String(words[1]))
      headers = lines.dropFirst().map { line in
        let name = line.prefix { $0 != ":" }
        let value = line.dropFirst(name.count + 1).drop { $0 == " " }
        return Header(name: String(name), value: String(value))
      }
    }
  }
}
