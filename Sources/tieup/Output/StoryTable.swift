import Syndication

/// The page of `list`: one line a story, a heading a day on a terminal, whole lines in a pipe.
struct StoryTable {
  let entries: [StoryEntry]
  let terminal: Terminal
  let now: Timestamp

  /// What is cut away first when a terminal is narrow, from the right: outlet, kind, parties.
  private struct Layout {
    var id = 0
    var headline = 0
    var outlet = 0
    var parties = 0
    var kind = 0
  }

  /// The lines of the page, without line breaks.
  func lines() -> [String] {
    guard !entries.isEmpty else { return [] }
    let layout = self.layout()
    let style = Style(isOn: terminal.usesColor)
    var lines: [String] = []
    var heading: CalendarDay? = nil
    for entry in entries {
      let day = entry.shown.day
      if terminal.isInteractive, day != heading {
        if heading != nil { lines.append("") }
        lines.append(style.bold(Self.words(for: day)))
        heading = day
      }
      lines.append(line(for: entry, layout, style))
    }
    return lines
  }

  private func line(for entry: StoryEntry, _ layout: Layout, _ style: Style) -> String {
    let stamp = entry.shown.rfc3339
    let time = String(stamp.dropFirst(11).prefix(5))
    var cells = [
      terminal.isInteractive ? style.dim(time) : "\(stamp.prefix(10)) \(time)",
      style.dim(DisplayWidth.padded(entry.id, to: layout.id)),
    ]
    let headline = fitted(entry.title.printable, layout.headline)
    cells.append(
      style.link(headline, to: entry.url)
        + spaces(layout.headline - DisplayWidth.columns(of: headline))
    )
    if layout.outlet > 0 { cells.append(cell(Self.outlets(of: entry), layout.outlet)) }
    if layout.parties > 0 {
      cells.append(style.bold(cell(Self.parties(of: entry), layout.parties)))
    }
    if layout.kind > 0 { cells.append(kind(of: entry, layout.kind, style)) }
    var line = cells.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }

  private func kind(of entry: StoryEntry, _ width: Int, _ style: Style) -> String {
    let text = fitted(Self.kind(of: entry), width)
    guard let stage = entry.stage, text.hasSuffix(stage.rawValue) else { return style.cyan(text) }
    return style.cyan(String(text.dropLast(stage.rawValue.count))) + style.stage(stage)
  }

  private func cell(_ text: String, _ width: Int) -> String {
    DisplayWidth.padded(fitted(text, width), to: width)
  }

  /// Cut on a terminal only: in a pipe nothing is lost.
  private func fitted(_ text: String, _ width: Int) -> String {
    terminal.width == nil ? text : DisplayWidth.cut(text, to: width)
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private func layout() -> Layout {
    func widest(_ cap: Int, _ text: (StoryEntry) -> String) -> Int {
      entries.reduce(0) { max($0, min(cap, DisplayWidth.columns(of: text($1)))) }
    }
    var layout = Layout(
      id: widest(12) { $0.id },
      headline: widest(80) { $0.title.printable },
      outlet: widest(24, Self.outlets),
      parties: widest(34, Self.parties),
      kind: widest(32, Self.kind)
    )
    guard let width = terminal.width else { return layout }
    let fixed = 5 + 2 + layout.id
    func taken(_ layout: Layout) -> Int {
      fixed
        + [layout.headline, layout.outlet, layout.parties, layout.kind]
        .filter { $0 > 0 }.reduce(0) { $0 + $1 + 2 }
    }
    // The headline gives way down to 32 columns; then whole columns go, the outlet first.
    let least = min(32, max(8, width - fixed - 2))
    for drop in [\Layout.outlet, \.kind, \.parties, nil] as [WritableKeyPath<Layout, Int>?] {
      let over = taken(layout) - width
      layout.headline = min(layout.headline, max(least, layout.headline - max(0, over)))
      guard taken(layout) > width, let drop else { break }
      layout[keyPath: drop] = 0
      layout.headline = widest(80) { $0.title.printable }
    }
    return layout
  }

  /// The first outlet, and how many more.
  static func outlets(of entry: StoryEntry) -> String {
    let others = Set(entry.outlets.map(\.feed)).subtracting([entry.feed]).count
    return entry.feedTitle.printable + (others > 0 ? " +\(others)" : "")
  }

  static func parties(of entry: StoryEntry) -> String {
    entry.parties.map(\.printable).joined(separator: ", ")
  }

  /// Form and stage; the reader's own tags where it is no alliance.
  static func kind(of entry: StoryEntry) -> String {
    let kind = [entry.form?.rawValue, entry.stage?.rawValue].compactMap { $0 }
    return kind.isEmpty
      ? entry.tags.filter { $0 != Verdict.allianceTag }.map(\.printable).joined(separator: ", ")
      : kind.joined(separator: ", ")
  }

  private static func words(for day: CalendarDay) -> String {
    let weekdays = [
      "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return "\(weekdays[day.weekday]) \(day.day) \(months[day.month - 1]) \(day.year)"
  }
}
