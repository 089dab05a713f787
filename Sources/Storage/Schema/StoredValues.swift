import GRDB
internal import Syndication

/// What items are sorted by, since feeds' dates are believed with care.
enum EffectiveDate {
  /// The first second of 1990; earlier dates come from clocks that were never set.
  private static let earliest: Int64 = 631_152_000

  /// The date of publication, or when it was first seen if that is missing, absurd or to come.
  static func of(published: Timestamp?, firstSeen: Timestamp) -> Timestamp {
    guard let published, published.seconds >= earliest, published < firstSeen else {
      return firstSeen
    }
    return published
  }
}

/// Scores as whole ten-thousandths.
enum Score {
  /// What is stored for `score`.
  static func stored(_ score: Double) -> Int64 {
    Int64(exactly: (min(max(score, 0), 1) * 10_000).rounded()) ?? 0
  }

  /// The score that is stored as `stored`.
  static func read(_ stored: Int64) -> Double { Double(stored) / 10_000 }
}

extension StatementArguments {
  /// Whole numbers for a statement's places.
  ///
  /// A list of numbers would be taken as it is, but each of them fetched by a key path, or, where
  /// the compiler makes it a list of anything, looked at for what it is.
  static func numbers(_ numbers: some Sequence<Int64>) -> StatementArguments {
    StatementArguments(numbers.map { $0 as (any DatabaseValueConvertible)? })
  }
}
