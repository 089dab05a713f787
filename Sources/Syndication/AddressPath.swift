/// Writes paths without dot segments, and what follows a path.
enum AddressPath {
  /// Appends the path that begins at `start`, taking `.` and `..` away as it goes, and returns
  /// where the path ends in `reference`; nothing before `floor` in `out` is ever taken away.
  static func append(
    _ reference: ArraySlice<UInt8>,
    from start: Int,
    floor: Int,
    to out: inout [UInt8]
  ) -> Int {
    let bytes = reference.span
    var index = start
    var segment = out.count
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { break }
      index += 1
      if AddressBuilder.isSlash(byte) {
        if !close(segment, floor: floor, isLast: false, in: &out) { out.append(0x2F) }
        segment = out.count
      } else {
        AddressBuilder.append(byte, staysIf: AddressBytes.staysInPath(byte), to: &out)
      }
    }
    _ = close(segment, floor: floor, isLast: true, in: &out)
    return index
  }

  /// Appends the query and the fragment that begin at `start`, with their marks.
  static func appendQueryAndFragment(
    _ reference: ArraySlice<UInt8>,
    from start: Int,
    to out: inout [UInt8]
  ) {
    let bytes = reference.span
    var index = start
    if index < bytes.count, bytes[index] == UInt8(ascii: "?") {
      out.append(0x3F)
      index += 1
      while index < bytes.count, bytes[index] != UInt8(ascii: "#") {
        AddressBuilder.append(
          bytes[index],
          staysIf: AddressBytes.staysInQuery(bytes[index]),
          to: &out
        )
        index += 1
      }
    }
    guard index < bytes.count else { return }
    out.append(0x23)
    index += 1
    while index < bytes.count {
      AddressBuilder.append(
        bytes[index],
        staysIf: AddressBytes.staysInFragment(bytes[index]),
        to: &out
      )
      index += 1
    }
  }

  /// Ends the segment that begins at `segment`; true when it was a dot segment, which leaves the
  /// path ending in the slash that it needs.
  private static func close(
    _ segment: Int,
    floor: Int,
    isLast: Bool,
    in out: inout [UInt8]
  ) -> Bool {
    switch dots(in: out[segment...]) {
    case 1:
      out.removeSubrange(segment...)
      if segment == floor { return false }
      return true
    case 2:
      out.removeSubrange(segment...)
      guard segment > floor else { return false }
      // `out` ends in the slash before the dots: take the segment in front of it away.
      var end = segment - 1
      while end > floor, out[end - 1] != 0x2F { end -= 1 }
      out.removeSubrange(max(end, floor + 1)...)
      return true
    default: return false
    }
  }

  /// 1 for `.`, 2 for `..`, also where a dot is spelled `%2e`; 0 for any other segment.
  private static func dots(in segment: ArraySlice<UInt8>) -> Int {
    guard segment.count <= 6, let first = segment.first,
      first == UInt8(ascii: ".") || first == UInt8(ascii: "%")
    else { return 0 }
    var count = 0
    var rest = segment
    while let first = rest.first {
      if first == UInt8(ascii: ".") {
        rest.removeFirst()
      } else if rest.count >= 3, first == UInt8(ascii: "%"),
        rest[rest.startIndex + 1] == UInt8(ascii: "2"),
        rest[rest.startIndex + 2].asciiLowercased == UInt8(ascii: "e")
      {
        rest.removeFirst(3)
      } else {
        return 0
      }
      count += 1
    }
    return count <= 2 ? count : 0
  }
}
