import Synchronization

/// Something that a test turns on and off while a server looks at it.
final class Switch: Sendable {
  private let state = Atomic<Bool>(false)

  var isOn: Bool { state.load(ordering: .acquiring) }

  func set(_ on: Bool) { state.store(on, ordering: .releasing) }
}
