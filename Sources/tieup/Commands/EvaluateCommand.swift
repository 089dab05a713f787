import ArgumentParser
import Classification
import JSONText
import Syndication

/// `tieup evaluate`: how well the classifier agrees with labelled stories.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure the classifier on labelled JSON lines.",
    discussion: """
      A line is what 'tieup classify' reads, with "label" (1 for an EV alliance, else 0) and, of an \
      alliance, "form", "stage" and "parties"; "hard" marks look-alikes, "ambiguous" ones are left \
      out.

      Example:
        tieup evaluate data/labelled/*.jsonl --held-back
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Flag(name: .customLong("held-back"), help: "Only the fifth that training leaves out.")
  var heldBack = false

  @Argument(help: "Files of labelled stories; '-' is standard input.", completion: .file())
  var files: [String]

  func run() throws {
    let context = CommandContext(common, under: root)
    let classifier = try context.classifier()
    var stories = try StoryLine.labelled(in: files)
    if heldBack { stories = stories.filter(\.isHeldBack) }
    guard !stories.isEmpty else { throw Failure("there are no stories to measure on", .badInput) }
    let evaluation = Evaluation(stories, by: classifier)
    var output = StandardOutput()
    if context.options.json {
      try output.line(JSONWriter(indented: true).string(EvaluationText.json(evaluation)))
    } else {
      for line in EvaluationText.lines(evaluation, errors: !context.options.quiet) {
        try output.line(line)
      }
    }
    try output.flush()
  }
}
