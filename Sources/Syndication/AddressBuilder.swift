/// Writes the absolute form of one reference, the WHATWG way: what browsers make of it.
struct AddressBuilder {
  /// What relative references hang on; nil when only absolute ones are possible.
  let base: BaseAddress?

  /// Appends the absolute form of `reference` to `out`; nil when there is none, `out` then being
  /// left in whatever state it is in.
  mutating func append(
    _ reference: ArraySlice<UInt8>,
    to out: inout [UInt8]
  ) -> WebAddress.Kind? {
    let trimmed = Self.withoutLineBreaks(Self.trimmed(reference))
    let bytes = trimmed.span
    guard let colon = AddressParts.schemeEnd(of: bytes) else {
      guard let base else { return nil }
      return appendRelative(trimmed, from: 0, base: base, to: &out)
    }
    let rest = colon + 1
    let key = AddressParts.schemeKey(bytes, scheme: colon)
    if key == SchemeKey.http || key == SchemeKey.https || key == SchemeKey.ftp {
      let scheme = trimmed.prefix(colon).map(\.asciiLowercased)
      // `https:page` means the same site to every browser.
      if let base, base.scheme == scheme, rest >= bytes.count || !Self.isSlash(bytes[rest]) {
        return appendRelative(trimmed, from: rest, base: base, to: &out)
      }
      return appendAuthority(trimmed, from: rest, scheme: scheme, to: &out)
    }
    if key == SchemeKey.feed {
      return appendFeedScheme(trimmed, from: rest, to: &out)
    }
    return appendContact(trimmed, scheme: colon, to: &out)
  }

  /// `feed:https://…` is the address behind it, `feed://host/` an http one.
  private mutating func appendFeedScheme(
    _ reference: ArraySlice<UInt8>,
    from start: Int,
    to out: inout [UInt8]
  ) -> WebAddress.Kind? {
    let rest = reference.dropFirst(start)
    let inner = Array(rest)
    let bytes = inner.span
    if let colon = AddressParts.schemeEnd(of: bytes), AddressParts.isWeb(bytes, scheme: colon) {
      return append(inner[...], to: &out)
    }
    guard bytes.count > 2, bytes[0] == UInt8(ascii: "/"), bytes[1] == UInt8(ascii: "/") else {
      return nil
    }
    return appendAuthority(reference, from: start, scheme: Array("http".utf8), to: &out)
  }

  /// Schemes that a person may follow; the rest of the address is kept but for what must be escaped.
  private func appendContact(
    _ reference: ArraySlice<UInt8>,
    scheme: Int,
    to out: inout [UInt8]
  ) -> WebAddress.Kind? {
    let name = String(
      decoding: reference.prefix(scheme).map(\.asciiLowercased),
      as: UTF8.self
    )
    switch name {
    case "mailto", "tel", "sms", "xmpp", "irc", "ircs", "magnet", "geo", "news", "nntp", "sip":
      guard reference.count > scheme + 1 else { return nil }
    default: return nil
    }
    out.append(contentsOf: name.utf8)
    for byte in reference.dropFirst(scheme) {
      Self.append(byte, staysIf: AddressBytes.staysInFragment(byte), to: &out)
    }
    return .contact
  }

  private func appendAuthority(
    _ reference: ArraySlice<UInt8>,
    from start: Int,
    scheme: [UInt8],
    to out: inout [UInt8]
  ) -> WebAddress.Kind? {
    let bytes = reference.span
    var index = start
    while index < bytes.count, Self.isSlash(bytes[index]) { index += 1 }
    let authorityStart = index
    while index < bytes.count, !Self.isSlash(bytes[index]), bytes[index] != UInt8(ascii: "?"),
      bytes[index] != UInt8(ascii: "#")
    {
      index += 1
    }
    let parts = AddressParts.authority(of: bytes, in: authorityStart..<index)
    out.append(contentsOf: scheme)
    out.append(contentsOf: "://".utf8)
    if !parts.user.isEmpty {
      var seenColon = false
      for index in parts.user {
        let byte = bytes[index]
        let isFirstColon = byte == UInt8(ascii: ":") && !seenColon
        seenColon = seenColon || isFirstColon
        Self.append(byte, staysIf: isFirstColon || AddressBytes.staysInUser(byte), to: &out)
      }
      out.append(UInt8(ascii: "@"))
    }
    let first = reference.startIndex
    let host = reference[(first + parts.host.lowerBound)..<(first + parts.host.upperBound)]
    guard AddressHost.append(host, to: &out) else { return nil }
    let port = reference[(first + parts.port.lowerBound)..<(first + parts.port.upperBound)]
    guard Self.appendPort(port, scheme: scheme, to: &out) else { return nil }
    appendPathAndRest(reference, from: index, onto: [], to: &out)
    return scheme.first == UInt8(ascii: "f") ? .file : .web
  }

  private func appendRelative(
    _ reference: ArraySlice<UInt8>,
    from start: Int,
    base: BaseAddress,
    to out: inout [UInt8]
  ) -> WebAddress.Kind? {
    let bytes = reference.span
    let kind: WebAddress.Kind = base.scheme.first == UInt8(ascii: "f") ? .file : .web
    guard start < bytes.count else {
      out.append(contentsOf: base.origin)
      out.append(contentsOf: base.path)
      out.append(contentsOf: base.query)
      return kind
    }
    if Self.isSlash(bytes[start]) {
      if start + 1 < bytes.count, Self.isSlash(bytes[start + 1]) {
        return appendAuthority(reference, from: start, scheme: base.scheme, to: &out)
      }
      out.append(contentsOf: base.origin)
      appendPathAndRest(reference, from: start, onto: [], to: &out)
      return kind
    }
    out.append(contentsOf: base.origin)
    switch bytes[start] {
    case UInt8(ascii: "?"):
      out.append(contentsOf: base.path)
      AddressPath.appendQueryAndFragment(reference, from: start, to: &out)
    case UInt8(ascii: "#"):
      out.append(contentsOf: base.path)
      out.append(contentsOf: base.query)
      AddressPath.appendQueryAndFragment(reference, from: start, to: &out)
    default:
      let folder = base.path.lastIndex(of: UInt8(ascii: "/")).map { base.path[...$0] } ?? [0x2F]
      appendPathAndRest(reference, from: start, onto: folder, to: &out)
    }
    return kind
  }

  private func appendPathAndRest(
    _ reference: ArraySlice<UInt8>,
    from start: Int,
    onto folder: ArraySlice<UInt8>,
    to out: inout [UInt8]
  ) {
    let floor = out.count
    out.append(contentsOf: folder)
    let end = AddressPath.append(reference, from: start, floor: floor, to: &out)
    AddressPath.appendQueryAndFragment(reference, from: end, to: &out)
  }

  /// Appends `:port` unless it is the scheme's own; false when it is no port.
  private static func appendPort(
    _ port: ArraySlice<UInt8>,
    scheme: [UInt8],
    to out: inout [UInt8]
  ) -> Bool {
    var number = 0
    for byte in port {
      guard byte.isASCIIDigit else { return false }
      number = number * 10 + Int(byte &- 0x30)
      guard number <= 65535 else { return false }
    }
    let own =
      switch scheme.count {
      case 3: 21
      case 4: 80
      default: 443
      }
    guard !port.isEmpty, number != own else { return true }
    out.append(UInt8(ascii: ":"))
    out.append(contentsOf: String(number).utf8)
    return true
  }

  static func isSlash(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
  }

  /// Appends a byte as it is or as `%XX`.
  @inline(__always)
  static func append(_ byte: UInt8, staysIf stays: Bool, to out: inout [UInt8]) {
    if stays { out.append(byte) } else { appendEscaped(byte, to: &out) }
  }

  private static func appendEscaped(_ byte: UInt8, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "%"))
    for nibble in [byte >> 4, byte & 0xF] {
      out.append(nibble < 10 ? 0x30 + nibble : 0x37 + nibble)
    }
  }

  /// Without the spaces and controls that surround it.
  private static func trimmed(_ reference: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var slice = reference
    while let first = slice.first, first <= 0x20 { slice.removeFirst() }
    while let last = slice.last, last <= 0x20 { slice.removeLast() }
    return slice
  }

  /// Without tabs and line breaks, which browsers drop wherever they stand.
  private static func withoutLineBreaks(_ reference: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard reference.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else {
      return reference
    }
    return reference.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }[...]
  }
}
