import GRDB

/// All that one transaction writes.
struct WriteBatch {
  let changes: [Change]
  let entries: [CallLogRow]

  /// Writes the entries and then the changes, whose outcomes it gives one for one; throws where nothing can be kept.
  func write(to db: Database, run: Int64, id: String) throws -> [Result<Void, HistoryFailure>] {
    if !entries.isEmpty {
      let insert = try db.cachedStatement(sql: "INSERT INTO calls (run, trial, entry) VALUES (?, ?, ?)")
      for entry in entries { try insert.execute(arguments: [run, entry.trial, entry.entry]) }
    }
    return try changes.map { try write($0.kind, to: db, run: run, id: id) }
  }

  private func write(
    _ change: Change.Kind, to db: Database, run: Int64, id: String
  ) throws -> Result<Void, HistoryFailure> {
    switch change {
    case .nothing: break
    case .finish(let at):
      try db.execute(sql: "UPDATE runs SET finished_at = ? WHERE key = ?", arguments: [at, run])
    case .trial(let number, let transcript):
      let insert = try db.cachedStatement(sql: "INSERT INTO trials (run, number, transcript) VALUES (?, ?, ?)")
      do {
        try insert.execute(arguments: [run, number, transcript])
      } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_PRIMARYKEY {
        // One trial too many must not cost the others of the batch their place.
        return .failure(.doubledTrial(number, of: id))
      }
    }
    return .success(())
  }
}

/// Something that a task waits for to be committed.
struct Change {
  enum Kind {
    case trial(number: Int, transcript: String)
    case finish(String)
    /// Only that all before it is committed.
    case nothing
  }

  let kind: Kind
  let done: CheckedContinuation<Result<Void, HistoryFailure>, Never>
}

/// A row of the call log.
struct CallLogRow {
  let trial: Int?
  let entry: String
}

extension HistoryFailure {
  fileprivate static func doubledTrial(_ number: Int, of run: String) -> HistoryFailure {
    HistoryFailure(
      .doubledTrial, "expected trial \(number) of run '\(run)' once, found it recorded already",
      fix: "let one process at a time resume a run; the first transcript is kept")
  }
}
