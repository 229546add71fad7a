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
  /// Of those that are done, how many got no answer.
  package let failedTrials: Int
  package let plannedTrials: Int
  package let models: [String]
  package let variants: [String]
}

extension HistoryStore {
  /// The latest runs, the one that was begun last first.
  package func runs(limit: Int = 50) throws(HistoryFailure) -> [RunSummary] { try listing(limit: limit).values }

  /// The latest runs as far as they can be read.
  package func listing(limit: Int) throws(HistoryFailure) -> ReadableRows<RunSummary> {
    try read { try RunSummary.readable($0, "\(RunSummary.latestFirst) LIMIT ?", [max(0, limit)]) }
  }
}

extension RunSummary {
  static let columns =
    "runs.id, runs.suite, runs.started_at, runs.finished_at, runs.planned_trials, runs.plan,"
    + " (SELECT COUNT(*) FROM trials WHERE run = runs.key) AS done,"
    // Parsing every transcript would take long, and of a damaged one nobody knows.
    + " (SELECT COUNT(*) FROM trials WHERE run = runs.key AND instr(transcript, '\"failure\":') > 0"
    + " AND json_valid(transcript) AND json_type(transcript, '$.failure') IS NOT NULL) AS failed"

  /// The order of runs: as they were begun here, whatever the clock said. What was begun elsewhere (see ``Schema``) comes
  /// behind, by its clock, which is all that is known of it.
  static let latestFirst = "ORDER BY key > 0 DESC, CASE WHEN key > 0 THEN key END DESC, started_at DESC, key DESC"

  /// The runs that `clause` selects and orders, as far as they can be read.
  static func readable(
    _ db: Database, _ clause: String, _ arguments: StatementArguments = []
  ) throws -> ReadableRows<RunSummary> {
    try ReadableRows(rows(db, clause, arguments), RunSummary.init)
  }

  /// The runs that `clause` selects and orders, all of which are needed.
  static func fetch(_ db: Database, _ clause: String, _ arguments: StatementArguments) throws -> [RunSummary] {
    try rows(db, clause, arguments).map(RunSummary.init)
  }

  private static func rows(_ db: Database, _ clause: String, _ arguments: StatementArguments) throws -> [Row] {
    try Row.fetchAll(db, sql: "SELECT \(columns) FROM runs \(clause)", arguments: arguments)
  }

  /// From a row with ``columns``.
  init(_ row: Row) throws {
    let stored = StoredRow(row, "run")
    let plan = try stored.parse("plan") { (bytes) throws(DamagedRow) in try PlanParameters(stored: bytes) }
    self.init(
      id: try stored.text("id"), suite: try stored.text("suite"), startedAt: try stored.date("started_at"),
      finishedAt: try stored.optionalDate("finished_at"), doneTrials: try stored.int("done"),
      failedTrials: try stored.int("failed"), plannedTrials: try stored.int("planned_trials"),
      models: plan.models.map(\.name), variants: plan.variants)
  }

  init(_ run: StoredRun) {
    self.init(
      id: run.record.id, suite: run.record.suiteName, startedAt: run.record.startedAt,
      finishedAt: run.record.finishedAt, doneTrials: run.transcripts.count,
      failedTrials: run.transcripts.count { $0.failure != nil }, plannedTrials: run.plan.trialCount,
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
