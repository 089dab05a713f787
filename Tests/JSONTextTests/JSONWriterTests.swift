import JSONText
import Testing

@Suite struct JSONWriterTests {
  @Test("writes one line in the members' order")
  func writesOneLine() {
    let value: JSONValue = ["z": 1, "a": [true, nil, "x/y"], "empty": [:], "none": []]
    #expect(
      JSONWriter().string(value) == #"{"z":1,"a":[true,null,"x/y"],"empty":{},"none":[]}"#
    )
  }

  @Test("indents by two spaces and leaves empty brackets closed")
  func indents() {
    let value: JSONValue = ["a": [1, ["b": 2]], "c": [:]]
    #expect(
      JSONWriter(indented: true).string(value)
        == "{\n  \"a\": [\n    1,\n    {\n      \"b\": 2\n    }\n  ],\n  \"c\": {}\n}"
    )
  }

  @Test("writes no control character raw, and letters of any script as they are")
  func escapesControls() {
    #expect(
      JSONWriter().string("\"\\/\u{0}\u{1B}\u{7F}\u{80}\u{9F}\u{A0}é中🔋\u{2028}\u{2029}\n")
        == "\"\\\"\\\\/\\u0000\\u001b\\u007f\\u0080\\u009f\u{A0}é中🔋\\u2028\\u2029\\n\""
    )
  }

  @Test(
    "writes numbers in the shortest spelling that JSON allows",
    arguments: [
      (JSONValue.int(-7), "-7"), (.double(0.97), "0.97"), (.double(3), "3"),
      (.double(.infinity), "null"), (.double(1e300), "1e+300"),
    ]
  )
  func writesNumbers(value: JSONValue, expected: String) {
    #expect(JSONWriter().string(value) == expected)
  }

  @Test("what is written reads back as the same value")
  func roundTrips() throws {
    let value: JSONValue = [
      "text": "Ünïcode \u{1} \"quoted\" 🔌", "list": [1, 2.5, ["deep": [nil, false]]],
    ]
    #expect(try JSONParser().value(from: JSONWriter(indented: true).string(value)) == value)
    #expect(try JSONParser().value(from: JSONWriter().string(value)) == value)
  }
}

@Suite struct JSONObjectTests {
  @Test("setting replaces in place, appends, and removes with nil")
  func setting() {
    var object = JSONObject([("a", 1), ("b", 2)])
    object["a"] = 3
    object["c"] = "new"
    object["b"] = nil
    #expect(JSONWriter().string(.object(object)) == #"{"a":3,"c":"new"}"#)
  }

  @Test("appending nothing leaves nothing")
  func appendingNothing() {
    var object = JSONObject()
    object.append("title", nil as String?)
    object.append("size", 4 as Int64?)
    #expect(JSONWriter().string(.object(object)) == #"{"size":4}"#)
  }
}
