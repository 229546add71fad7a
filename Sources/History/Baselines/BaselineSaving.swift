import EvalCore
package import Foundation
import GRDB

extension HistoryStore {
  /// Gives a run a name, which it has until the name is removed or given to another run of its suite.
  ///
  /// - Parameters:
  ///   - runID: As ``load(_:)-(String)`` takes it.
  ///   - variant: The only variant that is meant; nil for the whole run.
  ///   - replacing: Whether a run that has the name gives it up.
  @discardableResult
  package func saveBaseline(
    _ name: String, run runID: String, variant: String? = nil, replacing: Bool = false, at date: Date = Date()
  ) throws(HistoryFailure) -> BaselineSummary {
    let name = try BaselineName(saving: name)
    return try write { db in
      let run = try summary(of: runID, in: db)
      if let variant { try run.require(variant) }
      if !replacing, let taken = try BaselineSummary.fetch(db, suite: run.suite, name: name).first {
        throw HistoryFailure.doubledBaseline(taken, wanted: runID)
      }
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO baselines (suite, name, run, variant, saved_at)
            SELECT suite, ?, key, ?, ? FROM runs WHERE id = ?
          """,
        arguments: [name.text, variant, Timestamp.text(date), runID])
      return try baseline(name, suite: run.suite, in: db)
    }
  }

  /// Takes the name away; the run stays.
  ///
  /// - Parameter suite: Needed only where several suites have a baseline of this name.
  /// - Returns: What had the name.
  @discardableResult
  package func removeBaseline(_ name: String, suite: String? = nil) throws(HistoryFailure) -> BaselineSummary {
    let name = try BaselineName(name)
    return try write { db in
      let found = try baseline(name, suite: suite, in: db)
      try db.execute(
        sql: "DELETE FROM baselines WHERE name = ? AND suite = ?", arguments: [found.name, found.suite])
      return found
    }
  }
}

extension HistoryFailure {
  fileprivate static func doubledBaseline(_ taken: BaselineSummary, wanted: String) -> HistoryFailure {
    let variant = taken.variant.map { ", variant '\($0)'" } ?? ""
    return HistoryFailure(
      .doubledBaseline,
      "expected a name that no baseline of suite '\(taken.suite)' has, found '\(taken.name)', which names run"
        + " \(taken.run.id)\(variant) since \(Timestamp.text(taken.savedAt))",
      fix:
        "give it to the other run with toolsight baseline save \(taken.name) \(wanted) --update, or choose another name"
    )
  }
}
