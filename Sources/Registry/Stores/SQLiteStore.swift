import EvalCore
import Foundation
import GRDB

/// A registry in a file of SQLite: for one machine, and safe for several processes on it.
///
/// A class because it owns the connection; GRDB's queue gives each task its turn.
final class SQLiteStore: RegistryStore {
  let path: String
  private let queue: DatabaseQueue

  var shownAddress: String { path }

  /// Seconds between two looks at whether another process has changed the file.
  private static let lookInterval = 0.25

  /// Opens the file, after making it where it is missing, and migrates it.
  ///
  /// - Parameter patience: seconds to wait for another process that is writing.
  init(_ path: String, patience: Double = 30) throws(RegistryFailure) {
    self.path = path
    queue = try Self.queue(path, patience: patience)
    try prepare(until: .now + .seconds(patience))
  }

  private static func queue(_ path: String, patience: Double) throws(RegistryFailure) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.label = "toolsight.registry"
    do {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      return try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      throw RegistryFailure(error, at: path)
    }
  }

  /// Repeats while another process holds the file: SQLite does not wait by itself when the journal's mode changes.
  private func prepare(until deadline: ContinuousClock.Instant) throws(RegistryFailure) {
    while true {
      do {
        return try queue.writeWithoutTransaction { db in
          try SQLiteMigration.migrate(db, path: path)
          try db.execute(sql: "PRAGMA journal_mode = WAL")
        }
      } catch {
        let failure = RegistryFailure(error, at: path)
        guard failure.code == .locked, ContinuousClock.now < deadline else { throw failure }
        Thread.sleep(forTimeInterval: 0.01)
      }
    }
  }

  func close() { try? queue.close() }

  func read<Value: Sendable>(
    _ body: (any RegistryTransaction) throws(RegistryFailure) -> Value
  ) throws(RegistryFailure) -> Value {
    do {
      return try queue.read { try body(SQLiteTransaction(database: $0, path: path)) }
    } catch {
      throw RegistryFailure(error, at: path)
    }
  }

  func write<Value: Sendable>(
    _ body: (any RegistryTransaction) throws(RegistryFailure) -> Value
  ) throws(RegistryFailure) -> Value {
    do {
      return try queue.writeWithoutTransaction { db in
        var value: Value?
        // From the start as a writer: one that only reads at first could not become one after another has written.
        try db.inTransaction(.immediate) {
          value = try body(SQLiteTransaction(database: db, path: path))
          return .commit
        }
        return value!
      }
    } catch {
      throw RegistryFailure(error, at: path)
    }
  }

  /// Looks from a connection of its own, because SQLite counts only what other connections changed.
  func changes() -> AsyncStream<Void> {
    let queue = try? Self.queue(path, patience: 1)
    // Before the return, so that nothing that is written after it is missed.
    let first = queue.flatMap(Self.dataVersion)
    return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      guard let queue else { return continuation.finish() }
      let looking = Task.detached { await Self.look(queue, since: first) { continuation.yield() } }
      continuation.onTermination = { _ in looking.cancel() }
    }
  }

  private static func look(_ queue: DatabaseQueue, since first: Int?, _ tell: () -> Void) async {
    var last = first
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(lookInterval))
      let version = dataVersion(queue)
      if version != last { tell() }
      last = version
    }
    try? queue.close()
  }

  private static func dataVersion(_ queue: DatabaseQueue) -> Int? {
    try? queue.inDatabase { try Int.fetchOne($0, sql: "PRAGMA data_version") }
  }
}

/// One transaction on a file.
private struct SQLiteTransaction: RegistryTransaction {
  let database: Database
  let path: String

  func rows(_ sql: String, _ values: [String?]) throws(RegistryFailure) -> [[String?]] {
    do {
      // `$1` is a name to SQLite, and `?1` a place.
      let rows = try Row.fetchAll(
        database, sql: sql.replacing(#/\$(\d+)/#) { "?\($0.1)" }, arguments: StatementArguments(values))
      return rows.map { row in row.databaseValues.map(\.text) }
    } catch {
      throw RegistryFailure(error, at: path)
    }
  }

  /// The file itself tells.
  func announce() {}
}

extension DatabaseValue {
  fileprivate var text: String? {
    switch storage {
    case .null: nil
    case .int64(let value): String(value)
    case .double(let value): String(value)
    case .string(let value): value
    case .blob(let value): String(decoding: value, as: UTF8.self)
    }
  }
}

extension SQLiteStore {
  static func exists(at path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
