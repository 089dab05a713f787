import Syndication

/// A list of feeds in brackets, with the place of each member in the text.
struct FlowList {
  private let list: YAMLValue
  private let path: String
  /// Where each member starts and ends.
  private var members: [Range<Int>] = []
  /// The commas behind them; one fewer than members, or as many when the last has one too.
  private var commas: [Int] = []

  /// Finds the members of `list`, which stands in `text`.
  init(_ list: YAMLValue, in text: EditableText, path: String) throws(SubscriptionError) {
    (self.list, self.path) = (list, path)
    let open = text.offset(line: list.line, column: list.column)
    guard open < text.scalars.count, text.scalars[open] == "[" else { throw byHand }
    guard scan(text.scalars, from: open), members.count == list.members.count else { throw byHand }
    opening = open
  }

  private var opening = 0

  private var byHand: SubscriptionError {
    .mistake(
      .init(
        file: path,
        line: list.line,
        what: "written in a way that cannot be changed safely",
        expected: "this change made by hand (nothing was changed)"
      )
    )
  }

  /// Puts feeds behind the last member, on lines of their own where the members have such.
  func append(_ new: [Subscription], to text: inout EditableText) {
    let separator: String
    if let last = members.last,
      text.lineStarts.contains(where: { opening < $0 && $0 <= last.lowerBound })
    {
      let lineStart = text.lineStarts.last { $0 <= last.lowerBound } ?? 0
      let indent = text.scalars[lineStart...].prefix { $0 == " " }.count
      separator = text.lineEnd + String(repeating: " ", count: indent)
    } else {
      separator = " "
    }
    let joined = new.map(\.yamlFlow).joined(separator: "," + separator)
    guard let last = members.last else {
      text.replace(opening + 1..<opening + 1, with: joined)
      return
    }
    if commas.count == members.count, let comma = commas.last {
      text.replace(comma + 1..<comma + 1, with: separator + joined + ",")
    } else {
      text.replace(last.upperBound..<last.upperBound, with: "," + separator + joined)
    }
  }

  /// Takes the members with this address out, each with one comma.
  func remove(_ url: FeedURL, from text: inout EditableText) {
    let doomed = list.members.indices.filter {
      list.members[$0].member("url")?.value.text == url.text
    }
    var commas = commas
    for index in doomed.reversed() {
      var range = members[index]
      if index > 0 {
        // A remark before the member stays; mere space goes with it.
        let gap = text.scalars[commas[index - 1] + 1..<range.lowerBound]
        if gap.allSatisfy(\.properties.isWhitespace) { range = gap.startIndex..<range.upperBound }
      }
      if index < commas.count {
        let end = commas[index] + 1
        let spaces = index > 0 ? 0 : text.scalars[end...].prefix { $0 == " " }.count
        text.replace(range.lowerBound..<end + spaces, with: "")
      } else {
        text.replace(range, with: "")
        // The last member has no comma of its own, so the one before it goes.
        if let comma = commas.popLast() { text.replace(comma..<comma + 1, with: "") }
      }
    }
  }

  /// Walks over the list; false when it never ends.
  private mutating func scan(_ scalars: [Unicode.Scalar], from open: Int) -> Bool {
    var depth = 0
    var start: Int?
    var end = open
    var index = open
    var quote: Unicode.Scalar?
    while index < scalars.count {
      let scalar = scalars[index]
      if let current = quote {
        if scalar == "\\" && current == "\"" { index += 1 }
        let isDoubled = current == "'" && scalars[index...].starts(with: ["'", "'"])
        if isDoubled { index += 1 } else if scalar == current { quote = nil }
        end = index + 1
      } else if scalar == "#", index > 0, scalars[index - 1].properties.isWhitespace {
        while index + 1 < scalars.count, scalars[index + 1] != "\n", scalars[index + 1] != "\r" {
          index += 1
        }
      } else if depth == 1, scalar == "," || scalar == "]" {
        if let first = start { members.append(first..<end) }
        start = nil
        if scalar == "]" { return true }
        commas.append(index)
      } else if !scalar.properties.isWhitespace {
        if depth == 1, start == nil { start = index }
        let isTokenStart = index == 0 || "[{,: ".unicodeScalars.contains(scalars[index - 1])
        if scalar == "\"" || scalar == "'", isTokenStart { quote = scalar }
        if scalar == "[" || scalar == "{" { depth += 1 }
        if scalar == "]" || scalar == "}" { depth -= 1 }
        end = index + 1
      }
      index += 1
    }
    return false
  }
}
