import CMalloc
import Dispatch
import Foundation
import Glibc
import Synchronization

/// The process's own manners: what must be set before anything else happens.
enum Startup {
  /// Makes a closed pipe and a file-size limit errors instead of deaths, and fills descriptors 0
  /// to 2 where they were closed, so that the store's file can never take their numbers.
  static func prepare() {
    // Heard and passed over: what is ignored would be ignored by the programs that we start, too.
    for number in [SIGPIPE, SIGXFSZ] { signal(number) { _ in } }
    // With an arena a thread, each would keep what the largest of its feeds once needed.
    _ = mallopt(M_ARENA_MAX, 1)
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
      // Nothing can be written to what stands for standard output, so that a command whose output
      // is lost says so, and does not take for delivered what nobody saw.
      let standIn =
        descriptor == 1
        ? FileHandle(forReadingAtPath: "/dev/null") : FileHandle(forUpdatingAtPath: "/dev/null")
      held.withLock { $0.append(standIn) }
    }
    requireDescriptors()
  }

  /// With fewer threads to start than this, the runtime waits for one more for ever.
  private static let fewestThreads = 8

  /// Throws where too few threads can be started for a command that waits for others.
  static func requireThreads() throws(Failure) {
    let (begun, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    for _ in 0..<fewestThreads {
      Thread.detachNewThread {
        begun.signal()
        mayEnd.wait()
      }
    }
    let limit = DispatchTime.now() + .seconds(5)
    let isEnough = (0..<fewestThreads).allSatisfy { _ in begun.wait(timeout: limit) == .success }
    for _ in 0..<fewestThreads { mayEnd.signal() }
    guard !isEnough else { return }
    throw Failure(
      "no more threads can be started; 'ulimit -u' and the system allow too few",
      .tryAgain
    )
  }

  /// With fewer descriptors to open than this, the runtime's own threads end the process.
  private static let fewestDescriptors = 20

  private static func requireDescriptors() {
    var probes: [FileHandle] = []
    while probes.count < fewestDescriptors,
      let probe = FileHandle(forReadingAtPath: "/dev/null")
    {
      probes.append(probe)
    }
    let count = probes.count
    for probe in probes { try? probe.close() }
    guard count < fewestDescriptors else { return }
    StandardError.complain("too few files may be open at once; 'ulimit -n 256' allows enough")
    end(Failure.Status.tryAgain.rawValue)
  }

  /// Ends the process without running what other threads may still have in hand.
  static func end(_ status: Int32) -> Never { exit(status) }

  /// What keeps the stand-ins for closed descriptors open until the end.
  private static let held = Mutex<[FileHandle?]>([])
}
