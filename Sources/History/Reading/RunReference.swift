import EvalCore
import GRDB

/// How a user names a run: `last`, `last~2`, an id, or the beginning of one.
enum RunReference {
  /// How many runs before the latest.
  case latest(Int)
  case beginning(String)

  static let shortestBeginning = 6

  /// Nil where the text can name no run.
  init?(_ text: String) {
    if text == "last" {
      self = .latest(0)
    } else if text.hasPrefix("last~") {
      let count = text.dropFirst("last~".count)
      guard let count = Int(count), count >= 0, count.description == text.dropFirst("last~".count) else { return nil }
      self = .latest(count)
    } else {
      let digits = text.lowercased()
      guard digits.utf8.count >= Self.shortestBeginning, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
        return nil
      }
      self = .beginning(digits)
    }
  }
}

extension HistoryStore {
  /// The id of the run that `reference` names: `last`, `last~N`, an id, or at least 6 digits of one.
  package func resolve(_ reference: String) throws(HistoryFailure) -> String {
    guard let parsed = RunReference(reference) else { throw .unreadable(reference) }
    return switch parsed {
    case .latest(let count): try latest(count, reference)
    case .beginning(let digits): try only(beginning: digits, reference)
    }
  }

  private func latest(_ count: Int, _ reference: String) throws(HistoryFailure) -> String {
    let ids = try read { db in
      try String.fetchAll(
        db, sql: "SELECT id FROM runs ORDER BY started_at DESC, key DESC LIMIT 1 OFFSET ?", arguments: [count])
    }
    guard let id = ids.first else { throw .tooFarBack(reference, runs: try runCount(), in: path) }
    return id
  }

  private func only(beginning digits: String, _ reference: String) throws(HistoryFailure) -> String {
    let found = try read { db in
      try RunSummary.fetch(db, "WHERE substr(id, 1, ?) = ? ORDER BY started_at DESC, key DESC", [digits.count, digits])
    }
    guard let first = found.first else { throw .unknown(reference, latest: try runs(limit: 1).first, in: path) }
    guard found.count == 1 else { throw .ambiguous(reference, found) }
    return first.id
  }

  private func runCount() throws(HistoryFailure) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM runs") ?? 0 }
  }

  /// The row of a run by its whole id.
  func runKey(_ id: String, in db: Database) throws -> Int64 {
    if let key = try Int64.fetchOne(db, sql: "SELECT key FROM runs WHERE id = ?", arguments: [id]) { return key }
    throw HistoryFailure.unknown(
      id, latest: try RunSummary.fetch(db, "ORDER BY started_at DESC LIMIT 1", []).first, in: path)
  }
}

extension HistoryFailure {
  private static let listRuns = "toolsight history list shows all runs"

  fileprivate static func unreadable(_ reference: String) -> HistoryFailure {
    HistoryFailure(
      .unknownRun,
      "expected 'last', 'last~N', a run's id or at least \(RunReference.shortestBeginning) of its digits, found '\(reference)'",
      fix: listRuns)
  }

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

  fileprivate static func unknown(_ reference: String, latest: RunSummary?, in path: String) -> HistoryFailure {
    guard let latest else { return noRuns(in: path) }
    return HistoryFailure(
      .unknownRun, "expected a run of the history '\(path)', found '\(reference)', which names none",
      fix: "the latest is \(latest.naming); \(listRuns)")
  }

  fileprivate static func ambiguous(_ reference: String, _ found: [RunSummary]) -> HistoryFailure {
    HistoryFailure(
      .ambiguousRun, "expected one run, found \(found.count) whose id begins with '\(reference)'",
      fix: "write more digits: " + found.map(\.naming).joined(separator: ", "))
  }
}

extension RunSummary {
  fileprivate var naming: String { "\(id) ('\(suite)', \(Timestamp.text(startedAt)))" }
}
