import Foundation
import Logging
import Syndication

/// Structured log lines on standard error: `level=info msg="pass ended" new=3`.
///
/// Under journald each line carries its priority as `<6>` instead of a time, which the journal
/// keeps itself.
struct LogLines: LogHandler {
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?
  var logLevel: Logger.Level
  private let isJournal: Bool

  init(level: Logger.Level, environment: [String: String]) {
    logLevel = level
    isJournal = environment["JOURNAL_STREAM"] != nil
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    StandardError.line(
      Self.line(
        event.level,
        event.message.description,
        all.map { ($0.key, $0.value.description) },
        at: isJournal ? nil : CommandContext.clock()
      )
    )
  }

  /// One line; with a time where nobody else keeps it.
  static func line(
    _ level: Logger.Level,
    _ message: String,
    _ fields: [(String, String)],
    at now: Timestamp?
  ) -> String {
    let head = now.map { "time=\($0.rfc3339) " } ?? "<\(priority(level))>"
    let words = fields.sorted { $0.0 < $1.0 }.map { " \($0.0)=\(quoted($0.1))" }
    return "\(head)level=\(level.rawValue) msg=\(quoted(message))\(words.joined())"
  }

  /// The value as it is when it is one plain word, else in quotes.
  private static func quoted(_ text: String) -> String {
    let text = text.printable
    let isPlain =
      !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x3D && $0 != 0x5C }
    if isPlain { return text }
    let inner = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(inner)\""
  }

  /// syslog's number for a level.
  private static func priority(_ level: Logger.Level) -> Int {
    switch level {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}
