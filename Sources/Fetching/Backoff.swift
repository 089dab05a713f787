/// How long a feed that fails is left alone: its interval, doubled with every failure in a row, up
/// to a day, and never for ever.
package enum Backoff {
  /// The longest that failures put a check off.
  package static let longest: Int64 = 86400

  /// The wait in seconds after so many failures in a row.
  package static func wait(failures: Int, interval: Int64) -> Int64 {
    let doublings = min(max(0, failures - 1), 40)
    let (product, isTooLarge) = max(1, interval).multipliedReportingOverflow(by: 1 << doublings)
    return max(interval, isTooLarge ? longest : min(product, longest))
  }
}
