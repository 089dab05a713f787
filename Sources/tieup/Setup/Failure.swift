/// An end of a command that the user is told of: one line, and an exit status of sysexits.
struct Failure: Error, Sendable, Equatable {
  /// What went wrong and what to do about it, one line.
  var message: String
  /// The exit status of the contract.
  var status: Status

  /// The exit statuses that the contract names (sysexits.h).
  enum Status: Int32, Sendable {
    case usage = 64
    case badInput = 65
    case noInput = 66
    case unreachable = 69
    case defect = 70
    case cannotCreate = 73
    case inputOutput = 74
    case tryAgain = 75
    case configuration = 78
  }

  init(_ message: String, _ status: Status) { (self.message, self.status) = (message, status) }
}
