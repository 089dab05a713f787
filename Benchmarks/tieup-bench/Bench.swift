import Classification
import Foundation
import Parsing
import Syndication

/// Reads or classifies a folder of feeds once, in process, and says what it took.
///
///     tieup-bench parse|bare|classify FOLDER     prints: processor-seconds bytes items
///
/// `parse` makes whole items, `bare` leaves out the pass that cleans HTML, `classify` judges and
/// sketches items that were read before.
@main
struct Bench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let part = Part(rawValue: arguments[1]) else {
      FileHandle.standardError.write(Data("usage: tieup-bench parse|bare|classify FOLDER\n".utf8))
      exit(64)
    }
    let folder = URL(filePath: arguments[2])
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let bodies = try names.map { [UInt8](try Data(contentsOf: folder.appending(path: $0))) }
    let measured = try part.run(bodies)
    let bytes = bodies.reduce(0) { $0 + $1.count }
    print(String(format: "%.6f %d %d", measured.seconds, bytes, measured.items))
  }
}

private enum Part: String {
  case parse, bare, classify

  func run(_ bodies: [[UInt8]]) throws -> (seconds: Double, items: Int) {
    var parser = FeedParser()
    parser.cleansHTML = self != .bare
    guard self == .classify else {
      let start = Self.processorSeconds
      let items = bodies.reduce(0) { count, body in
        count
          + ((try? parser.feed(from: body, base: "https://feeds.example/feed"))?.items.count ?? 0)
      }
      return (Self.processorSeconds - start, items)
    }
    let stories = bodies.flatMap { body in
      ((try? parser.feed(from: body, base: "https://feeds.example/feed"))?.items ?? [])
        .map { StoryText($0) }
    }
    let classifier = try Classifier()
    let start = Self.processorSeconds
    for story in stories { _ = classifier.examine(story) }
    return (Self.processorSeconds - start, stories.count)
  }

  private static var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
