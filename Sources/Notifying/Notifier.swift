import Fetching
import FoundationEssentials
package import Syndication
import Transfer

/// Tells receivers, one notification at a time; what is owed to whom is the store's business.
package final class Notifier: Sendable {
  private let loop: Result<TransferLoop, TransferError>?
  private let userAgent: String
  private let timeout: Duration

  /// Creates a notifier for these receivers; its thread is started only when one is a webhook.
  ///
  /// `timeout` is for one telling as a whole.
  package init(
    for receivers: [Receiver],
    userAgent: String,
    allowPrivateHosts: Bool,
    timeout: Duration = .seconds(10)
  ) {
    (self.userAgent, self.timeout) = (userAgent, timeout)
    let needsLoop = receivers.contains { if case .webhook = $0 { true } else { false } }
    var options = TransferOptions()
    options.guardsAddresses = !allowPrivateHosts
    guard needsLoop else {
      loop = nil
      return
    }
    do throws(TransferError) {
      loop = .success(try TransferLoop(options))
    } catch {
      loop = .failure(error)
    }
  }

  /// Tells `receiver`; returns when it answered with 2xx, or ended with status 0.
  ///
  /// `now` is what a receiver's "come back then" is measured against where it has no clock itself.
  package func send(
    _ notification: Notification,
    to receiver: Receiver,
    at now: Timestamp
  ) async throws(NotifyError) {
    switch receiver {
    case .command(let arguments):
      try await CommandCall(arguments: arguments, timeout: timeout).run(input: notification.body)
    case .webhook(let url, let secret):
      try await post(notification, to: url, signedWith: try secret.map(Self.key), now)
    }
  }

  private func post(
    _ notification: Notification,
    to url: String,
    signedWith key: [UInt8]?,
    _ now: Timestamp
  ) async throws(NotifyError) {
    var request = TransferRequest(
      url: url,
      headers: [
        HeaderField("Content-Type", "application/json; charset=utf-8"),
        HeaderField("User-Agent", userAgent),
        HeaderField("X-Tieup-Delivery", notification.name),
      ]
    )
    if let key {
      let code = SHA256.authenticationCode(notification.body, key: key)
      let signature = "sha256=" + SHA256.hexadecimal(code)
      request.headers.append(HeaderField("X-Tieup-Signature", signature))
    }
    request.body = notification.body
    // Its status is the answer: whatever else it says, the notification was taken.
    request.wantsBody = false
    request.timeout = timeout
    let response: TransferResponse
    do throws(TransferError) {
      guard let loop else { throw .malformedRequest("no webhook was announced") }
      response = try await loop.get().response(to: request)
    } catch {
      throw error == .cancelled ? .cancelled : .unreachable(error.line)
    }
    guard (200..<300).contains(response.status) else {
      let wait = CacheHeaders(response.headers, now: now).retryAfter
      throw .refused(
        status: response.status,
        retryAfter: wait.map { .seconds(min($0, CacheHeaders.longestWait)) }
      )
    }
  }

  /// The key of a secret, without the line break that editors put at a file's end.
  private static func key(_ secret: Receiver.Secret) throws(NotifyError) -> [UInt8] {
    switch secret {
    case .text(let text): return Array(text.utf8)
    case .file(let path):
      guard let data = FileManager.default.contents(atPath: path) else {
        throw .noSecret(file: path)
      }
      var key = [UInt8](data)
      while let last = key.last, last == 0x0A || last == 0x0D { key.removeLast() }
      guard !key.isEmpty else { throw .noSecret(file: path) }
      return key
    }
  }
}
