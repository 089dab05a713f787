import Foundation
import JSONText
import Parsing
import Syndication
import Testing

/// One folder of `Fixtures`: an input, what is expected of it, and why.
struct Fixture: Sendable, CustomTestStringConvertible {
  var name: String
  var input: [UInt8]
  var expected: JSONObject

  var testDescription: String { name }

  /// Every fixture, in order of its name.
  static let all: [Fixture] = {
    guard let root = Bundle.module.url(forResource: "Fixtures", withExtension: nil) else {
      return []
    }
    let files = FileManager.default
    var fixtures: [Fixture] = []
    for area in (try? files.contentsOfDirectory(atPath: root.path)) ?? [] {
      let folder = root.appendingPathComponent(area)
      for name in (try? files.contentsOfDirectory(atPath: folder.path)) ?? [] {
        let place = folder.appendingPathComponent(name)
        let input = ["input.xml", "input.json"].lazy.compactMap {
          files.contents(atPath: place.appendingPathComponent($0).path)
        }.first
        guard let input,
          let text = files.contents(atPath: place.appendingPathComponent("expected.json").path),
          case .object(let expected)? = try? JSONParser().value(from: [UInt8](text))
        else { continue }
        fixtures.append(
          Fixture(name: "\(area)/\(name)", input: [UInt8](input), expected: expected)
        )
      }
    }
    return fixtures.sorted { $0.name < $1.name }
  }()
}

@Suite struct FixtureTests {
  @Test("all fixtures are found") func finds() { #expect(Fixture.all.count >= 200) }

  @Test("reads every fixture as expected", arguments: Fixture.all)
  func reads(fixture: Fixture) {
    let outcome: Result<Feed, ParseError> = Result { () throws(ParseError) in
      try FeedParser().feed(
        from: fixture.input,
        base: fixture.expected["@base"]?.stringValue,
        contentType: fixture.expected["@contentType"]?.stringValue
      )
    }
    switch outcome {
    case .failure(let error):
      let wanted = fixture.expected["@error"]?.stringValue ?? "a feed"
      #expect(error.description.contains(wanted))
    case .success(let feed):
      let json = JSONFeedWriter.value(of: feed)
      for member in fixture.expected.members {
        check(member.name, member.value, in: json, feed)
      }
    }
  }

  @Test("without markup every fixture has the same words, and markup only where there are none")
  func readsWords() throws {
    var parser = FeedParser()
    parser.keepsHTML = false
    for fixture in Fixture.all {
      let base = fixture.expected["@base"]?.stringValue
      guard let whole = try? FeedParser().feed(from: fixture.input, base: base) else { continue }
      var words = try parser.feed(from: fixture.input, base: base)
      #expect(words.items.count == whole.items.count)
      for (index, item) in whole.items.enumerated() where item.contentText != nil {
        #expect(words.items[index].contentHTML == nil)
        words.items[index].contentHTML = item.contentHTML
      }
      #expect(words == whole, "\(fixture.name)")
    }
  }

  private func check(_ path: String, _ wanted: JSONValue, in json: JSONValue, _ feed: Feed) {
    switch path {
    case "@base", "@contentType": return
    case "@error": Issue.record("a feed was read, where \(wanted) was expected")
    case "@format": #expect(.string(feed.format.rawValue) == wanted)
    case "@schedule":
      let hints = feed.schedule
      let found: JSONValue = [
        "interval": hints.interval.map { .int($0) } ?? .null,
        "hours": .array(hints.skipHours.sorted().map { .int($0) }),
        "days": .array(hints.skipDays.sorted().map { .int($0) }),
      ]
      #expect(found == wanted)
    default:
      let found = Self.value(at: path, in: json) ?? .null
      if path.hasSuffix(".contains") || path.hasSuffix(".lacks") {
        let text = found.stringValue ?? ""
        for part in wanted.arrayValue ?? [wanted] {
          let isThere = text.contains(part.stringValue ?? "?")
          #expect(isThere == path.hasSuffix(".contains"), "\(path): \(text)")
        }
      } else {
        #expect(found == wanted, "\(path)")
      }
    }
  }

  /// The value at `items[0].title`; `count` at an end counts, `contains` and `lacks` mean the text.
  private static func value(at path: String, in json: JSONValue) -> JSONValue? {
    var value: JSONValue? = json
    for part in path.split(whereSeparator: { $0 == "." || $0 == "[" }) {
      switch part {
      case "count": value = .int(value?.arrayValue?.count ?? 0)
      case "contains", "lacks": break
      case let place where place.hasSuffix("]"):
        let index = Int(place.dropLast()) ?? 0
        let elements = value?.arrayValue ?? []
        value = elements.indices.contains(index) ? elements[index] : nil
      case let name: value = value?[String(name)]
      }
    }
    return value
  }
}
