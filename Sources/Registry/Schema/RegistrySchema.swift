/// The tables, version by version, in the SQL of both databases.
///
/// A script that has been released is never edited: a change of the tables is a new script at the end.
///
/// - `sets` has a row for each tool set by name, version and tenant, `tools` one for each tool of it. The tenant `''` is
///   everybody. A tenant's row of a tool says only what is otherwise for that tenant: null is "as for everybody".
/// - Every time is UTC text in ISO 8601 with milliseconds, every day `YYYY-MM-DD`, every version has three numbers.
/// - `definition`, `scopes`, `deprecation`, `before` and `after` are JSON; `definition` is the tool as its server listed it.
/// - `changes` is only ever added to.
enum RegistrySchema {
  /// Marks a file of SQLite as a registry: `Tsgr` in its header.
  static let applicationID = 0x5473_6772

  /// The schema of PostgreSQL that the tables stand in, and the channel that changes are told on.
  static let name = "toolsight_registry"

  /// How a database writes the type of a key that counts up by itself.
  enum Counter: String {
    case sqlite = "INTEGER PRIMARY KEY"
    case postgres = "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
  }

  /// Each script's statements.
  static func scripts(_ counter: Counter) -> [[String]] {
    [
      [
        """
        CREATE TABLE sets (
          name TEXT NOT NULL,
          version TEXT NOT NULL,
          tenant TEXT NOT NULL,
          instructions TEXT,
          server_info TEXT,
          imported_at TEXT NOT NULL,
          imported_by TEXT NOT NULL,
          PRIMARY KEY (name, version, tenant)
        )
        """,
        """
        CREATE TABLE tools (
          name TEXT NOT NULL,
          version TEXT NOT NULL,
          tenant TEXT NOT NULL,
          tool TEXT NOT NULL,
          position INTEGER NOT NULL,
          definition TEXT,
          enabled INTEGER,
          scopes TEXT,
          rate TEXT,
          deprecation TEXT,
          PRIMARY KEY (name, version, tenant, tool),
          FOREIGN KEY (name, version, tenant) REFERENCES sets ON DELETE CASCADE
        )
        """,
        """
        CREATE TABLE changes (
          key \(counter.rawValue),
          at TEXT NOT NULL,
          author TEXT NOT NULL,
          kind TEXT NOT NULL,
          name TEXT NOT NULL,
          version TEXT NOT NULL,
          tenant TEXT NOT NULL,
          tool TEXT NOT NULL,
          before TEXT,
          after TEXT
        )
        """,
        "CREATE INDEX changes_by_tool ON changes (name, tool)",
      ]
    ]
  }
}
