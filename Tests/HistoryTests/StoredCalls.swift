import EvalCore
import GRDB

@testable import History

/// What a run has kept so far, for tests that end it early: the product asks for whole runs.
extension HistoryStore {
  /// The numbers of the trials that need not be asked again.
  func completedTrials(_ runID: String) throws(HistoryFailure) -> Set<Int> {
    try read { db in
      try Int.fetchSet(db, sql: "SELECT number FROM trials WHERE run = ?", arguments: [try runKey(runID, in: db)])
    }
  }

  /// What the embedded server logged during a run, in its order, as far as it can be read.
  func callLog(_ runID: String) throws(HistoryFailure) -> [CallLogEntry] {
    try read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT key AS id, entry FROM calls WHERE run = ? ORDER BY key", arguments: [try runKey(runID, in: db)]
      )
      return try ReadableRows(rows) { row in
        try StoredRow(row, "call").parse("entry") { bytes throws(DamagedRow) in try CallLogEntry(stored: bytes) }
      }.values
    }
  }
}
