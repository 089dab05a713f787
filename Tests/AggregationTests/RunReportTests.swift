import JSONText
import Syndication
import Testing

@testable import Aggregation

@Suite struct RunReportTests {
  @Test("a line has the very report, however many feeds there are", arguments: [0, 1, 3])
  func line(feeds: Int) throws {
    let results = (0..<feeds).map { number in
      var result = RunReport.Result(
        feed: "https://\(number).example/]}",
        title: "Feed \(number)",
        status: number == 1 ? .failed : .ok,
        error: number == 1 ? "says \"no\"\n" : nil,
        took: .milliseconds(1250)
      )
      result.itemsNew = number
      result.nextCheck = number == 2 ? nil : Timestamp(1_795_000_000)
      return result
    }
    let report = RunReport(started: Timestamp(1), finished: Timestamp(2), results: results)
    #expect(report.line == JSONWriter().string(report.json))
    #expect(report.json["results"]?.arrayValue?.count == feeds)
    #expect(report.json["feeds"]?.intValue == Int64(feeds))
  }
}
