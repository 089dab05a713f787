/// Where a text or an attribute's value stands on a tape.
@usableFromInline
package struct TapeStretch: Sendable, BitwiseCopyable {
  @usableFromInline var start: UInt32
  @usableFromInline var end: UInt32
  @usableFromInline var isValue: Bool

  @inlinable
  init(start: UInt32, end: UInt32, isValue: Bool) {
    (self.start, self.end, self.isValue) = (start, end, isValue)
  }

  /// Whether there is no byte in it.
  @inlinable
  package var isEmpty: Bool { start >= end }

  /// How many bytes there are in it.
  @inlinable
  package var count: Int { Int(end) - Int(start) }
}

extension MarkupTape {
  @inlinable
  @inline(__always)
  func bytes(_ stretch: TapeStretch) -> UnsafeBufferPointer<UInt8> {
    let whole = stretch.isValue ? values : texts
    let (start, end) = (Int(stretch.start), Int(stretch.end))
    precondition(start <= end && end <= whole.count, "A stretch lies on its tape.")
    return UnsafeBufferPointer(rebasing: whole[start..<end])
  }

  /// Calls `body` with the bytes of a stretch.
  @inlinable
  @inline(__always)
  package func withBytes<Result>(
    _ stretch: TapeStretch,
    _ body: (Span<UInt8>) -> Result
  ) -> Result {
    body(bytes(stretch).span)
  }

  /// Whether a stretch has the letters of `word`, which is in lower case, in any case.
  @inlinable
  package func equals(_ stretch: TapeStretch, _ word: StaticString) -> Bool {
    guard stretch.count == word.utf8CodeUnitCount else { return false }
    let bytes = bytes(stretch)
    for index in 0..<bytes.count {
      let byte = bytes[index]
      let lower = byte &- 0x41 < 26 ? byte | 0x20 : byte
      if lower != word.utf8Start[index] { return false }
    }
    return true
  }

  /// The stretch without the white space and control characters of ASCII at both ends.
  @inlinable
  package func trimmed(_ stretch: TapeStretch) -> TapeStretch {
    let bytes = bytes(stretch)
    var (start, end) = (0, bytes.count)
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return TapeStretch(
      start: stretch.start + UInt32(truncatingIfNeeded: start),
      end: stretch.start + UInt32(truncatingIfNeeded: end),
      isValue: stretch.isValue
    )
  }

  /// How many bytes behind the first `start` of a stretch are, looked at in blocks, nothing but
  /// printable ASCII without `&` and `<`, with single spaces between words.
  ///
  /// A loop without a branch over a fixed count, which becomes vector instructions.
  @inlinable
  package func plainCount(_ stretch: TapeStretch, from start: Int) -> Int {
    let bytes = bytes(stretch)
    guard let base = bytes.baseAddress else { return 0 }
    let block = 16
    var index = start
    while index >= 0, index &+ block < bytes.count {
      var odd: UInt8 = 0
      for step in 0..<block {
        let byte = base[index &+ step]
        let isOther: UInt8 = byte &- 0x20 > 0x5E ? 1 : 0
        let isMarkup: UInt8 = byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") ? 1 : 0
        let isSpace: UInt8 = byte == 0x20 ? 1 : 0
        let isWide: UInt8 = base[index &+ step &+ 1] <= 0x20 ? 1 : 0
        odd |= isOther | isMarkup | isSpace & isWide
      }
      if odd != 0 { break }
      index &+= block
    }
    return index - start
  }

  /// The text of a stretch.
  ///
  /// The tape's bytes as a whole were found to be valid UTF-8, so that a part of them is valid too
  /// when no character is cut at either of its ends; only then it is not looked through again.
  package func string(_ stretch: TapeStretch) -> String {
    let bytes = bytes(stretch)
    guard let first = bytes.first else { return "" }
    let whole = stretch.isValue ? values : texts
    let end = Int(stretch.end)
    let isCut = first & 0xC0 == 0x80 || end < whole.count && whole[end] & 0xC0 == 0x80
    guard isValid, !isCut else { return String(decoding: bytes, as: UTF8.self) }
    return String(copying: UTF8Span(unchecked: bytes.span))
  }
}
