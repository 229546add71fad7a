/// A database that holds a registry, whichever it is. What is done with it is said once, in SQL that all of them speak.
package protocol RegistryStore: Sendable {
  /// As messages show it, without passwords.
  var shownAddress: String { get }

  /// Everything in `body` sees one state.
  func read<Value: Sendable>(
    _ body: (any RegistryTransaction) throws(RegistryFailure) -> Value
  ) throws(RegistryFailure) -> Value

  /// Everything in `body` is kept, or nothing where it throws; two writers wait for each other.
  ///
  /// - Parameter body: may be called again where a connection was lost, with nothing of the first call kept or all of it.
  func write<Value: Sendable>(
    _ body: (any RegistryTransaction) throws(RegistryFailure) -> Value
  ) throws(RegistryFailure) -> Value

  /// An element within a second of every write after the call, whoever made it; several at once may be one.
  func changes() -> AsyncStream<Void>

  func close()
}

/// One transaction of a store, inside of which values are read and written.
package protocol RegistryTransaction {
  /// The rows that a statement gives.
  ///
  /// - Parameters:
  ///   - sql: with `$1`, `$2` and so on for values, which never stand in it.
  ///   - values: as text; nil for null.
  func rows(_ sql: String, _ values: [String?]) throws(RegistryFailure) -> [[String?]]

  /// Tells whoever listens, once the transaction is kept.
  func announce() throws(RegistryFailure)
}
