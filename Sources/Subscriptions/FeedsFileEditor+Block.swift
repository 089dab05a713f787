import Syndication

/// Editing a list that has a dash for each feed.
extension FeedsFileEditor {
  /// Writes a whole `feeds:` at the end of a file that has none.
  func addKey(with new: [Subscription], to text: inout EditableText) {
    var line = text.lineCount + 1
    for candidate in stride(from: 1, through: text.lineCount, by: 1)
    where text.body(ofLine: candidate).starts(with: "...".unicodeScalars) {
      line = candidate
      break
    }
    let lines = new.flatMap { $0.yamlLines(dash: 2, key: 4) }
    let needsGap = line > 1 && !text.isBlank(line: line - 1)
    text.insert((needsGap ? [""] : []) + ["feeds:"] + lines, beforeLine: line)
  }

  /// Puts the first feeds under a key that has none, behind the comments that belong to it.
  func insert(_ new: [Subscription], underEmptyKey key: YAMLValue, in text: inout EditableText) {
    clearNull(after: key, in: &text)
    var line = key.line + 1
    while line <= text.lineCount, text.isComment(line: line),
      text.indentation(ofLine: line) >= key.column
    {
      line += 1
    }
    let dash = key.column + 1
    text.insert(new.flatMap { $0.yamlLines(dash: dash, key: dash + 2) }, beforeLine: line)
  }

  /// Turns `feeds: []` into a list with dashes.
  func turnIntoBlock(
    _ list: YAMLValue,
    with new: [Subscription],
    in text: inout EditableText
  ) throws(SubscriptionError) {
    let open = text.offset(line: list.line, column: list.column)
    guard let close = text.scalars[open...].firstIndex(of: "]"),
      text.scalars[open + 1..<close].allSatisfy({ $0.properties.isWhitespace })
    else { throw byHand(line: list.line) }
    let before = text.scalars[..<open].reversed().prefix { $0 == " " }.count
    text.replace(open - before..<close + 1, with: "")
    text.insert(new.flatMap { $0.yamlLines(dash: 2, key: 4) }, beforeLine: list.line + 1)
  }

  /// Puts feeds behind the last one, laid out as that one is.
  func append(
    _ new: [Subscription],
    toBlock list: YAMLValue,
    root: YAMLValue?,
    in text: inout EditableText
  ) {
    guard let last = list.members.last else { return }
    let dash = list.column - 1
    let sameLine = text.body(ofLine: last.line).dropFirst(dash).first == "-"
    let key = sameLine && last.column - 1 > dash ? last.column - 1 : dash + 2
    let end = lastLine(ofMember: list.members.count - 1, of: list, root: root, in: text)
    // A list that keeps a blank line between its feeds goes on so.
    let starts = list.members.dropFirst().map { dashLine(of: $0, list: list, in: text) }
    let isSpaced = !starts.isEmpty && starts.allSatisfy { hasBlank(above: $0, in: text) }
    var lines: [String] = []
    for subscription in new {
      if isSpaced { lines.append("") }
      lines += subscription.yamlLines(dash: dash, key: key)
    }
    text.insert(lines, beforeLine: end + 1)
  }

  /// Takes the entries of `url` out, with the comments on and inside their lines; comments between
  /// entries stay.
  func remove(
    _ url: FeedURL,
    fromBlock list: YAMLValue,
    root: YAMLValue?,
    in text: inout EditableText
  ) throws(SubscriptionError) {
    let doomed = list.members.indices.filter {
      list.members[$0].member("url")?.value.text == url.text
    }
    for index in doomed.reversed() {
      let first = dashLine(of: list.members[index], list: list, in: text)
      guard text.indentation(ofLine: first) == list.column - 1 else { throw byHand(line: first) }
      let last = lastLine(ofMember: index, of: list, root: root, in: text)
      // One blank line between two feeds goes with the feed: the one above the last of a list, the
      // one below any other.
      let isBlankAbove = first > 1 && text.isBlank(line: first - 1)
      let isBlankBelow = last < text.lineCount && text.isBlank(line: last + 1)
      if index > 0, index == list.members.count - 1, isBlankAbove {
        text.removeLines(first - 1...last)
      } else {
        text.removeLines(first...(isBlankAbove && isBlankBelow ? last + 1 : last))
      }
    }
    if doomed.count == list.members.count, let key = root?.member("feeds")?.key {
      let place = endOfKey(key, in: text)
      text.replace(place..<place, with: " []")
    }
  }

  /// The line of the dash before a member, which may stand alone on a line above it.
  private func dashLine(of member: YAMLValue, list: YAMLValue, in text: EditableText) -> Int {
    var line = member.line
    while line > list.line, text.body(ofLine: line).dropFirst(list.column - 1).first != "-" {
      line -= 1
    }
    return line
  }

  /// The last line that belongs to a member: its last line of content, and comments below that are
  /// set deeper than the dash.
  private func lastLine(
    ofMember index: Int,
    of list: YAMLValue,
    root: YAMLValue?,
    in text: EditableText
  ) -> Int {
    let members = list.members
    var bound = text.lineCount + 1
    if index + 1 < members.count {
      bound = dashLine(of: members[index + 1], list: list, in: text)
    } else {
      if case .map(let entries)? = root?.content,
        let next = entries.map(\.key.line).filter({ $0 > members[index].line }).min()
      {
        bound = next
      }
      for line in members[index].line..<bound where text.isDocumentMark(line: line) {
        bound = line
        break
      }
    }
    var last = bound - 1
    let certain = lastQuotedLine(of: members[index], in: text)
    while last > certain, text.isBlank(line: last) || text.isComment(line: last) {
      last -= 1
    }
    while last + 1 < bound, text.isComment(line: last + 1),
      text.indentation(ofLine: last + 1) >= list.column
    {
      last += 1
    }
    return last
  }

  /// The line on which the last quoted text of a member ends: inside quotes nothing is a comment.
  private func lastQuotedLine(of member: YAMLValue, in text: EditableText) -> Int {
    guard case .map(let entries) = member.content, let value = entries.last?.value else {
      return member.line
    }
    let start = text.offset(line: value.line, column: value.column)
    guard start < text.scalars.count, ["\"", "'"].contains(text.scalars[start]) else {
      return value.line
    }
    let quote = text.scalars[start]
    var end = start + 1
    while end < text.scalars.count, text.scalars[end] != quote {
      end += quote == "\"" && text.scalars[end] == "\\" ? 2 : 1
    }
    return text.lineStarts.lastIndex { $0 <= end }.map { $0 + 1 } ?? value.line
  }

  private func hasBlank(above line: Int, in text: EditableText) -> Bool {
    var line = line - 1
    while line > 0, text.isComment(line: line) { line -= 1 }
    return line > 0 && text.isBlank(line: line)
  }

  /// The place behind the colon of a key.
  private func endOfKey(_ key: YAMLValue, in text: EditableText) -> Int {
    let start = text.offset(line: key.line, column: key.column)
    let colon = text.scalars[start...].firstIndex(of: ":") ?? start
    return colon + 1
  }

  /// Takes a written `~` or `null` away from behind a key.
  private func clearNull(after key: YAMLValue, in text: inout EditableText) {
    let start = endOfKey(key, in: text)
    let rest = text.scalars[start..<text.start(ofLine: key.line + 1)]
    let spaces = rest.prefix { $0 == " " }.count
    let word = rest.dropFirst(spaces).prefix { $0 == "~" || $0.properties.isAlphabetic }
    if !word.isEmpty { text.replace(start..<word.endIndex, with: "") }
  }
}
