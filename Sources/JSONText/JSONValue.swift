/// A JSON text as a value; objects keep their members in the order in which they were given.
package enum JSONValue: Sendable, Hashable {
  /// The literal `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number, with its spelling.
  case number(JSONNumber)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object, its members in order.
  case object(JSONObject)

  /// A whole number.
  package static func int(_ value: Int64) -> JSONValue { .number(JSONNumber(value)) }

  /// A whole number.
  package static func int(_ value: Int) -> JSONValue { .number(JSONNumber(Int64(value))) }

  /// A number with a fraction; `null` when JSON cannot say it (infinite, not a number).
  package static func double(_ value: Double) -> JSONValue {
    value.isFinite ? .number(JSONNumber(value)) : .null
  }

  /// An array of strings.
  package static func strings(_ values: [String]) -> JSONValue { .array(values.map(Self.string)) }

  /// The string, when this is one.
  package var stringValue: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The truth value, when this is one.
  package var boolValue: Bool? {
    guard case .bool(let truth) = self else { return nil }
    return truth
  }

  /// The whole number, when this is a number that is one.
  package var intValue: Int64? {
    guard case .number(let number) = self else { return nil }
    return number.int
  }

  /// The number, when this is one.
  package var doubleValue: Double? {
    guard case .number(let number) = self else { return nil }
    return number.double
  }

  /// The elements, when this is an array.
  package var arrayValue: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The object, when this is one.
  package var objectValue: JSONObject? {
    guard case .object(let object) = self else { return nil }
    return object
  }

  /// Whether this is `null`.
  package var isNull: Bool { self == .null }

  /// The member of an object; nil when it has none of that name, or this is no object.
  package subscript(name: String) -> JSONValue? { objectValue?[name] }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int64) { self = .int(value) }
  package init(floatLiteral value: Double) { self = .double(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements))
  }
  package init(nilLiteral: ()) { self = .null }
}
