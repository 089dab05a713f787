import ArgumentParser
import JSONText
import Parsing
import Syndication

/// `tieup parse`: feed files as JSON Feed 1.1, for pipelines and for checking a feed.
struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Read a feed file, in whatever format, as JSON Feed 1.1.",
    discussion: """
      RSS, Atom and JSON Feed of every version are read, ill-formed ones as far as they can be. \
      '-' is standard input. One file is printed indented; with --jsonl, each file gives one line \
      with its feed or the error. The exit status is 0 when every file gave a feed, else 65.

      Examples:
        curl -s https://example.org/feed/ | tieup parse --base-url https://example.org/feed/ -
        tieup parse --jsonl feeds/*.xml | jq -r '.feed.items[]?.title'
      """
  )

  @OptionGroup var common: CommonOptions

  @Flag(help: "One line of JSON for each file.")
  var jsonl = false

  @Option(help: ArgumentHelp("The address that the feed came from.", valueName: "url"))
  var baseURL: String?

  @Option(help: ArgumentHelp("The Content-Type header it came with.", valueName: "type"))
  var contentType: String?

  @Argument(
    help: ArgumentHelp("The files; '-' is standard input.", valueName: "file"),
    completion: .file()
  )
  var files: [String]

  func validate() throws {
    if files.count > 1, !jsonl {
      throw ValidationError("Several files need --jsonl, which prints one line for each.")
    }
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("Standard input can be read only once.")
    }
    if let baseURL, BaseAddress(baseURL) == nil {
      throw ValidationError("--base-url wants an absolute address, not '\(baseURL)'.")
    }
  }

  func run() throws {
    var output = StandardOutput()
    guard jsonl else {
      let value = try feed(from: files.first ?? "-")
      try output.line(JSONWriter(indented: true).string(value))
      return try output.flush()
    }
    var isComplete = true
    for file in files {
      var object = JSONObject([("file", .string(file))])
      do {
        object.append("feed", try feed(from: file))
      } catch let failure as Failure {
        object.append("error", .string(failure.message))
        isComplete = false
      }
      try output.line(JSONWriter().string(.object(object)))
      // A line is out before the next file is read, so that a pipeline sees it.
      try output.flush()
    }
    if !isComplete { throw ExitCode(Failure.Status.badInput.rawValue) }
  }

  private func feed(from file: String) throws -> JSONValue {
    let bytes = try InputFile.bytes(file)
    do throws(ParseError) {
      let feed = try FeedParser().feed(from: bytes, base: baseURL, contentType: contentType)
      return JSONFeedWriter.value(of: feed)
    } catch {
      let name = file == "-" ? "standard input" : file
      throw Failure("\(name): \(error.description)", .badInput)
    }
  }
}
