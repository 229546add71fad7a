import EvalCore
import OrderedJSON

/// Writes in one transaction, and records each change beside what it changes.
struct RegistryWriting {
  let transaction: any RegistryTransaction
  private let author: String
  /// One for all that is written.
  private let time: String

  init(_ transaction: any RegistryTransaction, _ signature: RegistrySignature) {
    (self.transaction, author, time) = (transaction, signature.author, signature.time)
  }

  var reading: RegistryReading { RegistryReading(transaction: transaction) }

  /// Makes the row that a set's tools belong to, where there is none.
  func makeSet(_ key: SetKey) throws(RegistryFailure) {
    _ = try transaction.rows(
      """
      INSERT INTO sets (name, version, tenant, imported_at, imported_by) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (name, version, tenant) DO NOTHING
      """, key.values + [time, author])
  }

  func describe(_ key: SetKey, instructions: String?, serverInfo: JSON?) throws(RegistryFailure) {
    _ = try transaction.rows(
      """
      UPDATE sets SET instructions = $4, server_info = $5, imported_at = $6, imported_by = $7
      WHERE name = $1 AND version = $2 AND tenant = $3
      """, key.values + [instructions, serverInfo?.compact, time, author])
  }

  func put(_ row: ToolRow, in key: SetKey) throws(RegistryFailure) {
    _ = try transaction.rows(
      """
      INSERT INTO tools (name, version, tenant, \(ToolRow.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT (name, version, tenant, tool) DO UPDATE SET position = excluded.position,
        definition = excluded.definition, enabled = excluded.enabled, scopes = excluded.scopes, rate = excluded.rate,
        deprecation = excluded.deprecation
      """, key.values + row.values)
  }

  func remove(_ tool: String, from key: SetKey) throws(RegistryFailure) {
    _ = try transaction.rows(
      "DELETE FROM tools WHERE name = $1 AND version = $2 AND tenant = $3 AND tool = $4", key.values + [tool])
  }

  func record(
    _ kind: RegistryChange.Kind, _ tool: String, in key: SetKey, from before: JSON?, to after: JSON?
  ) throws(RegistryFailure) {
    _ = try transaction.rows(
      """
      INSERT INTO changes (name, version, tenant, at, author, kind, tool, before, after)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """,
      key.values + [
        time, author, kind.rawValue, tool, before?.compact, after?.compact,
      ])
  }
}
