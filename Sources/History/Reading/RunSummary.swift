import EvalCore
package import Foundation
import GRDB

/// One line of the list of runs.
package struct RunSummary: Sendable, Hashable {
  package let id: String
  package let suite: String
  package let startedAt: Date
  /// Nil where the run goes on, or was killed.
  package let finishedAt: Date?
  package let doneTrials: Int
  package let plannedTrials: Int
  package let models: [String]
  package let variants: [String]
}

extension HistoryStore {
  /// The latest runs, the last started first.
  package func runs(limit: Int = 50) throws(HistoryFailure) -> [RunSummary] {
    try read { try RunSummary.fetch($0, "ORDER BY started_at DESC, key DESC LIMIT ?", [max(0, limit)]) }
  }
}

extension RunSummary {
  /// The runs that `clause` selects and orders.
  static func fetch(_ db: Database, _ clause: String, _ arguments: StatementArguments) throws -> [RunSummary] {
    let columns = "id, suite, started_at, finished_at, planned_trials, plan"
    let done = "(SELECT COUNT(*) FROM trials WHERE run = runs.key) AS done"
    return try Row.fetchAll(db, sql: "SELECT \(columns), \(done) FROM runs \(clause)", arguments: arguments)
      .map(RunSummary.init)
  }

  private init(_ row: Row) throws {
    let stored = StoredRow(row, "run")
    let plan = try stored.parse("plan") { (bytes) throws(DamagedRow) in try PlanParameters(stored: bytes) }
    self.init(
      id: try stored.text("id"), suite: try stored.text("suite"), startedAt: try stored.date("started_at"),
      finishedAt: try stored.optionalDate("finished_at"), doneTrials: try stored.int("done"),
      plannedTrials: try stored.int("planned_trials"), models: plan.models.map(\.name), variants: plan.variants)
  }
}
