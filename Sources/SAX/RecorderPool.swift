internal import Synchronization

/// Recorders that wait for their next document, their dictionaries already filled.
final class RecorderPool: Sendable {
  private struct Idle: @unchecked Sendable {
    var recorders: [UnsafeMutablePointer<SAXRecorder>] = []
  }

  private let vocabulary: SAXVocabulary
  private let idle = Mutex(Idle())

  init(vocabulary: SAXVocabulary) { self.vocabulary = vocabulary }

  deinit { idle.withLock { $0.recorders.forEach(Self.free) } }

  func take() -> UnsafeMutablePointer<SAXRecorder> {
    if let waiting = idle.withLock({ $0.recorders.popLast() }) { return waiting }
    let fresh = UnsafeMutablePointer<SAXRecorder>.allocate(capacity: 1)
    fresh.initialize(to: SAXRecorder(vocabulary: vocabulary))
    return fresh
  }

  func giveBack(_ recorder: UnsafeMutablePointer<SAXRecorder>) {
    if recorder.pointee.isWorn { return Self.free(recorder) }
    idle.withLock { $0.recorders.append(recorder) }
  }

  private static func free(_ recorder: UnsafeMutablePointer<SAXRecorder>) {
    recorder.deinitialize(count: 1)
    recorder.deallocate()
  }
}
