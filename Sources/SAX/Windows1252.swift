/// windows-1252, which most text that says ISO-8859-1 or US-ASCII really is.
package enum Windows1252 {
  /// The characters of 0x80 to 0x9F; the five gaps keep their C1 characters, as browsers do.
  private static let upper: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// The character that a byte stands for.
  package static func scalar(for byte: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(upper[Int(byte) - 0x80]) ?? "\u{FFFD}"
  }

  /// Puts the UTF-8 of the character that `byte` stands for behind `output`.
  static func append(_ byte: UInt8, to output: inout [UInt8]) {
    if byte < 0x80 { return output.append(byte) }
    if let encoded = UTF8.encode(scalar(for: byte)) { output.append(contentsOf: encoded) }
  }
}
