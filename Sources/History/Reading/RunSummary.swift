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
  static let columns =
    "runs.id, runs.suite, runs.started_at, runs.finished_at, runs.planned_trials, runs.plan,"
    + " (SELECT COUNT(*) FROM trials WHERE run = runs.key) AS done"

  /// The runs that `clause` selects and orders.
  static func fetch(_ db: Database, _ clause: String, _ arguments: StatementArguments) throws -> [RunSummary] {
    try Row.fetchAll(db, sql: "SELECT \(columns) FROM runs \(clause)", arguments: arguments).map(RunSummary.init)
  }

  /// From a row with ``columns``.
  init(_ row: Row) throws {
    let stored = StoredRow(row, "run")
    let plan = try stored.parse("plan") { (bytes) throws(DamagedRow) in try PlanParameters(stored: bytes) }
    self.init(
      id: try stored.text("id"), suite: try stored.text("suite"), startedAt: try stored.date("started_at"),
      finishedAt: try stored.optionalDate("finished_at"), doneTrials: try stored.int("done"),
      plannedTrials: try stored.int("planned_trials"), models: plan.models.map(\.name), variants: plan.variants)
  }

  init(_ run: StoredRun) {
    self.init(
      id: run.record.id, suite: run.record.suiteName, startedAt: run.record.startedAt,
      finishedAt: run.record.finishedAt, doneTrials: run.transcripts.count, plannedTrials: run.plan.trialCount,
      models: run.plan.models.map(\.name), variants: run.plan.variants)
  }

  /// For a list of runs in a message.
  var naming: String { "\(id) ('\(suite)', \(Timestamp.text(startedAt)))" }

  func require(_ variant: String) throws(HistoryFailure) {
    guard variants.contains(variant) else {
      throw HistoryFailure(
        .unknownVariant,
        "expected a variant of run \(id), which has \(variants.map(\.quoted).joined(separator: ", ")),"
          + " found \(variant.quoted)",
        fix: "write one of them, as in \(id):\(variants.first ?? "VARIANT")")
    }
  }
}
