import ArgumentParser
import JSONText

/// `tieup doctor`: checks the set-up and the store, and says what to do.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the set-up and the store; say what is wrong and what to do.",
    discussion: """
      Versions, paths, feeds.yml, the lexicon, the store, the lock, the clock, the disk. The exit \
      status is that of the first thing that is wrong, 0 when nothing is.

      Example:
        tieup doctor
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  func run() throws {
    let context = CommandContext(common, under: root)
    let findings = CheckUp(context: context).findings()
    try print(findings, context)
    if let fault = findings.compactMap(\.fault).first { throw ExitCode(fault.rawValue) }
  }

  private func print(_ findings: [CheckUp.Finding], _ context: CommandContext) throws(Failure) {
    var output = StandardOutput()
    if context.options.json {
      let rows = findings.map { finding -> JSONValue in
        [
          "what": .string(finding.what), "words": .string(finding.words),
          "ok": .bool(finding.fault == nil),
        ]
      }
      try output.line(JSONWriter(indented: true).string(.array(rows)))
    } else {
      for finding in findings where !context.options.quiet || finding.fault != nil {
        for line in lines(finding, context.terminal) { try output.line(line) }
      }
    }
    try output.flush()
  }

  /// The finding beside its mark and its name, in as many lines as the terminal makes of it.
  private func lines(_ finding: CheckUp.Finding, _ terminal: Terminal) -> [String] {
    let style = Style(isOn: terminal.usesColor)
    let mark =
      finding.fault != nil
      ? style.red("bad ") : finding.isNote ? style.yellow("note") : style.green("ok  ")
    let head = "\(mark)  \(DisplayWidth.padded(finding.what, to: 13))  "
    let words = finding.words.printable
    guard let width = terminal.width else { return [head + words] }
    return DisplayWidth.wrapped(words, to: max(16, width - 21)).enumerated().map { index, line in
      (index == 0 ? head : String(repeating: " ", count: 21)) + line
    }
  }
}
