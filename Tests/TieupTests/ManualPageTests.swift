import Foundation
import Testing

@testable import tieup

@Suite struct ManualPageTests {
  private func page() throws -> String { try file("docs/tieup.1") }

  private func file(_ path: String) throws -> String {
    let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: top.appending(path: path), encoding: .utf8)
  }

  @Test("the manual page has the version, and names every command")
  func complete() throws {
    let page = try page()
    #expect(page.contains("\"tieup \(Version.text)\""))
    let words = Set(page.split { !$0.isLetter }.map(String.init))
    for command in Tieup.commandNames where command != "help" { #expect(words.contains(command)) }
  }

  @Test("the manual page names every exit status that a command can end with")
  func statuses() throws {
    let page = try page()
    for status in [64, 65, 66, 69, 70, 73, 74, 75, 78] { #expect(page.contains(".B \(status)\n")) }
  }

  @Test("the README names every command in code, and the pictures it shows are there")
  func readme() throws {
    let readme = try file("README.md")
    for command in Tieup.commandNames where command != "help" {
      #expect(
        readme.contains("`\(command)`") || readme.contains("`\(command) ")
          || readme.contains("`tieup \(command)"),
        "\(command)"
      )
    }
    for picture in ["docs/list.svg", "docs/explain.svg"] {
      #expect(readme.contains("](\(picture))"))
      #expect(try file(picture).hasPrefix("<svg "))
    }
  }
}
