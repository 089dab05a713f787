import Syndication

/// The page of `list`: one line a story, a heading a day on a terminal, whole lines in a pipe.
struct StoryTable {
  let entries: [StoryEntry]
  let terminal: Terminal
  let now: Timestamp

  /// How wide each column is; one of no width is left out.
  private struct Layout {
    var id = 0
    var headline = 0
    var outlet = 0
    var parties = 0
    var kind = 0
    /// What the reader said, in no layout left out.
    var review = 0
    /// Whether further outlets are counted without naming the first.
    var countsOutlets = false
    /// Whether the stage stands without the form.
    var isTerse = false
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
      DisplayWidth.padded(style.dim(entry.id), entry.id, to: layout.id),
    ]
    let headline = fitted(entry.headline, layout.headline)
    cells.append(
      DisplayWidth.padded(style.link(headline, to: entry.url), headline, to: layout.headline)
    )
    if layout.outlet > 0 {
      let text = layout.countsOutlets ? Self.more(of: entry) : Self.outlets(of: entry)
      cells.append(cell(text, layout.outlet))
    }
    if layout.parties > 0 {
      let parties = fitted(Self.parties(of: entry), layout.parties)
      cells.append(DisplayWidth.padded(style.bold(parties), parties, to: layout.parties))
    }
    if layout.kind > 0 { cells.append(kind(of: entry, layout, style)) }
    let review = Self.review(of: entry)
    if !review.isEmpty { cells.append(style.dim(review)) }
    var line = cells.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }

  private func kind(of entry: StoryEntry, _ layout: Layout, _ style: Style) -> String {
    let words = layout.isTerse ? Self.stage(of: entry) : Self.kind(of: entry)
    let text = fitted(words, layout.kind)
    let room = layout.review > 0 ? layout.kind : 0
    guard let stage = entry.stage, text.hasSuffix(stage.rawValue) else {
      return DisplayWidth.padded(style.cyan(text), text, to: room)
    }
    let styled = style.cyan(String(text.dropLast(stage.rawValue.count))) + style.stage(stage)
    return DisplayWidth.padded(styled, text, to: room)
  }

  private func cell(_ text: String, _ width: Int) -> String {
    DisplayWidth.padded(fitted(text, width), to: width)
  }

  /// Cut on a terminal only: in a pipe nothing is lost.
  private func fitted(_ text: String, _ width: Int) -> String {
    terminal.width == nil ? text : DisplayWidth.cut(text, to: width)
  }

  /// The richest layout in which the headline still says something.
  private func layout() -> Layout {
    func widest(_ cap: Int, _ text: (StoryEntry) -> String) -> Int {
      entries.reduce(0) { max($0, min(cap, DisplayWidth.columns(of: text($1)))) }
    }
    let headline = widest(80, \.headline)
    var full = Layout(
      id: widest(12) { $0.id },
      headline: headline,
      outlet: widest(24, Self.outlets),
      parties: widest(34, Self.parties),
      kind: widest(32, Self.kind),
      review: widest(18, Self.review)
    )
    guard let width = terminal.width else { return full }
    var choices = [full]
    full.outlet = widest(4, Self.more)
    full.countsOutlets = true
    choices.append(full)
    full.parties = min(full.parties, 20)
    full.kind = widest(9, Self.stage)
    full.isTerse = true
    choices.append(full)
    (full.outlet, full.kind) = (0, 0)
    choices.append(full)
    for var choice in choices {
      choice.headline = min(headline, room(in: choice, of: width))
      if choice.headline >= min(headline, 30) { return choice }
    }
    full.parties = 0
    full.headline = max(8, min(headline, room(in: full, of: width)))
    return full
  }

  /// The columns that the others leave to the headline, behind time and id.
  private func room(in layout: Layout, of width: Int) -> Int {
    let others = [layout.id, layout.outlet, layout.parties, layout.kind, layout.review]
      .filter { $0 > 0 }
    return width - 5 - others.reduce(0) { $0 + $1 + 2 } - 2
  }

  /// The first outlet, and how many more.
  static func outlets(of entry: StoryEntry) -> String {
    let more = more(of: entry)
    return entry.feedTitle.printable + (more.isEmpty ? "" : " \(more)")
  }

  /// How many more outlets than the first; nothing where there is none.
  static func more(of entry: StoryEntry) -> String {
    entry.feeds > 1 ? "+\(entry.feeds - 1)" : ""
  }

  /// The stage alone; the reader's own tags where it is no alliance.
  static func stage(of entry: StoryEntry) -> String {
    entry.stage?.rawValue ?? kind(of: entry)
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

  /// What the reader said of the story; nothing where that is nothing.
  static func review(of entry: StoryEntry) -> String {
    let state = entry.review.state == "unreviewed" ? [] : [entry.review.state]
    return (state + (entry.review.isStarred ? ["starred"] : [])).joined(separator: ", ")
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
