import GRDB

/// Why the history could not be used, and what the operator can do about it.
package struct HistoryFailure: Error, Sendable, Hashable {
  package enum Code: String, Sendable, CaseIterable {
    case cannotOpen, notADatabase, notAHistory, newerSchema
    case full, locked, readOnly, damaged, database
    case unknownRun, ambiguousRun, doubledRun, doubledTrial
    case unfitName, unknownBaseline, ambiguousBaseline, doubledBaseline, unknownVariant
    case noExport, brokenExport, otherContent

    /// Whether what was asked for is to mend (a name, a file that was named), rather than the history or its disk.
    package var concernsTheRequest: Bool {
      switch self {
      case .unknownRun, .ambiguousRun, .unfitName, .unknownBaseline, .ambiguousBaseline, .doubledBaseline,
        .unknownVariant, .noExport, .brokenExport, .otherContent:
        true
      case .cannotOpen, .notADatabase, .notAHistory, .newerSchema, .full, .locked, .readOnly, .damaged, .database,
        .doubledRun, .doubledTrial:
        false
      }
    }
  }

  package let code: Code
  /// What was expected and what was found: lower case, no full stop, the user's words in single quotes.
  package let message: String
  /// What to do, or to type.
  package let fix: String

  init(_ code: Code, _ message: String, fix: String) {
    self.code = code
    self.message = message
    self.fix = fix
  }
}

extension HistoryFailure: CustomStringConvertible {
  /// The message, and the fix on a line of its own.
  package var description: String { "\(message)\n  fix: \(fix)" }
}

extension HistoryFailure {
  /// What an error that came out of SQLite, or out of one of our own closures inside it, means for the file at `path`.
  init(_ error: any Error, at path: String) {
    switch error {
    case let failure as HistoryFailure: self = failure
    case let row as DamagedRow: self = .damaged(row, at: path)
    case let error as DatabaseError: self = .sqlite(error, at: path)
    default:
      self.init(.database, "cannot use the history '\(path)': \(error)", fix: "try another file with --history FILE")
    }
  }

  static func damaged(_ row: DamagedRow, at path: String) -> HistoryFailure {
    HistoryFailure(
      .damaged, "the history '\(path)' holds \(row)", fix: "restore the file, or name another with --history FILE")
  }

  private static func sqlite(_ error: DatabaseError, at path: String) -> HistoryFailure {
    let said = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_NOTADB:
      return HistoryFailure(
        .notADatabase, "expected a SQLite database at '\(path)', found another kind of file",
        fix: "name another file with --history FILE, or move this one away")
    case .SQLITE_FULL:
      return HistoryFailure(
        .full, "no room left for the history '\(path)': \(said)",
        fix: "free some space, then resume with toolsight run --resume RUN; what was recorded is kept")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return HistoryFailure(
        .locked, "the history '\(path)' stayed locked by another process: \(said)",
        fix: "wait until the other process ends, or name another file with --history FILE")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      return HistoryFailure(
        .readOnly, "expected to write to the history '\(path)', found it read-only: \(said)",
        fix: "allow writing to the file and its folder, or name another file with --history FILE")
    case .SQLITE_CANTOPEN:
      return HistoryFailure(
        .cannotOpen, "cannot open the history '\(path)': \(said)",
        fix: "check that its folder can be written to, or name another file with --history FILE")
    case .SQLITE_CORRUPT:
      return .damaged(DamagedRow("pages that SQLite cannot read (\(said))"), at: path)
    default:
      return HistoryFailure(
        .database, "cannot use the history '\(path)': \(said)",
        fix: "check the disk, or name another file with --history FILE")
    }
  }
}

/// Something stored that cannot be read back: what stands where.
struct DamagedRow: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// The same, with where it stands.
  func found(in context: String) -> DamagedRow { DamagedRow("\(context) with \(description)") }
}
