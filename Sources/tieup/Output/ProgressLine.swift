import Aggregation
import Synchronization
import Syndication

/// The bar that `run` draws on a terminal's standard error; nothing anywhere else.
final class ProgressLine: Sendable {
  private let isOn: Bool
  private let width: Int
  private let drawn = Mutex(false)

  init(context: CommandContext) {
    isOn = context.terminal.showsProgress && !context.options.quiet
    width = min(context.terminal.width ?? 80, 120)
  }

  /// Draws how far the run is, over what was drawn before.
  func show(_ progress: RunProgress) {
    guard isOn, progress.total > 0 else { return }
    StandardError.write("\r\u{1B}[K" + Self.text(progress, width: width - 1))
    drawn.withLock { $0 = true }
  }

  /// Wipes the line, so that what follows starts on a clean one.
  func end() {
    if drawn.withLock({ $0 }) { StandardError.write("\r\u{1B}[K") }
  }

  /// The line: a bar, counts, and the hosts that are still being waited for.
  static func text(_ progress: RunProgress, width: Int) -> String {
    let cells = 20
    let filled = progress.total == 0 ? cells : progress.done * cells / progress.total
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
    var text = "\(bar) \(progress.done)/\(progress.total) feeds"
    text += ", \(progress.itemsNew) new, \(progress.tagged) tagged"
    if progress.failed > 0 { text += ", \(progress.failed) failed" }
    let slow = progress.active.prefix(3).map { WebAddress.host(of: $0.text) ?? $0.text }
    if !slow.isEmpty { text += "  waiting for \(slow.joined(separator: ", ").printable)" }
    return DisplayWidth.cut(text, to: width)
  }
}
