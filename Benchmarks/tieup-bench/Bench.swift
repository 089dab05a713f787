import Classification
import Foundation
import Parsing
import Syndication

/// Reads or classifies a folder of feeds, in process, and says what one pass took: the mean of
/// PASSES after a first one that is not counted.
///
///     tieup-bench parse|bare|classify FOLDER PASSES     prints: processor-seconds bytes items
///
/// `parse` makes whole items, `bare` leaves out the pass that cleans HTML, `classify` judges and
/// sketches items that were read before.
@main
struct Bench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let part = Part(rawValue: arguments[1]),
      let passes = Int(arguments[3]), passes > 0
    else {
      let usage = "usage: tieup-bench parse|bare|classify FOLDER PASSES\n"
      FileHandle.standardError.write(Data(usage.utf8))
      exit(64)
    }
    let folder = URL(filePath: arguments[2])
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    // Folders in it are no feeds.
    let bodies = names.compactMap { try? Data(contentsOf: folder.appending(path: $0)) }
      .map { [UInt8]($0) }
    let measured = try part.run(bodies, passes: passes)
    let bytes = bodies.reduce(0) { $0 + $1.count }
    print(String(format: "%.6f %d %d", measured.seconds, bytes, measured.items))
  }
}

private enum Part: String {
  case parse, bare, classify

  func run(_ bodies: [[UInt8]], passes: Int) throws -> (seconds: Double, items: Int) {
    var parser = FeedParser()
    parser.cleansHTML = self != .bare
    func items(_ body: [UInt8]) -> [Item] {
      (try? parser.feed(from: body, base: "https://feeds.example/feed"))?.items ?? []
    }
    guard self == .classify else {
      return Self.mean(of: passes) { bodies.reduce(0) { $0 + items($1).count } }
    }
    let stories = bodies.flatMap { items($0).map { StoryText($0) } }
    let classifier = try Classifier()
    return Self.mean(of: passes) {
      for story in stories { _ = classifier.examine(story) }
      return stories.count
    }
  }

  private static func mean(of passes: Int, _ pass: () -> Int) -> (seconds: Double, items: Int) {
    var items = pass()
    let start = processorSeconds
    for _ in 0..<passes { items = pass() }
    return ((processorSeconds - start) / Double(passes), items)
  }

  private static var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
