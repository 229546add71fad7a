import EvalCore
import OrderedJSON

extension RegistryChange {
  /// Nil where another program wrote the row.
  init?(_ row: [String?]) {
    guard let kind = row[2].flatMap(Kind.init) else { return nil }
    let values = row[6...7].map { text in text.flatMap { try? JSON(parsing: $0) } }
    self.init(
      at: row[0] ?? "", author: row[1] ?? "", kind: kind, version: row[3] ?? "", tenant: row[4].nonEmpty,
      tool: row[5] ?? "", before: values[0], after: values[1])
  }
}

extension RegisteredSetSummary {
  /// Nil where another program wrote the row.
  init?(_ row: [String?]) {
    guard let name = row[0], let version = row[1].flatMap({ ToolVersion($0) }) else { return nil }
    let counts = row[5...7].map { $0.flatMap { Int($0) } ?? 0 }
    self.init(
      name: name, version: version, tenant: row[2].nonEmpty, tools: counts[0], disabled: counts[1],
      deprecated: counts[2], importedAt: row[3] ?? "", importedBy: row[4] ?? "")
  }
}

extension Optional<String> {
  /// Nil for an empty text, too: the tenant of everybody.
  fileprivate var nonEmpty: String? { flatMap { $0.isEmpty ? nil : $0 } }
}

extension RegistryReading {
  /// An empty list where the set is known and the tool, if one was asked for, too.
  func explainEmptyHistory(_ name: String, _ tool: String?) throws(RegistryFailure) -> [RegistryChange] {
    let known = try transaction.rows("SELECT DISTINCT tool FROM changes WHERE name = $1 ORDER BY tool", [name])
      .compactMap { $0[0] }
    if known.isEmpty { _ = try version(of: RegistryReference(name: name)) }
    if let tool, !known.contains(tool) {
      throw RegistryFailure(.unknownTool, "'\(name)' never had a tool '\(tool)'", tool, among: known)
    }
    return []
  }
}
