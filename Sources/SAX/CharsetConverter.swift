internal import Glibc

/// Converts bytes of a named encoding to UTF-8 with the C library's tables.
enum CharsetConverter {
  /// The text in UTF-8, unreadable bytes as U+FFFD; nil when the encoding is unknown or, when
  /// `strictly`, as soon as a byte is unreadable.
  static func utf8(from bytes: [UInt8], charset: String, strictly: Bool = false) -> [UInt8]? {
    let isPlain = charset.utf8.allSatisfy { byte in
      byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || (0x30...0x39).contains(byte)
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }
    guard isPlain, charset.utf8.count < 40 else { return nil }
    guard let converter = iconv_open("UTF-8", charset), Int(bitPattern: converter) != -1 else {
      return nil
    }
    defer { iconv_close(converter) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count * 2)
    var source = bytes
    return source.withUnsafeMutableBytes { raw in
      var input = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
      var left = raw.count
      while left > 0 {
        let before = output.count
        let status = fill(&output, from: &input, left: &left, converter)
        guard status != 0 else { break }
        if status == E2BIG, output.count > before { continue }
        if strictly { return nil }
        output.append(contentsOf: UTF8.encodedReplacementCharacter)
        input = input?.advanced(by: 1)
        left -= 1
        iconv(converter, nil, nil, nil, nil)
      }
      return output
    }
  }

  /// Converts until the input or a piece of output ends; 0 when all input was taken, else errno.
  private static func fill(
    _ output: inout [UInt8],
    from input: inout UnsafeMutablePointer<CChar>?,
    left: inout Int,
    _ converter: iconv_t
  ) -> Int32 {
    let piece = 1 << 14
    var status: Int32 = 0
    let text = [UInt8](unsafeUninitializedCapacity: piece) { buffer, count in
      var room = piece
      buffer.withMemoryRebound(to: CChar.self) { characters in
        var next = characters.baseAddress
        if iconv(converter, &input, &left, &next, &room) == -1 { status = errno }
      }
      count = piece - room
    }
    output.append(contentsOf: text)
    return status
  }
}
