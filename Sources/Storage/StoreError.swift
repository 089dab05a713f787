import GRDB

/// What can go wrong with the store; each case knows its one line for the user and its exit status.
package enum StoreError: Error, Sendable, Hashable {
  /// The folder or the file cannot be made.
  case cannotCreate(path: String, why: String)
  /// A copy of the store cannot be written to that file.
  case cannotCopy(path: String, why: String)
  /// The file is there but cannot be opened.
  case cannotOpen(path: String, why: String)
  /// A later version of the program has written the store; it was left as it was.
  case newerSchema(path: String)
  /// The file is a database of something else.
  case foreign(path: String)
  /// What stands at the file's place is a folder, a pipe or a device.
  case notAFile(path: String)
  /// Another program kept the store locked for longer than we wait.
  case busy(path: String)
  /// No room is left on the disk, or a quota is used up.
  case full(path: String)
  /// The folder or the file may not be written.
  case readOnlyFolder(path: String)
  /// The file that was opened is no longer the one at its place.
  case replaced(path: String)
  /// The file is damaged.
  case corrupt(path: String, why: String)
  /// Reading or writing failed.
  case io(path: String, why: String)
  /// A query that the store cannot run as it was asked.
  case unusable(what: String)

  /// One line that says what is wrong and what to do.
  package var message: String {
    switch self {
    case .cannotCreate(let path, let why):
      "cannot create the store at \(path): \(why); choose another folder with --data"
    case .cannotCopy(let path, let why):
      "cannot write a copy of the store to \(path): \(why); name another file"
    case .cannotOpen(let path, let why):
      "cannot open the store \(path): \(why); check who owns it and its permissions"
    case .newerSchema(let path):
      "the store \(path) was written by a newer version of tieup (its schema is unknown here); "
        + "update tieup, nothing was changed"
    case .foreign(let path):
      "\(path) is a database of another program; choose another folder with --data"
    case .notAFile(let path):
      "\(path) is no plain file: move it away, or choose another folder with --data"
    case .busy(let path):
      "the store \(path) is busy: another program keeps the database locked; try again later"
    case .full(let path):
      "no room to write the store \(path): free some space and run again; "
        + "what was stored before is kept"
    case .readOnlyFolder(let path):
      "the store \(path) cannot be written: the folder or the database file is read-only; "
        + "allow writing or choose another folder with --data"
    case .replaced(let path):
      "the store \(path) was taken away or replaced while this program had it open; start it again"
    case .corrupt(let path, let why):
      "the database \(path) is damaged (\(why)): put a backup in its place, or move the file away "
        + "and run again to build a new store (reviews are only in the old one)"
    case .io(let path, let why):
      "reading or writing the store \(path) failed: \(why); check the disk and its limits"
    case .unusable(let what):
      what
    }
  }

  /// The exit status of the contract (sysexits).
  package var exitStatus: Int32 {
    switch self {
    case .cannotCreate, .cannotCopy, .readOnlyFolder: 73
    case .cannotOpen, .full, .replaced, .corrupt, .io, .foreign, .notAFile: 74
    case .busy: 75
    case .newerSchema: 78
    case .unusable: 64
    }
  }

  /// Says what a failure inside the database means for the store at `path`.
  init(_ error: any Error, path: String) {
    if let known = error as? StoreError {
      self = known
      return
    }
    guard let error = error as? DatabaseError else {
      self =
        error is RowDecodingError
        ? .corrupt(path: path, why: "a row has a value of another kind than it should have")
        : .io(path: path, why: SystemFailure.reason(error))
      return
    }
    let why = Self.words(error.resultCode.primaryResultCode)
    switch error.resultCode.primaryResultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_READONLY: self = .readOnlyFolder(path: path)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_SCHEMA, .SQLITE_FORMAT, .SQLITE_CONSTRAINT:
      self = .corrupt(path: path, why: why)
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .cannotOpen(path: path, why: why)
    default: self = .io(path: path, why: why)
    }
  }

  /// What SQLite's codes mean here; its own words may hold SQL, which says nothing to a reader.
  private static func words(_ code: ResultCode) -> String {
    switch code {
    case .SQLITE_CORRUPT: "its pages contradict each other"
    case .SQLITE_NOTADB, .SQLITE_FORMAT: "it is no database"
    case .SQLITE_SCHEMA, .SQLITE_ERROR: "its tables are not what they should be"
    case .SQLITE_CONSTRAINT: "its rows contradict each other"
    case .SQLITE_CANTOPEN: "the file or one beside it cannot be opened"
    case .SQLITE_PERM, .SQLITE_AUTH: "permission denied"
    case .SQLITE_IOERR: "the disk reports an error"
    case .SQLITE_NOMEM: "no memory is left"
    case .SQLITE_TOOBIG: "a text is too long"
    case .SQLITE_INTERRUPT: "it was broken off"
    case .SQLITE_NOLFS: "the file is too large for the disk"
    case .SQLITE_PROTOCOL: "the file's locks do not work, as on some network disks"
    default: "SQLite's error \(code.rawValue)"
    }
  }
}
