import Storage
import Syndication
import Testing

@Suite struct LabelledPairTests {
  @Test("labelled reports: no two events are merged, and hardly one event is torn apart")
  func pairs() throws {
    let reports = try LabelledReport.all()
    let store = try Store()
    for report in reports {
      let feed = try Sample.feed(report.feed)
      _ = try store.record([Sample.harvest(feed, [report.item])], at: Sample.now)
    }
    var stories: [String: Int64] = [:]
    for row in try store.allItems() { stories[row.feed] = row.story }
    var (same, joined, apart) = (0, 0, 0)
    var merged: [String] = []
    for (index, one) in reports.enumerated() {
      for other in reports[..<index] {
        let isJoined =
          try stories[Sample.feed(one.feed).text] == stories[Sample.feed(other.feed).text]
        if one.event == other.event {
          same += 1
          joined += isJoined ? 1 : 0
        } else {
          let isNear = abs(one.day - other.day) <= 5 && !one.parties.isDisjoint(with: other.parties)
          apart += isNear ? 1 : 0
          if isJoined { merged.append("\(one.event) and \(other.event)") }
        }
      }
    }
    #expect(same + apart >= 400)
    #expect(merged.isEmpty)
    // A floor that may only rise.
    #expect(Double(joined) / Double(same) >= 0.98, "\(joined) of \(same)")
  }
}
