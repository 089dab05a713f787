/// Durations and sizes as a person writes them in feeds.yml.
enum Amount {
  /// What a duration may look like, for the message.
  static let durationExample = "a duration such as 30s, 15m, 1h or 7d (a bare number is seconds)"
  /// What a size may look like, for the message.
  static let sizeExample = "a size such as 500kB or 16MiB (a bare number is bytes)"

  /// Reads `90`, `1h`, `1h30m`, `1.5 h`, `400d`; nil when it is none, or beyond a hundred years.
  static func duration(_ text: String) -> Duration? {
    var rest = text.utf8[...]
    var seconds = 0.0
    var parts = 0
    skipSpaces(&rest)
    while !rest.isEmpty {
      guard let number = number(&rest) else { return nil }
      skipSpaces(&rest)
      let unit = word(&rest)
      guard let scale = secondsPerUnit[unit], parts == 0 || !unit.isEmpty else { return nil }
      seconds += number * scale
      parts += 1
      skipSpaces(&rest)
    }
    guard parts > 0, seconds.magnitude <= 100 * 365 * 86400 else { return nil }
    return .milliseconds(Int64((seconds * 1000).rounded()))
  }

  /// Reads `1000`, `500kB`, `16MiB`, `1.5 GB`; nil when it is none, or beyond what memory can be.
  static func bytes(_ text: String) -> Int? {
    var rest = text.utf8[...]
    skipSpaces(&rest)
    guard let number = number(&rest) else { return nil }
    skipSpaces(&rest)
    guard let scale = bytesPerUnit[word(&rest)] else { return nil }
    skipSpaces(&rest)
    let bytes = number * scale
    guard rest.isEmpty, bytes.magnitude < 1e15 else { return nil }
    return Int(bytes.rounded())
  }

  private static let secondsPerUnit: [String: Double] = [
    "": 1, "s": 1, "sec": 1, "second": 1, "seconds": 1,
    "m": 60, "min": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hour": 3600, "hours": 3600,
    "d": 86400, "day": 86400, "days": 86400,
    "w": 604_800, "week": 604_800, "weeks": 604_800,
  ]

  /// A lone `M` is the power of 1024, as everywhere where limits are set; `MB` is the power of 1000.
  private static let bytesPerUnit: [String: Double] = [
    "": 1, "b": 1, "byte": 1, "bytes": 1,
    "kb": 1e3, "mb": 1e6, "gb": 1e9,
    "k": 1024, "kib": 1024, "m": 1_048_576, "mib": 1_048_576,
    "g": 1_073_741_824, "gib": 1_073_741_824,
  ]

  private static func skipSpaces(_ rest: inout Substring.UTF8View) {
    rest = rest.drop { $0 == UInt8(ascii: " ") }
  }

  private static func number(_ rest: inout Substring.UTF8View) -> Double? {
    let digits = rest.prefix {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
        || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "_")
    }
    rest = rest[digits.endIndex...]
    return Double(String(Substring(digits)).filter { $0 != "_" })
  }

  private static func word(_ rest: inout Substring.UTF8View) -> String {
    let letters = rest.prefix {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
    }
    rest = rest[letters.endIndex...]
    return Substring(letters).lowercased()
  }
}
