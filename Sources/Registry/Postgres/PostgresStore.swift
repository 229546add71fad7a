import Foundation

/// A registry in PostgreSQL: for a team.
///
/// A class because it owns a connection, which one task at a time has; one that was lost is made again, once.
final class PostgresStore: RegistryStore, @unchecked Sendable {
  private let urls: [String]
  private let library: LibPQ
  private let remark: @Sendable (String) -> Void
  /// Held for the time of a transaction; what it guards is not used without it.
  private let lock = NSLock()
  /// Nil where a connection was lost and none could be made since.
  private var connection: PostgresConnection?

  var shownAddress: String { RegistryAddress.postgres(urls).shown }

  /// Connects to the first server that can be used, and brings its tables to this version.
  ///
  /// - Parameter remark: told of servers that could not be used, and of connections that were lost.
  init(_ urls: [String], remark: @escaping @Sendable (String) -> Void) throws(RegistryFailure) {
    library = try LibPQ.require()
    (self.urls, self.remark) = (urls, remark)
    let first = try Self.connect(urls, library, remark)
    try PostgresMigration.migrate(first)
    connection = first
  }

  static func connect(
    _ urls: [String], _ library: LibPQ, _ remark: (String) -> Void
  ) throws(RegistryFailure) -> PostgresConnection {
    var failures: [RegistryFailure] = []
    for url in urls {
      do {
        let made = try PostgresConnection(url, library)
        for failure in failures {
          remark("\(failure.message); '\(RegistryAddress.withoutPassword(url))' is asked instead")
        }
        return made
      } catch {
        failures.append(error)
      }
    }
    throw RegistryFailure(
      .cannotConnect, failures.map(\.message).joined(separator: "; "), fix: failures.last?.fix)
  }

  func close() { lock.withLock { connection = nil } }

  func read<Value: Sendable>(
    _ body: (any RegistryTransaction) throws(RegistryFailure) -> Value
  ) throws(RegistryFailure) -> Value {
    try transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
  }

  /// One writer at a time, so that what it read is still so when it writes.
  func write<Value: Sendable>(
    _ body: (any RegistryTransaction) throws(RegistryFailure) -> Value
  ) throws(RegistryFailure) -> Value {
    try transaction("BEGIN") { transaction throws(RegistryFailure) in
      _ = try transaction.rows("SELECT pg_advisory_xact_lock($1)", ["\(PostgresMigration.lock)"])
      return try body(transaction)
    }
  }

  private func transaction<Value: Sendable>(
    _ begin: String, _ body: (any RegistryTransaction) throws(RegistryFailure) -> Value
  ) throws(RegistryFailure) -> Value {
    lock.lock()
    defer { lock.unlock() }
    do {
      return try current().transaction(begin, body)
    } catch {
      guard error.code == .connectionLost else { throw error }
      connection = nil
      let again = try current()
      remark("\(error.message); connected again")
      return try again.transaction(begin, body)
    }
  }

  private func current() throws(RegistryFailure) -> PostgresConnection {
    if let connection { return connection }
    let made = try Self.connect(urls, library, remark)
    connection = made
    return made
  }

  func changes() -> AsyncStream<Void> {
    let listening = PostgresListening(urls, library)
    return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      continuation.onTermination = { _ in listening.end() }
      listening.start { continuation.yield() }
    }
  }
}
