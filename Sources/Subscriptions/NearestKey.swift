/// Which known key or word somebody probably meant.
package enum NearestKey {
  /// The known key closest to `key`, when it is close enough to be a slip of the keyboard.
  package static func to(_ key: String, among known: [String]) -> String? {
    let wanted = Array(normal(key).unicodeScalars)
    // Beyond this length nothing is near, and the table would only cost time.
    guard wanted.count <= 40 else { return nil }
    let ranked = known.map { (key: $0, distance: distance(wanted, Array($0.unicodeScalars))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(1, best.key.count / 3) ? best.key : nil
  }

  /// Underscores, spaces and capitals are the commonest slips and count for nothing.
  private static func normal(_ key: String) -> String {
    var result = ""
    for character in key {
      if character.isUppercase, let last = result.last, last.isLowercase { result += "-" }
      result += character == "_" || character == " " ? "-" : character.lowercased()
    }
    return result
  }

  /// Edits between two words: insert, drop, replace, swap two neighbours.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let replace = last[column] + (left[row] == right[column] ? 0 : 1)
        var best = min(replace, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
