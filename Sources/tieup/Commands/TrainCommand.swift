import ArgumentParser
import Classification
import JSONText
import Subscriptions
import Syndication

/// `tieup train`: fits the weights to labelled stories, the same way every time.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Fit the classifier's weights to labelled JSON lines.",
    discussion: """
      A fifth of the stories, always the same, is left out; what the new weights reach on it is \
      told on standard error. The same stories give the same weights, byte for byte. Weights in \
      data/lexicon/weights.tsv are used on top of the built-in ones.

      With --reviews it learns from the stories that you confirmed and rejected instead: a layer \
      of small changes over the shipped weights, kept in data/lexicon/weights.tsv. \
      'tieup retag --dry-run' then shows what it would change.

      Examples:
        tieup train data/labelled/*.jsonl --output weights.tsv
        tieup train --reviews
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write the weights there; without it, to standard output.",
      valueName: "file"
    )
  )
  var output: String?

  @Flag(help: "Leave nothing out.")
  var all = false

  @Flag(help: "Learn from this store's reviews.")
  var reviews = false

  @Argument(help: "Files of labelled stories; '-' is standard input.", completion: .file())
  var files: [String] = []

  func validate() throws {
    if reviews == !files.isEmpty {
      throw ValidationError("Give files of labelled stories, or --reviews.")
    }
  }

  func run() throws {
    let context = CommandContext(common, under: root)
    if reviews { return try ReviewLesson(context: context, output: output).learn() }
    let classifier = try context.classifier()
    let stories = try StoryLine.labelled(in: files)
    let taught = all ? stories : stories.filter { !$0.isHeldBack }
    guard taught.contains(where: \.isAlliance), !taught.allSatisfy(\.isAlliance) else {
      throw Failure("training needs stories of both labels", .badInput)
    }
    let model: LinearModel
    do throws(LexiconError) {
      model = try Trainer(lexicon: classifier.lexicon).model(for: taught)
      try report(model, classifier, stories, context)
    } catch {
      throw Failure(error.description, .badInput)
    }
    // What is there may be standard output by another name, which is written to, not replaced.
    if let output, output != "-", output != "/dev/stdout" {
      try write(model.text, to: output)
    } else {
      var standard = StandardOutput()
      try standard.write(model.text)
      try standard.flush()
    }
  }

  private func report(
    _ model: LinearModel,
    _ classifier: Classifier,
    _ stories: [LabelledStory],
    _ context: CommandContext
  ) throws(LexiconError) {
    let heldBack = stories.filter(\.isHeldBack)
    guard !all, !heldBack.isEmpty, !context.options.quiet else { return }
    let written = try LinearModel(LexiconSource(name: "weights.tsv", text: model.text))
    let trained = Classifier(lexicon: classifier.lexicon, model: written)
    let evaluation = Evaluation(heldBack, by: trained)
    StandardError.line("on the fifth that was left out:")
    for line in EvaluationText.lines(evaluation, errors: false) { StandardError.line(line) }
  }

  private func write(_ text: String, to path: String) throws(Failure) {
    do {
      try WholeFile.replace(path, with: Array(text.utf8))
    } catch {
      throw Failure(
        "\(path): cannot be written; check the folder and its permissions",
        .cannotCreate
      )
    }
  }
}
