import GRDB

/// The run that a reference names, and which part of it is meant.
package struct ReferencedRun: Sendable {
  package let run: StoredRun
  /// What the reference says after its ':', or else the baseline; nil where the whole run is meant.
  package let variant: String?
  /// Nil where it was not named as one.
  package let baseline: BaselineSummary?

  fileprivate init(_ run: StoredRun, variant: String?, baseline: BaselineSummary?) throws(HistoryFailure) {
    self.run = run
    self.variant = variant ?? baseline?.variant
    self.baseline = baseline
    if let variant { try RunSummary(run).require(variant) }
  }

  /// The run of an export, which needs no history.
  package init(exportAt path: String, variant: String? = nil) throws(HistoryFailure) {
    let export = try RunExport(at: path)
    try self.init(export.run, variant: variant, baseline: export.baseline)
  }
}

extension HistoryStore {
  /// The run that `reference` names.
  ///
  /// - Parameter suite: Whose baseline is meant where the reference names one; of no account for others.
  package func load(_ reference: RunReference, suite: String? = nil) throws(HistoryFailure) -> ReferencedRun {
    switch reference.kind {
    case .file(let path):
      return try ReferencedRun(exportAt: path, variant: reference.variant)
    case .baseline(let name):
      let baseline = try baseline(named: name, suite: suite)
      return try ReferencedRun(try load(baseline.run.id), variant: reference.variant, baseline: baseline)
    case .latest, .beginning:
      return try ReferencedRun(try load(try id(of: reference)), variant: reference.variant, baseline: nil)
    }
  }

  /// The id of the run of this history that `reference` names, as a ``RunReference`` without a variant.
  package func resolve(_ reference: String) throws(HistoryFailure) -> String {
    let parsed = try self.reference(reference)
    guard parsed.variant == nil else { throw .wholeRun(parsed) }
    return try id(of: parsed)
  }

  /// What a user means by `text` here: what ``RunReference`` says, or else the baseline of this name.
  package func reference(_ text: String) throws(HistoryFailure) -> RunReference {
    if let reference = try? RunReference(text), !reference.isMissingFile { return reference }
    if let named = try saved(text) { return named }
    return try RunReference(text)
  }

  /// What `--baseline` takes: the baseline of this name, whatever else the text may mean, else any run or an export's path.
  ///
  /// - Parameter suite: whose baseline is meant.
  package func baselineReference(_ text: String, suite: String) throws(HistoryFailure) -> RunReference {
    if let named = try saved(text, suite: suite) { return named }
    return try RunReference(comparedWith: text)
  }

  /// The baseline that `text` names, with or without '@'; nil where none has the name.
  private func saved(_ text: String, suite: String? = nil) throws(HistoryFailure) -> RunReference? {
    guard let named = try? RunReference(baseline: text), case .baseline(let name) = named.kind,
      try baselines(suite: suite).contains(where: { $0.name == name })
    else { return nil }
    return named
  }

  private func id(of reference: RunReference) throws(HistoryFailure) -> String {
    switch reference.kind {
    case .latest(let count): try latest(count, reference.text)
    case .beginning(let digits): try only(beginning: digits, reference.text)
    case .baseline(let name): try baseline(named: name).run.id
    case .file(let path): throw .notStored(path)
    }
  }

  private func latest(_ count: Int, _ reference: String) throws(HistoryFailure) -> String {
    let ids = try read { db in
      try String.fetchAll(
        db, sql: "SELECT id FROM runs \(RunSummary.latestFirst) LIMIT 1 OFFSET ?", arguments: [count])
    }
    guard let id = ids.first else { throw .tooFarBack(reference, runs: try runCount(), in: path) }
    return id
  }

  private func only(beginning digits: String, _ reference: String) throws(HistoryFailure) -> String {
    let found = try read { db in
      try String.fetchAll(
        db, sql: "SELECT id FROM runs WHERE substr(id, 1, ?) = ? \(RunSummary.latestFirst)",
        arguments: [digits.count, digits])
    }
    guard let first = found.first else {
      let isBaseline = try baselines().contains { $0.name == reference }
      throw .unknown(reference, latest: try runs(limit: 1).first, isBaseline: isBaseline, in: path)
    }
    guard found.count == 1 else { throw .ambiguous(reference, try namings(of: found)) }
    return first
  }

  private func namings(of ids: [String]) throws(HistoryFailure) -> [String] {
    let known = try read { try RunSummary.readable($0, RunSummary.latestFirst) }.values
    return ids.map { id in known.first { $0.id == id }?.naming ?? id }
  }

  private func runCount() throws(HistoryFailure) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM runs") ?? 0 }
  }

  /// The row of a run by its whole id.
  func runKey(_ id: String, in db: Database) throws -> Int64 {
    if let key = try Int64.fetchOne(db, sql: "SELECT key FROM runs WHERE id = ?", arguments: [id]) { return key }
    throw try unknown(id, in: db)
  }

  /// A run by its whole id.
  func summary(of id: String, in db: Database) throws -> RunSummary {
    if let run = try RunSummary.fetch(db, "WHERE id = ?", [id]).first { return run }
    throw try unknown(id, in: db)
  }

  private func unknown(_ id: String, in db: Database) throws -> HistoryFailure {
    .unknown(id, latest: try RunSummary.readable(db, "\(RunSummary.latestFirst) LIMIT 1").values.first, in: path)
  }
}

extension HistoryFailure {
  static let listRuns = "toolsight history list shows all runs"

  fileprivate static func tooFarBack(_ reference: String, runs: Int, in path: String) -> HistoryFailure {
    runs == 0
      ? noRuns(in: path)
      : HistoryFailure(
        .unknownRun,
        "expected at most 'last~\(runs - 1)' because the history '\(path)' holds \(runs) runs, found '\(reference)'",
        fix: listRuns)
  }

  private static func noRuns(in path: String) -> HistoryFailure {
    HistoryFailure(
      .unknownRun, "the history '\(path)' holds no run",
      fix: "make one with toolsight run SUITE, or name another file with --history FILE")
  }

  fileprivate static func unknown(
    _ reference: String, latest: RunSummary?, isBaseline: Bool = false, in path: String
  ) -> HistoryFailure {
    guard let latest else { return noRuns(in: path) }
    return HistoryFailure(
      .unknownRun, "expected a run of the history '\(path)', found '\(reference)', which names none",
      fix: isBaseline ? "did you mean '@\(reference)'?" : "the latest is \(latest.naming); \(listRuns)")
  }

  fileprivate static func ambiguous(_ reference: String, _ found: [String]) -> HistoryFailure {
    HistoryFailure(
      .ambiguousRun, "expected one run, found \(found.count) whose id begins with '\(reference)'",
      fix: "write more digits: " + found.joined(separator: ", "))
  }

  fileprivate static func wholeRun(_ reference: RunReference) -> HistoryFailure {
    HistoryFailure(
      .unknownRun, "expected a whole run, found one variant of it: \(reference.text.quoted)",
      fix: "leave out the ':' and what follows it")
  }

  fileprivate static func notStored(_ path: String) -> HistoryFailure {
    HistoryFailure(
      .unknownRun, "expected a run of the history, found the file \(path.quoted)",
      fix: "import it first with toolsight history import \(path)")
  }
}
