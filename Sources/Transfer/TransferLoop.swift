internal import Glibc
internal import Synchronization

/// How a loop treats all of its transfers.
package struct TransferOptions: Sendable, Hashable {
  /// The most transfers at a time.
  package var concurrency = 32
  /// The most transfers at a time to one host.
  package var perHost = 2
  /// Whether only public addresses are connected to; then no proxy of the environment is used.
  package var guardsAddresses = true

  /// Creates the usual options.
  package init() {}
}

/// One thread that does all transfers; its face is `response(to:)`.
///
/// Any thread may put a request or a cancellation into the inbox; everything else of libcurl
/// happens on the loop's own thread. It ends when this object goes away, or with `stop`.
package final class TransferLoop: Sendable {
  private let core: LoopCore

  /// Starts the thread.
  package init(_ options: TransferOptions = TransferOptions()) throws(TransferError) {
    core = LoopCore(options, try CurlMulti(options))
    try core.start()
  }

  deinit { core.stop() }

  /// Answers all that is under way with `cancelled`, and everything later too.
  package func stop() { core.stop() }

  /// Does one transfer; ends at once, with `cancelled`, when the task is cancelled.
  package func response(to request: TransferRequest) async throws(TransferError)
    -> TransferResponse
  {
    if let field = request.headers.first(where: { !$0.isSendable }) {
      throw .malformedRequest("the \(field.name) header holds a control character")
    }
    guard !request.url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
      throw .malformedRequest("the address holds a space or a control character")
    }
    let id = core.newID()
    return try await withTaskCancellationHandler {
      await withCheckedContinuation { core.submit(.init(id: id, request: request, answer: $0)) }
    } onCancel: {
      core.cancel(id)
    }.get()
  }
}

private typealias Answer = Result<TransferResponse, TransferError>

/// A request with the continuation that waits for its answer.
private struct Job: Sendable {
  let id: UInt64
  let request: TransferRequest
  let answer: CheckedContinuation<Answer, Never>
}

/// What the loop's face and its thread share.
private final class LoopCore: Sendable {
  private struct Inbox {
    var jobs: [Job] = []
    var cancelled: [UInt64] = []
    var isStopped = false
    /// The multi handle is gone and must not be woken any more.
    var isClosed = false
  }

  private let options: TransferOptions
  private let multi: CurlMulti
  private let inbox = Mutex(Inbox())
  private let lastID = Atomic<UInt64>(0)

  init(_ options: TransferOptions, _ multi: CurlMulti) {
    var options = options
    options.concurrency = DescriptorLimit.transfers(options.concurrency)
    (self.options, self.multi) = (options, multi)
  }

  func newID() -> UInt64 { lastID.wrappingAdd(1, ordering: .relaxed).newValue }

  func start() throws(TransferError) {
    var thread = pthread_t()
    let mine = Unmanaged.passRetained(self)
    let status = pthread_create(
      &thread,
      nil,
      { context in
        guard let context else { return nil }
        let core = Unmanaged<LoopCore>.fromOpaque(context).takeRetainedValue()
        core.run()
        return nil
      },
      mine.toOpaque()
    )
    guard status == 0 else {
      mine.release()
      multi.close()
      throw .unequipped("no thread for the transfers; 'ulimit -u' may be too low")
    }
    pthread_detach(thread)
  }

  func submit(_ job: Job) {
    let isRefused = inbox.withLock { inbox in
      // The cancellation handler may have run, and its mark been swept, before this line; and
      // after `stop` nobody would ever look here again.
      if Task.isCancelled || inbox.isStopped { return true }
      inbox.jobs.append(job)
      multi.wake()
      return false
    }
    if isRefused { job.answer.resume(returning: .failure(.cancelled)) }
  }

  func cancel(_ id: UInt64) {
    inbox.withLock { inbox in
      guard !inbox.isClosed else { return }
      inbox.cancelled.append(id)
      multi.wake()
    }
  }

  func stop() {
    inbox.withLock { inbox in
      guard !inbox.isClosed else { return }
      inbox.isStopped = true
      multi.wake()
    }
  }

  /// The thread's whole life.
  private func run() {
    var queue = HostQueue<Job>(most: options.concurrency, mostPerHost: options.perHost)
    var running: [UInt64: (host: String, job: Job)] = [:]

    while true {
      let (jobs, cancelled, isStopped) = inbox.withLock { inbox in
        defer { (inbox.jobs, inbox.cancelled) = ([], []) }
        return (inbox.jobs, inbox.cancelled, inbox.isStopped)
      }
      for job in jobs { queue.append(job, host: Origin(job.request.url)?.host ?? "") }
      if isStopped { break }
      for id in cancelled {
        if multi.drop(id: id), let (host, job) = running.removeValue(forKey: id) {
          queue.ended(host: host)
          job.answer.resume(returning: .failure(.cancelled))
        } else if let job = queue.remove(where: { $0.id == id }) {
          job.answer.resume(returning: .failure(.cancelled))
        }
      }
      while let (host, job) = queue.next() {
        do throws(TransferError) {
          try multi.start(job.request, id: job.id)
          running[job.id] = (host, job)
        } catch {
          queue.ended(host: host)
          job.answer.resume(returning: .failure(error))
        }
      }
      let ended = multi.perform()
      for (id, result) in ended {
        guard let (host, job) = running.removeValue(forKey: id) else { continue }
        queue.ended(host: host)
        job.answer.resume(returning: result)
      }
      // Where something ended, something else may start, so there is no waiting.
      if ended.isEmpty { multi.wait() }
    }

    inbox.withLock { $0.isClosed = true }
    multi.close()
    for job in queue.removeAll() + running.values.map(\.job) {
      job.answer.resume(returning: .failure(.cancelled))
    }
  }
}
