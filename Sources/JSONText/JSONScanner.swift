/// The place in a JSON text, and the grammar's rules over it.
struct JSONScanner {
  let bytes: [UInt8]
  let isTolerant: Bool
  let depthLimit: Int
  var position = 0
  private var depth = 0

  init(bytes: [UInt8], isTolerant: Bool, depthLimit: Int) {
    (self.bytes, self.isTolerant, self.depthLimit) = (bytes, isTolerant, depthLimit)
  }

  mutating func skipWhiteSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  mutating func value() throws(JSONError.Reason) -> JSONValue {
    guard position < bytes.count else { throw .truncated }
    switch bytes[position] {
    case UInt8(ascii: "{"):
      return try nested { (scanner) throws(JSONError.Reason) in
        .object(try scanner.object())
      }
    case UInt8(ascii: "["):
      return try nested { (scanner) throws(JSONError.Reason) in
        .array(try scanner.array())
      }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t") where take("true"): return .bool(true)
    case UInt8(ascii: "f") where take("false"): return .bool(false)
    case UInt8(ascii: "n") where take("null"): return .null
    case UInt8(ascii: "-") where isTolerant && take("-Infinity"): return .null
    case UInt8(ascii: "N") where isTolerant && take("NaN"): return .null
    case UInt8(ascii: "I") where isTolerant && take("Infinity"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case let other: throw .unexpected(other)
    }
  }

  private mutating func nested(
    _ read: (inout JSONScanner) throws(JSONError.Reason) -> JSONValue
  ) throws(JSONError.Reason) -> JSONValue {
    guard depth < depthLimit else { throw .tooDeep }
    depth += 1
    position += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(JSONError.Reason) -> JSONObject {
    var object = JSONObject()
    skipWhiteSpace()
    if taken(UInt8(ascii: "}")) { return object }
    while true {
      guard position < bytes.count else { throw .truncated }
      guard bytes[position] == UInt8(ascii: "\"") else { throw .unexpected(bytes[position]) }
      let name = try string()
      skipWhiteSpace()
      guard position < bytes.count else { throw .truncated }
      guard taken(UInt8(ascii: ":")) else { throw .unexpected(bytes[position]) }
      skipWhiteSpace()
      object.append(name, try value())
      if try isClosed(by: UInt8(ascii: "}")) { return object }
    }
  }

  private mutating func array() throws(JSONError.Reason) -> [JSONValue] {
    var elements: [JSONValue] = []
    skipWhiteSpace()
    if taken(UInt8(ascii: "]")) { return elements }
    while true {
      elements.append(try value())
      if try isClosed(by: UInt8(ascii: "]")) { return elements }
    }
  }

  /// Behind a member or element: true at the closing bracket, false behind a comma.
  private mutating func isClosed(by bracket: UInt8) throws(JSONError.Reason) -> Bool {
    skipWhiteSpace()
    guard position < bytes.count else { throw .truncated }
    if taken(bracket) { return true }
    guard taken(UInt8(ascii: ",")) else { throw .unexpected(bytes[position]) }
    skipWhiteSpace()
    return isTolerant && taken(bracket)
  }

  private mutating func number() throws(JSONError.Reason) -> JSONNumber {
    let start = position
    _ = taken(UInt8(ascii: "-"))
    if !taken(UInt8(ascii: "0")) { try digits() }
    if taken(UInt8(ascii: ".")) { try digits() }
    if taken(UInt8(ascii: "e")) || taken(UInt8(ascii: "E")) {
      if !taken(UInt8(ascii: "+")) { _ = taken(UInt8(ascii: "-")) }
      try digits()
    }
    return JSONNumber(checked: String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func digits() throws(JSONError.Reason) {
    let start = position
    while position < bytes.count, bytes[position] &- 0x30 < 10 { position += 1 }
    guard position > start else { throw position < bytes.count ? .badNumber : .truncated }
  }

  private mutating func taken(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func take(_ word: String) -> Bool {
    let length = word.utf8.count
    guard bytes.count - position >= length else { return false }
    guard bytes[position..<position + length].elementsEqual(word.utf8) else { return false }
    position += length
    return true
  }
}
