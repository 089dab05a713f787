import Syndication

extension Timestamp {
  /// The moment for a person, to the minute: `2026-11-21 07:12 UTC`.
  var minute: String { rfc3339.prefix(16).replacing("T", with: " ") + " UTC" }

  /// How long ago it was: `just now`, `5 min ago`, `3 h ago`, `2 days ago`.
  func ago(_ now: Timestamp) -> String {
    let span = Self.span(now - self)
    return span.isEmpty ? "just now" : "\(span) ago"
  }

  /// How far ahead it is, to the nearest minute: `now`, `in 5 min`, `in 3 h`, `in 2 days`.
  func ahead(_ now: Timestamp) -> String {
    let span = Self.span(self - now + .seconds(30))
    return span.isEmpty ? "now" : "in \(span)"
  }

  /// The largest unit that says it, rounded down; empty for less than a minute.
  private static func span(_ duration: Duration) -> String {
    let minutes = duration.components.seconds / 60
    return switch minutes {
    case ..<1: ""
    case ..<120: "\(minutes) min"
    case ..<(48 * 60): "\(minutes / 60) h"
    default: "\(minutes / (24 * 60)) days"
    }
  }
}
