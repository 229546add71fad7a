package import EvalCore
import Foundation
import GRDB
import OrderedJSON

/// A run as it was kept: its suite is read again from ``sources``, and its plan made again from ``plan``.
package struct StoredRun: Sendable {
  package let record: RunRecord
  /// The files of the suite, in the order in which they were read.
  package let sources: [SourceFile]
  /// What each variant served; the first is the control. One that is damaged is not there.
  package let variants: [StoredVariant]
  package let plan: PlanParameters
  /// By the trial's number; one that is damaged is not there.
  package internal(set) var transcripts: [Transcript] = []
  package internal(set) var damages: [StoredDamage] = []
}

/// A variant's tool set in full, and the name of its content.
package struct StoredVariant: Sendable, Hashable {
  package let name: String
  package let digest: String
  package let toolSet: ToolSet
}

extension HistoryStore {
  /// All that was kept of a run and can be read: a damaged transcript or tool set costs no more than itself.
  ///
  /// - Parameter runID: As ``resolve(_:)`` gives it.
  package func load(_ runID: String) throws(HistoryFailure) -> StoredRun {
    try read { try storedRun(runKey(runID, in: $0), in: $0) }
  }

  func storedRun(_ key: Int64, in db: Database) throws -> StoredRun {
    var run = try beginning(of: key, in: db)
    run.damages += try eachTranscript(of: key, in: db) { run.transcripts.append($0) }
    return run
  }

  /// All of a run but its transcripts.
  func beginning(of key: Int64, in db: Database) throws -> StoredRun {
    let (record, plan) = try record(key, in: db)
    let variants = try variants(key, in: db)
    return StoredRun(
      record: record, sources: try sources(key, in: db), variants: variants.values, plan: plan,
      damages: variants.damages)
  }

  func storedPlan(_ key: Int64, in db: Database) throws -> PlanParameters { try record(key, in: db).1 }

  private func record(_ key: Int64, in db: Database) throws -> (RunRecord, PlanParameters) {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM runs WHERE key = ?", arguments: [key]) else {
      throw DamagedRow("a run that vanished while it was read")
    }
    let stored = StoredRow(row, "run")
    let plan = try stored.parse("plan") { (bytes) throws(DamagedRow) in try PlanParameters(stored: bytes) }
    let git = try stored.optional("git_commit", String.self).map { commit in
      RunRecord.GitState(commit: commit, dirty: try stored.required("git_dirty", Bool.self))
    }
    let record = RunRecord(
      id: try stored.text("id"), suiteName: try stored.text("suite"), suitePath: try stored.text("suite_path"),
      startedAt: try stored.date("started_at"), finishedAt: try stored.optionalDate("finished_at"), seed: plan.seed,
      repeats: plan.repeats, toolsightVersion: try stored.text("toolsight_version"), git: git,
      conditions: try stored.text("conditions"))
    return (record, plan)
  }

  private func sources(_ key: Int64, in db: Database) throws -> [SourceFile] {
    try Row.fetchAll(db, sql: Self.selectFiles("path", from: "sources"), arguments: [key]).map { row in
      let (path, _, bytes) = try Self.file(row, "source file")
      return SourceFile(path: path, bytes: bytes)
    }
  }

  private func variants(_ key: Int64, in db: Database) throws -> ReadableRows<StoredVariant> {
    let rows = try Row.fetchAll(db, sql: Self.selectFiles("name", from: "variants"), arguments: [key])
    return try ReadableRows(rows, areToolSets: true) { row in
      let (name, digest, bytes) = try Self.file(row, "tool set")
      do {
        return StoredVariant(name: name, digest: digest, toolSet: try ToolSet(stored: bytes))
      } catch let error as DamagedRow {
        throw error.found(in: "a tool set '\(name)'")
      }
    }
  }

  private static func selectFiles(_ name: String, from table: String) -> String {
    "SELECT \(name) AS id, digest, bytes FROM \(table) JOIN blobs USING (digest) WHERE run = ? ORDER BY position"
  }

  /// A file whose content still has its digest.
  private static func file(_ row: Row, _ kind: String) throws -> (name: String, digest: String, bytes: [UInt8]) {
    let stored = StoredRow(row, kind)
    let bytes = Array(try stored.required("bytes", Data.self))
    let digest = try stored.text("digest")
    let name = try stored.text("id")
    guard ContentDigest.sha256(bytes) == digest else {
      throw DamagedRow("a \(kind) '\(name)' whose content is not the one that was stored")
    }
    return (name, digest, bytes)
  }

  /// The transcripts of a run one after the other, by the trial's number.
  ///
  /// - Parameter body: may throw a ``DamagedRow`` of its own.
  /// - Returns: those that it did not get or did not take, which cost the others nothing.
  func eachTranscript(
    of key: Int64, in db: Database, _ body: (Transcript) throws -> Void
  ) throws -> [StoredDamage] {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT number AS id, transcript FROM trials WHERE run = ? ORDER BY number", arguments: [key])
    var damages: [StoredDamage] = []
    while let row = try rows.next() {
      do {
        try body(Self.transcript(row))
      } catch let damage as DamagedRow {
        damages.append(StoredDamage(damage, trial: try? StoredRow(row, "trial").int("id")))
      }
    }
    return damages
  }

  private static func transcript(_ row: Row) throws(DamagedRow) -> Transcript {
    let stored = StoredRow(row, "trial")
    let transcript = try stored.parse("transcript") { (bytes) throws(DamagedRow) in try Transcript(stored: bytes) }
    guard transcript.trial.number == (try stored.int("id")) else {
      throw DamagedRow("a transcript of trial \(transcript.trial.number) in the place of another")
    }
    return transcript
  }
}
