import Transfer

/// Who is told: a program of the reader's own, or an address.
package enum Receiver: Sendable, Hashable {
  /// A program and its arguments, started without a shell; the notification is its standard input.
  case command([String])
  /// An address that the notification is posted to, signed where there is a secret.
  case webhook(url: String, secret: Secret?)

  /// The key that a webhook's posts are signed with.
  package enum Secret: Sendable, Hashable {
    /// The key itself.
    case text(String)
    /// The file that holds it; read at each post, so that a key can be changed under a daemon.
    case file(String)
  }
}

/// What is told: JSON, and a name that is the same at every attempt.
package struct Notification: Sendable, Hashable {
  /// The JSON text in UTF-8.
  package var body: [UInt8]
  /// Names this telling, so that a receiver which got it twice can see that.
  package var name: String

  /// Creates a notification.
  package init(body: [UInt8], name: String) { (self.body, self.name) = (body, name) }
}

/// Why a receiver was not told; it will be tried again.
package enum NotifyError: Error, Sendable, Hashable {
  /// The program cannot be started.
  case cannotStart(command: String, why: String)
  /// The program ended with another status than 0.
  case failed(command: String, status: Int32)
  /// The program was ended by a signal, not by us.
  case killed(command: String, signal: Int32)
  /// The program did not end in time.
  case tooSlow(command: String, limit: Duration)
  /// The receiver answered with something else than 2xx.
  case refused(status: Int, retryAfter: Duration? = nil)
  /// No answer came.
  case unreachable(String)
  /// The file with the key cannot be read; nothing is sent unsigned.
  case noSecret(file: String)
  /// We were told to stop.
  case cancelled

  /// How long the receiver asked to be left alone; nil when it did not.
  package var retryAfter: Duration? {
    if case .refused(_, let wait) = self { wait } else { nil }
  }

  /// One line that says what happened and, where it is the reader's to mend, what to do.
  package var line: String {
    switch self {
    case .cannotStart(let command, let why): "\(command): cannot be started: \(why)"
    case .failed(let command, let status): "\(command): ended with status \(status)"
    case .killed(let command, let signal): "\(command): ended by signal \(signal)"
    case .tooSlow(let command, let limit):
      "\(command): not done after \(limit.components.seconds) s, ended"
    case .refused(let status, _) where (300..<400).contains(status):
      "HTTP \(status): a redirect, which posts do not follow; name the final address"
    case .refused(let status, let wait):
      "HTTP \(status)" + (wait.map { ": it asked to wait \($0.inWords)" } ?? "")
    case .unreachable(let why): why
    case .noSecret(let file): "\(file): the secret cannot be read or is empty; nothing was sent"
    case .cancelled: "broken off"
    }
  }
}
