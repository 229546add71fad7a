package import Foundation
import GRDB

/// A run that was accepted under a name, which only one baseline of its suite has.
package struct BaselineSummary: Sendable, Hashable {
  package let name: String
  /// The only variant that is meant; nil where the whole run is.
  package let variant: String?
  package let savedAt: Date
  package let run: RunSummary

  package var suite: String { run.suite }
}

extension HistoryStore {
  /// All baselines, or those of one suite, by suite and name.
  package func baselines(suite: String? = nil) throws(HistoryFailure) -> [BaselineSummary] {
    try baselineListing(suite: suite).values
  }

  /// The same with what is wrong with those that cannot be read.
  package func baselineListing(suite: String? = nil) throws(HistoryFailure) -> ReadableRows<BaselineSummary> {
    try read { try BaselineSummary.readable($0, suite: suite) }
  }

  /// The baseline of this name.
  ///
  /// - Parameter suite: Needed only where several suites have a baseline of this name.
  package func baseline(named name: String, suite: String? = nil) throws(HistoryFailure) -> BaselineSummary {
    let name = try BaselineName(name)
    return try read { try baseline(name, suite: suite, in: $0) }
  }

  func baseline(_ name: BaselineName, suite: String?, in db: Database) throws -> BaselineSummary {
    let found = try BaselineSummary.fetch(db, suite: suite, name: name)
    guard let first = found.first else {
      throw HistoryFailure.unknownBaseline(name, suite: suite, known: try BaselineSummary.readable(db).values, in: path)
    }
    guard found.count == 1 else { throw HistoryFailure.ambiguousBaseline(name, found) }
    return first
  }
}

extension BaselineSummary {
  /// Those that fit, nil fitting all, by suite and name.
  static func fetch(_ db: Database, suite: String? = nil, name: BaselineName? = nil) throws -> [BaselineSummary] {
    try rows(db, suite: suite, name: name).map(BaselineSummary.init)
  }

  static func readable(_ db: Database, suite: String? = nil) throws -> ReadableRows<BaselineSummary> {
    try ReadableRows(rows(db, suite: suite), BaselineSummary.init)
  }

  private static func rows(_ db: Database, suite: String?, name: BaselineName? = nil) throws -> [Row] {
    let sql = """
      SELECT name AS baseline, variant, saved_at, \(RunSummary.columns)
        FROM baselines JOIN runs ON runs.key = baselines.run
        WHERE baselines.suite = ifnull(?, baselines.suite) AND name = ifnull(?, name) ORDER BY baselines.suite, name
      """
    return try Row.fetchAll(db, sql: sql, arguments: [suite, name?.text])
  }

  private init(_ row: Row) throws {
    let stored = StoredRow(row, "baseline of run")
    self.init(
      name: try stored.text("baseline"), variant: try stored.optional("variant", String.self),
      savedAt: try stored.date("saved_at"), run: try RunSummary(row))
  }
}

extension HistoryFailure {
  private static let listBaselines = "toolsight baseline list shows all"

  fileprivate static func unknownBaseline(
    _ name: BaselineName, suite: String?, known: [BaselineSummary], in path: String
  ) -> HistoryFailure {
    let scope = suite.map { "of suite '\($0)' in" } ?? "of"
    let others = known.filter { $0.name == name.text }.map { "suite '\($0.suite)' has one; " }.joined()
    return HistoryFailure(
      .unknownBaseline, "expected a baseline \(scope) the history '\(path)', found '\(name.text)', which names none",
      fix: known.isEmpty
        ? "save one with toolsight baseline save \(name.text) RUN, or name its file with --history FILE"
        : others + listBaselines)
  }

  fileprivate static func ambiguousBaseline(_ name: BaselineName, _ found: [BaselineSummary]) -> HistoryFailure {
    HistoryFailure(
      .ambiguousBaseline, "expected one baseline, found \(found.count) suites that have a '\(name.text)'",
      fix: "name the suite with --suite NAME, or the run: " + found.map(\.run.naming).joined(separator: ", "))
  }
}
