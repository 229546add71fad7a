import EvalCore
import GRDB
import OrderedJSON

extension HistoryStore {
  /// Bytes that are gathered before they are handed on.
  private static let pieceSize = 64 << 10

  /// Writes a run as an export: JSON Lines without the call log, secrets taken out as in all that is stored. A trial that
  /// cannot be read, or is none of the run's plan, is left out.
  ///
  /// - Parameters:
  ///   - runID: As ``load(_:)-(String)`` takes it.
  ///   - baseline: What to call the run in the file; a baseline of this run.
  ///   - sink: Gets the file piece by piece; must not use the history.
  /// - Returns: what was left out.
  /// - Throws: ``HistoryFailure``, or what `sink` throws.
  @discardableResult
  package func export(
    _ runID: String, as baseline: BaselineSummary? = nil, to sink: ([UInt8]) throws -> Void
  ) throws -> [StoredDamage] {
    precondition(baseline.map { $0.run.id == runID } ?? true, "a run is exported as a baseline of its own")
    var refusal: (any Error)?
    do throws(HistoryFailure) {
      return try read { db in
        let key = try runKey(runID, in: db)
        return try write(key, as: baseline, from: db) { piece in
          do { try sink(piece) } catch {
            refusal = error
            throw error
          }
        }
      }
    } catch {
      throw refusal ?? error
    }
  }

  private func write(
    _ key: Int64, as baseline: BaselineSummary?, from db: Database, to sink: ([UInt8]) throws -> Void
  ) throws -> [StoredDamage] {
    let run = try beginning(of: key, in: db)
    // Its header says which tools every variant showed; other damages are left out of the file, and told.
    if let damage = run.damages.first(where: \.isToolSet) { throw DamagedRow(damage.description) }
    let header = try ExportHeader(run, baseline: baseline)
    var planned = header.planned
    var lines = try ExportLines(header, redaction)
    let damagedTrials = try eachTranscript(of: key, in: db) { transcript in
      try planned.admit(transcript.trial)
      // That the file becomes too long is no damage of the trial.
      do throws(DamagedRow) { try lines.append(transcript, redaction) } catch {
        throw HistoryFailure.damaged(error, at: path)
      }
      if lines.bytes.count >= Self.pieceSize { try sink(lines.takeBytes()) }
    }
    try lines.end()
    try sink(lines.takeBytes())
    return run.damages + damagedTrials
  }

  /// Keeps a run that was exported elsewhere, under its own id.
  ///
  /// - Returns: Whether it was new; a run that is there already, with the same content, is left as it is.
  @discardableResult
  package func importRun(_ run: StoredRun) throws(HistoryFailure) -> Bool {
    try write { db in
      if let key = try Int64.fetchOne(db, sql: "SELECT key FROM runs WHERE id = ?", arguments: [run.record.id]) {
        let isSame = try storedRun(key, in: db).digest(redaction) == run.digest(redaction)
        guard isSame else { throw HistoryFailure.otherContent(run.record.id, in: path) }
        return false
      }
      let toolSets = run.variants.map { (variant: $0.name, $0.toolSet) }
      let key = try insert(run.record, run.plan, sources: run.sources, toolSets: toolSets, isImported: true, into: db)
      let insert = try db.cachedStatement(sql: "INSERT INTO trials (run, number, transcript) VALUES (?, ?, ?)")
      for transcript in run.transcripts {
        try insert.execute(arguments: [key, transcript.trial.number, transcript.stored(redaction).compact])
      }
      return true
    }
  }
}

extension HistoryFailure {
  fileprivate static func otherContent(_ id: String, in path: String) -> HistoryFailure {
    HistoryFailure(
      .otherContent,
      "expected run \(id) as the history '\(path)' has it, found other content under the same id",
      fix: "one of the two was resumed or changed: import it into another history with --history FILE")
  }
}
