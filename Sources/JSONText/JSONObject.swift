/// The members of a JSON object in order; a name may stand there twice, then the last one counts.
package struct JSONObject: Sendable, Hashable {
  /// A name with its value.
  package struct Member: Sendable, Hashable {
    /// The name.
    package var name: String
    /// The value.
    package var value: JSONValue

    /// Creates a member.
    package init(_ name: String, _ value: JSONValue) { (self.name, self.value) = (name, value) }
  }

  /// The members in the order in which they were given.
  package private(set) var members: [Member] = []

  /// Creates an empty object.
  package init() {}

  /// Creates an object from its members in order.
  package init(_ members: [(String, JSONValue)]) {
    self.members = members.map { Member($0.0, $0.1) }
  }

  /// The value of a name; setting replaces the last one of that name or appends, nil removes.
  package subscript(name: String) -> JSONValue? {
    get { members.last { $0.name == name }?.value }
    set {
      guard let newValue else { return members.removeAll { $0.name == name } }
      if let index = members.lastIndex(where: { $0.name == name }) {
        members[index].value = newValue
      } else {
        members.append(Member(name, newValue))
      }
    }
  }

  /// Puts a member behind the others without looking whether the name is there already.
  package mutating func append(_ name: String, _ value: JSONValue) {
    members.append(Member(name, value))
  }

  /// Puts a string behind the others, unless there is none.
  package mutating func append(_ name: String, _ text: String?) {
    if let text { members.append(Member(name, .string(text))) }
  }

  /// Puts a whole number behind the others, unless there is none.
  package mutating func append(_ name: String, _ number: Int64?) {
    if let number { members.append(Member(name, .int(number))) }
  }
}
