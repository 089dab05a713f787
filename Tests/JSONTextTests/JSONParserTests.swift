import JSONText
import Testing

@Suite struct JSONParserTests {
  @Test("reads every kind of value")
  func readsValues() throws {
    let text = #" {"maker":"Kestrel","cells":[1,-2.5e3,true,false,null],"plant":{}} "#
    let expected: JSONValue = [
      "maker": "Kestrel", "cells": [1, .number(try number("-2.5e3")), true, false, nil],
      "plant": [:],
    ]
    #expect(try JSONParser().value(from: text) == expected)
  }

  @Test(
    "decodes escapes",
    arguments: [
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\u4E2D""#, "é中"),
      (#""\ud83d\udd0b full""#, "🔋 full"), (#""plain é""#, "plain é"),
    ]
  )
  func decodesEscapes(text: String, expected: String) throws {
    #expect(try JSONParser().value(from: text) == .string(expected))
  }

  @Test(
    "refuses what RFC 8259 does not allow",
    arguments: [
      "", "  ", "{", "[1,", "[1,]", "{\"a\":1,}", "{a:1}", "01", "1.", "-", "1e", "+1", ".5", "NaN",
      "Infinity", "'a'", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\\ud800\"",
      "\"a\nb\"",
      "tru", "nul", "[1 2]", "{\"a\" 1}", "1 2", "\u{FEFF}1",
    ]
  )
  func refuses(text: String) {
    #expect(throws: JSONError.self) { try JSONParser().value(from: text) }
  }

  @Test(
    "the tolerant way reads what feeds get wrong",
    arguments: [
      ("\u{FEFF} {\"a\":1}", #"{"a":1}"#), ("[1,2,]", "[1,2]"), ("{\"a\":1,}", #"{"a":1}"#),
      ("[NaN,Infinity,-Infinity]", "[null,null,null]"), ("\"\\ud800!\"", "\"\u{FFFD}!\""),
      ("\"\\udc00\\ud83d\\udd0b\"", "\"\u{FFFD}🔋\""), ("\"a\nb\"", #""a\nb""#),
      ("\"\\x\"", "\"x\""), ("[1]\u{0}\u{0}", "[1]"),
    ]
  )
  func tolerates(text: String, expected: String) throws {
    let value = try JSONParser(tolerant: true).value(from: text)
    #expect(JSONWriter().string(value) == expected)
  }

  @Test("bytes that are not UTF-8 are refused, or replaced when tolerant")
  func repairsUTF8() throws {
    let bytes: [UInt8] = [0x22, 0x61, 0xFF, 0x62, 0x22]
    #expect(throws: JSONError.self) { try JSONParser().value(from: bytes) }
    #expect(try JSONParser(tolerant: true).value(from: bytes) == "a\u{FFFD}b")
  }

  @Test("a truncated text is an error in both ways, and says so")
  func reportsTruncation() {
    for tolerant in [false, true] {
      #expect {
        try JSONParser(tolerant: tolerant).value(from: "{\n  \"a\": [1, 2")
      } throws: {
        ($0 as? JSONError)?.description == "line 2, column 13: the JSON text ends in the middle"
      }
    }
  }

  @Test("nesting beyond the limit is an error, not a crash")
  func capsDepth() {
    let deep = String(repeating: "[", count: 100_000)
    #expect {
      try JSONParser().value(from: deep)
    } throws: {
      ($0 as? JSONError)?.reason == .tooDeep
    }
  }

  @Test("of two members with one name the last counts, and both stay in order")
  func keepsDoubleNames() throws {
    let value = try JSONParser().value(from: #"{"a":1,"b":2,"a":3}"#)
    #expect(value["a"] == 3)
    #expect(value.objectValue?.members.map(\.name) == ["a", "b", "a"])
  }

  @Test("numbers keep their spelling and give whole numbers where they are")
  func numbers() throws {
    #expect(try number("12.0").int == 12)
    #expect(try number("1e3").int == 1000)
    #expect(try number("1.5").int == nil)
    #expect(try number("123456789012345678901234567890").int == nil)
    #expect(try number("123456789012345678901234567890").text.count == 30)
    #expect(try number("1e999").double == nil)
    #expect(try number("-0.25").double == -0.25)
  }

  @Test("cut and altered texts never crash")
  func survivesMutation() {
    let seed = Array(#"{"v":"1.1","items":[{"id":1,"t":"\u00e9\ud83d\udd0b","n":-1.5e+2}]}"#.utf8)
    var state: UInt64 = 0x2545_F491_4F6C_DD1D
    for _ in 0..<20_000 {
      var bytes = seed
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      bytes.removeLast(Int(state >> 50) % bytes.count)
      if let value = try? JSONParser(tolerant: true).value(from: bytes) {
        #expect(throws: Never.self) { try JSONParser().value(from: JSONWriter().bytes(value)) }
      }
    }
  }

  private func number(_ text: String) throws -> JSONNumber {
    guard case .number(let number) = try JSONParser().value(from: text) else {
      throw JSONTestError.notANumber
    }
    return number
  }
}

private enum JSONTestError: Error { case notANumber }
