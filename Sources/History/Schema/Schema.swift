import GRDB

/// The tables, version by version; `PRAGMA user_version` says how many of the scripts a file has seen.
///
/// A script that has been released is never edited: a change of the tables is a new script at the end. Facts only: whatever
/// can be computed from them (outcomes, scores, verdicts) has no column.
///
/// - Every time is UTC text in ISO 8601 with milliseconds, `2026-11-22T14:03:07.120Z`, which sorts as time.
/// - `runs.plan`, `trials.transcript` and `calls.entry` are JSON whose `v` is the version of its shape.
/// - `blobs` keeps the suite's files and the variants' tool sets, each content once for all runs.
/// - `runs.key` counts the runs that were begun in this file, in their order; a run that was begun elsewhere and imported has
///   a negative one.
/// - `baselines.suite` is the suite of the run, so that each suite may have a baseline of the same name; a run that has
///   one cannot be deleted.
enum Schema {
  /// Marks a file as ours: `Tsgt` in the header of the database.
  static let applicationID = 0x5473_6774

  static let scripts = [
    """
    CREATE TABLE runs (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      suite TEXT NOT NULL,
      suite_path TEXT NOT NULL,
      started_at TEXT NOT NULL,
      finished_at TEXT,
      planned_trials INTEGER NOT NULL,
      toolsight_version TEXT NOT NULL,
      git_commit TEXT,
      git_dirty INTEGER,
      conditions TEXT NOT NULL,
      plan TEXT NOT NULL
    );
    CREATE INDEX runs_by_start ON runs (started_at);
    CREATE TABLE blobs (
      digest TEXT PRIMARY KEY,
      bytes BLOB NOT NULL
    );
    CREATE TABLE sources (
      run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      position INTEGER NOT NULL,
      path TEXT NOT NULL,
      digest TEXT NOT NULL REFERENCES blobs,
      PRIMARY KEY (run, position)
    ) WITHOUT ROWID;
    CREATE TABLE variants (
      run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      digest TEXT NOT NULL REFERENCES blobs,
      PRIMARY KEY (run, position)
    ) WITHOUT ROWID;
    CREATE TABLE trials (
      run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      number INTEGER NOT NULL,
      transcript TEXT NOT NULL,
      PRIMARY KEY (run, number)
    );
    CREATE TABLE calls (
      key INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      trial INTEGER,
      entry TEXT NOT NULL
    );
    CREATE INDEX calls_by_run ON calls (run);
    """,
    """
    CREATE TABLE baselines (
      suite TEXT NOT NULL,
      name TEXT NOT NULL,
      run INTEGER NOT NULL REFERENCES runs ON DELETE RESTRICT,
      variant TEXT,
      saved_at TEXT NOT NULL,
      PRIMARY KEY (suite, name)
    ) WITHOUT ROWID;
    CREATE INDEX baselines_by_run ON baselines (run);
    """,
  ]

  /// Brings the file up to this version, in one transaction that only one process at a time can be in.
  ///
  /// GRDB's own migrator reads what has been applied before it takes the lock, so two processes that create a history at
  /// the same moment would both run the first script.
  static func migrate(_ db: Database, path: String) throws {
    var version = 0
    try db.inTransaction(.deferred) {
      version = try requireOurs(db, path: path)
      return .commit
    }
    guard version < scripts.count else { return }
    try db.inTransaction(.immediate) {
      version = try requireOurs(db, path: path)
      for script in scripts[version...] { try db.execute(sql: script) }
      try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(scripts.count)")
      return .commit
    }
  }

  /// The number of scripts that the file has seen; throws before anything is written to a file of another program.
  private static func requireOurs(_ db: Database, path: String) throws -> Int {
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id")
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let tables = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
    guard application == applicationID || (tables == 0 && version == 0) else {
      throw HistoryFailure(
        .notAHistory, "expected a Toolsight history at '\(path)', found a database of another program",
        fix: "name another file with --history FILE")
    }
    guard (0...scripts.count).contains(version) else {
      throw HistoryFailure(
        .newerSchema, "expected a history of version \(scripts.count) or older at '\(path)', found version \(version)",
        fix: "use the newer toolsight that wrote it, or name another file with --history FILE")
    }
    return version
  }
}
