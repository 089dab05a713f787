import Fetching
import Syndication
import Testing

@Suite("Schedule.skip")
struct ScheduleSkipTests {
  let scene = Scene()

  func state(_ change: (inout FetchState) -> Void) -> FetchState {
    var state = FetchState()
    change(&state)
    return state
  }

  @Test("asks a feed that was never asked, and one whose time has come")
  func due() {
    #expect(scene.schedule.skip(FetchState(), at: scene.now) == nil)
    #expect(scene.schedule.skip(state { $0.nextCheck = scene.now }, at: scene.now) == nil)
  }

  @Test("says until when and why a feed is left alone")
  func notDue() {
    let waiting = state {
      $0.nextCheck = scene.now + .seconds(1800)
      $0.nextCheckReason = "the server's cache time of 2 h"
    }
    let reason = scene.schedule.skip(waiting, at: scene.now)
    #expect(reason?.until == scene.now + .seconds(1800))
    #expect(
      reason?.line
        == "not due until 2026-11-22T20:30:00Z: the server's cache time of 2 h"
    )
  }

  @Test("leaves a feed alone while its whole host asked for it")
  func hold() {
    let hold = HostHold(host: "a", until: scene.now + .seconds(60), reason: "HTTP 429")
    #expect(
      scene.schedule.skip(FetchState(), hold: hold, at: scene.now)?.line
        == "a asked to wait until 2026-11-22T20:01:00Z: HTTP 429"
    )
    #expect(scene.schedule.skip(FetchState(), hold: hold, at: hold.until) == nil)
  }

  @Test("does not miss an hourly job by a second, except where a server or a failure set the time")
  func slack() {
    var waiting = state { $0.nextCheck = scene.now + .seconds(60) }
    #expect(scene.schedule.skip(waiting, at: scene.now) == nil)
    #expect(scene.schedule.skip(waiting, at: scene.now - .seconds(1)) != nil)
    waiting.serverFloor = waiting.nextCheck
    #expect(scene.schedule.skip(waiting, at: scene.now) != nil)
    waiting.serverFloor = nil
    waiting.failures = 1
    #expect(scene.schedule.skip(waiting, at: scene.now) != nil)
  }

  @Test("follows an interval that became shorter, but not below what the server asked for")
  func shorter() throws {
    var waiting = state {
      $0.lastAttempt = scene.now - .seconds(900)
      $0.nextCheck = scene.now + .seconds(40000)
    }
    let quick = try scene.subscription(every: .seconds(600))
    #expect(scene.schedule.skip(waiting, of: quick, at: scene.now) == nil)
    waiting.serverFloor = scene.now + .seconds(300)
    #expect(
      scene.schedule.skip(waiting, of: quick, at: scene.now)?.until == scene.now + .seconds(300)
    )
  }

  @Test("is not silenced for years by a clock that was wrong once")
  func clock() {
    let future = scene.now + .seconds(400 * 86400)
    let waiting = state { $0.nextCheck = future }
    let hold = HostHold(host: "a", until: future, reason: "HTTP 429")
    #expect(scene.schedule.skip(waiting, hold: hold, at: scene.now) == nil)
  }
}
