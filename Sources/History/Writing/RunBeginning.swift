package import EvalCore
import Foundation
import GRDB
import OrderedJSON

extension HistoryStore {
  /// Keeps all that is known before the first trial, and gives the recorder for what follows.
  ///
  /// - Parameter shard: Which part of its suite's cases the plan is; nil where it is no such part.
  /// - Precondition: `run` has the plan's seed and repeats.
  package func begin(
    _ run: RunRecord, suite: Suite, plan: Plan, shard: PlanParameters.Shard? = nil
  ) throws(HistoryFailure) -> RunRecorder {
    precondition(run.seed == plan.seed && run.repeats == plan.repeats, "a run has the seed and the repeats of its plan")
    let parameters = PlanParameters(plan, of: suite, shard: shard)
    let key = try write { db in
      try requireNew(run.id, in: db)
      return try insert(
        run, parameters, sources: suite.sources, toolSets: suite.variants.map { ($0.name, $0.toolSet) }, into: db)
    }
    return RunRecorder(store: self, runID: run.id, run: key)
  }

  /// A recorder that goes on with a run that was begun before; the run counts as unfinished again.
  ///
  /// - Parameters:
  ///   - failed: numbers of trials that were left without an answer that can be read: their transcripts give way to those of
  ///     the next attempt.
  ///   - today: the suite that it is gone on with, which asks the same and may expect something else; nil where it is the
  ///     same.
  package func resume(
    _ runID: String, forgetting failed: [Int] = [], by today: (suite: Suite, plan: Plan)? = nil
  ) throws(HistoryFailure) -> RunRecorder {
    let key = try write { db in
      let key = try runKey(runID, in: db)
      try db.execute(sql: "UPDATE runs SET finished_at = NULL WHERE key = ?", arguments: [key])
      if let today { try keep(today.suite, today.plan, of: key, in: db) }
      for number in failed {
        try db.execute(sql: "DELETE FROM trials WHERE run = ? AND number = ?", arguments: [key, number])
      }
      return key
    }
    return RunRecorder(store: self, runID: runID, run: key)
  }

  /// Keeps what is expected of a run's questions today in place of what was expected when it began.
  private func keep(_ suite: Suite, _ plan: Plan, of run: Int64, in db: Database) throws {
    let before = try storedPlan(run, in: db)
    try db.execute(
      sql: "UPDATE runs SET plan = ?, conditions = ? WHERE key = ?",
      arguments: [
        PlanParameters(plan, of: suite, shard: before.shard).stored(redaction).compact, Conditions(suite).digest, run,
      ])
    try db.execute(sql: "DELETE FROM sources WHERE run = ?", arguments: [run])
    try insert(suite.sources, of: run, into: db)
  }

  private func requireNew(_ id: String, in db: Database) throws {
    guard try Int.fetchOne(db, sql: "SELECT 1 FROM runs WHERE id = ?", arguments: [id]) == nil else {
      throw HistoryFailure(
        .doubledRun, "expected a new run, found '\(id)' in the history '\(path)' already",
        fix: "resume it: toolsight run --resume \(id)")
    }
  }

  /// Keeps a run without its trials; the key of its row.
  func insert(
    _ run: RunRecord, _ parameters: PlanParameters, sources: [SourceFile], toolSets: [(variant: String, ToolSet)],
    isImported: Bool = false, into db: Database
  ) throws -> Int64 {
    let key = try insert(run, parameters, isImported: isImported, into: db)
    try insert(sources, of: key, into: db)
    for (position, (variant, toolSet)) in toolSets.enumerated() {
      let digest = try keep(toolSet.stored(redaction).utf8Bytes, in: db)
      try db.execute(
        sql: "INSERT INTO variants (run, position, name, digest) VALUES (?, ?, ?, ?)",
        arguments: [key, position, redaction(variant), digest])
    }
    return key
  }

  private func insert(_ sources: [SourceFile], of run: Int64, into db: Database) throws {
    for (position, source) in sources.enumerated() {
      let digest = try keep(redaction(source.bytes), in: db)
      try db.execute(
        sql: "INSERT INTO sources (run, position, path, digest) VALUES (?, ?, ?, ?)",
        arguments: [run, position, redaction(source.path), digest])
    }
  }

  /// The next key of those that count the runs of this file, or of those that do not; see ``Schema``.
  private static func nextKey(isImported: Bool) -> String {
    isImported
      ? "(SELECT min(0, ifnull(min(key), 0)) - 1 FROM runs)" : "(SELECT max(0, ifnull(max(key), 0)) + 1 FROM runs)"
  }

  private func insert(
    _ run: RunRecord, _ parameters: PlanParameters, isImported: Bool, into db: Database
  ) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO runs (key, id, suite, suite_path, started_at, finished_at, planned_trials, toolsight_version, git_commit,
          git_dirty, conditions, plan) VALUES (\(Self.nextKey(isImported: isImported)), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        run.id, redaction(run.suiteName), redaction(run.suitePath), Timestamp.text(run.startedAt),
        run.finishedAt.map(Timestamp.text), parameters.trialCount, redaction(run.toolsightVersion), run.git?.commit,
        run.git?.dirty, run.conditions, parameters.stored(redaction).compact,
      ])
    return db.lastInsertedRowID
  }

  /// Keeps content under its digest, once for all runs.
  private func keep(_ bytes: [UInt8], in db: Database) throws -> String {
    let digest = ContentDigest.sha256(bytes)
    try db.execute(sql: "INSERT OR IGNORE INTO blobs (digest, bytes) VALUES (?, ?)", arguments: [digest, Data(bytes)])
    return digest
  }
}
