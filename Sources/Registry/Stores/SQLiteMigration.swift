import Foundation
import GRDB

/// Brings a file to the version of this program; `PRAGMA user_version` says how many scripts it has seen.
enum SQLiteMigration {
  /// In one transaction that only one process at a time can be in.
  static func migrate(_ db: Database, path: String) throws {
    let scripts = RegistrySchema.scripts(.sqlite)
    var version = 0
    try db.inTransaction(.deferred) {
      version = try requireOurs(db, path: path, newest: scripts.count)
      return .commit
    }
    guard version < scripts.count else { return }
    try db.inTransaction(.immediate) {
      version = try requireOurs(db, path: path, newest: scripts.count)
      for statement in scripts[version...].joined() { try db.execute(sql: statement) }
      try db.execute(
        sql: "PRAGMA application_id = \(RegistrySchema.applicationID); PRAGMA user_version = \(scripts.count)")
      return .commit
    }
  }

  /// The number of scripts that the file has seen; throws before anything is written to a file of another program.
  private static func requireOurs(_ db: Database, path: String, newest: Int) throws -> Int {
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id")
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let tables = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
    guard application == RegistrySchema.applicationID || (tables == 0 && version == 0) else {
      throw RegistryFailure(
        .notARegistry, "expected a Toolsight registry at '\(path)', found a database of another program",
        fix: "name another file with --registry FILE")
    }
    guard (0...newest).contains(version) else {
      throw RegistryFailure(
        .newerSchema, "expected a registry of version \(newest) or older at '\(path)', found version \(version)",
        fix: "use the newer toolsight that wrote it, or name another file with --registry FILE")
    }
    return version
  }
}

extension RegistryFailure {
  /// What an error that came out of SQLite, or out of one of our own closures inside it, means for the file at `path`.
  init(_ error: any Error, at path: String) {
    switch error {
    case let failure as RegistryFailure: self = failure
    case let error as DatabaseError: self = .sqlite(error, at: path)
    default:
      self.init(
        .database, "cannot use the registry '\(path)': \(error.localizedDescription)",
        fix: "name another file with --registry FILE")
    }
  }

  private static func sqlite(_ error: DatabaseError, at path: String) -> RegistryFailure {
    let said = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_NOTADB:
      return RegistryFailure(
        .notARegistry, "expected a SQLite database at '\(path)', found another kind of file",
        fix: "name another file with --registry FILE, or move this one away")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return RegistryFailure(
        .locked, "the registry '\(path)' stayed locked by another process: \(said)",
        fix: "wait until the other process ends")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      return RegistryFailure(
        .readOnly, "expected to write to the registry '\(path)', found it read-only: \(said)",
        fix: "allow writing to the file and its folder, or name another file with --registry FILE")
    case .SQLITE_CORRUPT:
      return RegistryFailure(
        .damaged, "the registry '\(path)' has pages that SQLite cannot read: \(said)", fix: "restore the file")
    default:
      return RegistryFailure(
        .database, "cannot use the registry '\(path)': \(said)",
        fix: "check the file, its folder and its disk, or name another file with --registry FILE")
    }
  }
}
