internal import Glibc

/// How many transfers a process may have under way without running out of file descriptors.
///
/// A transfer that fails for want of one would count against a server that did nothing wrong.
enum DescriptorLimit {
  /// What the rest of the program needs: the store, its journals, standard streams, pipes.
  private static let others = 32
  /// A connection, and while its host's name is looked up a pair of sockets and a file.
  private static let perTransfer = 4

  /// `wanted` transfers, or as many as the process has descriptors for, at least one.
  static func transfers(_ wanted: Int) -> Int {
    transfers(wanted, descriptors: descriptors(wanted * perTransfer + others))
  }

  /// The same for a known number of descriptors.
  static func transfers(_ wanted: Int, descriptors: Int) -> Int {
    max(1, min(wanted, (descriptors - others) / perTransfer))
  }

  /// How many descriptors the process may have; a soft limit below `needed` is raised as far as
  /// the hard one lets it.
  private static func descriptors(_ needed: Int) -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 256 }
    if limit.rlim_cur < UInt(needed), limit.rlim_cur < limit.rlim_max {
      var raised = limit
      raised.rlim_cur = min(UInt(needed), limit.rlim_max)
      if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
    }
    return Int(clamping: limit.rlim_cur)
  }
}
