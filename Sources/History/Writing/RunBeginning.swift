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
  /// - Parameter failed: numbers of trials that an endpoint failure left without an answer: their transcripts give way to
  ///   those of the next attempt.
  package func resume(_ runID: String, forgetting failed: [Int] = []) throws(HistoryFailure) -> RunRecorder {
    let key = try write { db in
      let key = try runKey(runID, in: db)
      try db.execute(sql: "UPDATE runs SET finished_at = NULL WHERE key = ?", arguments: [key])
      for number in failed {
        try db.execute(sql: "DELETE FROM trials WHERE run = ? AND number = ?", arguments: [key, number])
      }
      return key
    }
    return RunRecorder(store: self, runID: runID, run: key)
  }

  private func requireNew(_ id: String, in db: Database) throws {
    guard try Int.fetchOne(db, sql: "SELECT 1 FROM runs WHERE id = ?", arguments: [id]) == nil else {
      throw HistoryFailure(
        .doubledRun, "expected a new run, found '\(id)' in the history '\(path)' already",
        fix: "go on with it: toolsight run --resume \(id)")
    }
  }

  /// Keeps a run without its trials; the key of its row.
  func insert(
    _ run: RunRecord, _ parameters: PlanParameters, sources: [SourceFile], toolSets: [(variant: String, ToolSet)],
    into db: Database
  ) throws -> Int64 {
    let key = try insert(run, parameters, into: db)
    for (position, source) in sources.enumerated() {
      let digest = try keep(redaction(source.bytes), in: db)
      try db.execute(
        sql: "INSERT INTO sources (run, position, path, digest) VALUES (?, ?, ?, ?)",
        arguments: [key, position, redaction(source.path), digest])
    }
    for (position, (variant, toolSet)) in toolSets.enumerated() {
      let digest = try keep(toolSet.stored(redaction).utf8Bytes, in: db)
      try db.execute(
        sql: "INSERT INTO variants (run, position, name, digest) VALUES (?, ?, ?, ?)",
        arguments: [key, position, redaction(variant), digest])
    }
    return key
  }

  private func insert(_ run: RunRecord, _ parameters: PlanParameters, into db: Database) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO runs (id, suite, suite_path, started_at, finished_at, planned_trials, toolsight_version, git_commit,
          git_dirty, conditions, plan) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
