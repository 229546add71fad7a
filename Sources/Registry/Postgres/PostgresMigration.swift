/// Brings a database to the version of this program: all tables stand in a schema of their own, and `schema_version` says
/// how many scripts it has seen.
enum PostgresMigration {
  /// Whoever writes holds it to the end of the transaction.
  static let lock = RegistrySchema.applicationID

  static func migrate(_ connection: PostgresConnection) throws(RegistryFailure) {
    let scripts = RegistrySchema.scripts(.postgres)
    guard try version(connection, newest: scripts.count) < scripts.count else { return }
    try connection.transaction("BEGIN") { transaction throws(RegistryFailure) in
      _ = try transaction.rows("SELECT pg_advisory_xact_lock($1)", ["\(lock)"])
      let version = try version(connection, newest: scripts.count)
      if version == 0 {
        _ = try transaction.rows("CREATE SCHEMA IF NOT EXISTS \(RegistrySchema.name)", [])
        _ = try transaction.rows("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)", [])
      }
      for statement in scripts[version...].joined() { _ = try transaction.rows(statement, []) }
      _ = try transaction.rows("DELETE FROM schema_version", [])
      _ = try transaction.rows("INSERT INTO schema_version VALUES ($1)", ["\(scripts.count)"])
    }
  }

  private static func version(_ connection: PostgresConnection, newest: Int) throws(RegistryFailure) -> Int {
    // From the catalogue's rows and not by to_regclass, which in a transaction can go by what this connection knew before it
    // waited for the lock.
    let tables = try connection.rows(
      "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'schema_version'",
      [RegistrySchema.name])
    guard !tables.isEmpty else { return 0 }
    let row = try connection.rows("SELECT version FROM schema_version", []).first
    let version = row?[0].flatMap { Int($0) } ?? 0
    guard version <= newest else {
      throw RegistryFailure(
        .newerSchema, "expected a registry of version \(newest) or older, found version \(version)",
        fix: "use the newer toolsight that wrote it")
    }
    return version
  }
}

extension PostgresConnection {
  /// Everything in `body` is kept, or nothing where it throws.
  func transaction<Value>(
    _ begin: String, _ body: (any RegistryTransaction) throws(RegistryFailure) -> Value
  ) throws(RegistryFailure) -> Value {
    _ = try rows(begin, [])
    do {
      let value = try body(PostgresTransaction(connection: self))
      _ = try rows("COMMIT", [])
      return value
    } catch {
      if !isLost { _ = try? rows("ROLLBACK", []) }
      throw error
    }
  }
}

/// One transaction on a server.
private struct PostgresTransaction: RegistryTransaction {
  let connection: PostgresConnection

  func rows(_ sql: String, _ values: [String?]) throws(RegistryFailure) -> [[String?]] {
    try connection.rows(sql, values)
  }

  func announce() throws(RegistryFailure) {
    _ = try connection.rows("SELECT pg_notify($1, '')", [RegistrySchema.name])
  }
}
