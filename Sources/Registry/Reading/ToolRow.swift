import EvalCore
import OrderedJSON

/// A tool set in one version for one tenant: what a row belongs to.
struct SetKey: Hashable {
  let name: String
  let version: ToolVersion
  /// Empty for everybody.
  let tenant: String

  var values: [String?] { [name, "\(version)", tenant] }
}

/// A row of `tools`. Nil in a tenant's row is "as for everybody".
struct ToolRow {
  let tool: String
  var position: Int
  var definition: JSONObject?
  var isEnabled: Bool?
  var scopes: [String]?
  var rate: String?
  var deprecation: ToolDeprecation?

  static let columns = ["tool", "position", "definition", "enabled", "scopes", "rate", "deprecation"]
    .joined(separator: ", ")

  init(tool: String, position: Int) { (self.tool, self.position) = (tool, position) }

  init(_ row: [String?], in key: SetKey) throws(RegistryFailure) {
    self.init(tool: row[0] ?? "", position: row[1].flatMap { Int($0) } ?? 0)
    func json(_ index: Int) throws(RegistryFailure) -> JSON? {
      guard let text = row[index] else { return nil }
      if let json = try? JSON(parsing: text) { return json }
      throw RegistryFailure(
        .damaged, "the registry has something else than JSON for the tool '\(tool)' of \(key.name) \(key.version)",
        fix: "import this version again with --replace")
    }
    definition = try json(2)?.objectValue
    isEnabled = row[3].map { $0 != "0" }
    scopes = try json(4)?.arrayValue?.compactMap(\.stringValue)
    rate = row[5]
    deprecation = try json(6).flatMap(ToolDeprecation.init)
  }

  /// In the order of ``columns``.
  var values: [String?] {
    [
      tool, String(position), definition.map { JSON.object($0).compact }, isEnabled.map { $0 ? "1" : "0" },
      scopes.map { JSON.array($0.map { .string($0) }).compact }, rate, deprecation?.json.compact,
    ]
  }

  /// The tool, with what a tenant's own row says otherwise than everybody's; nil where nobody has defined it.
  func tool(over common: ToolRow? = nil, isTenantsOwn: Bool) -> RegisteredTool? {
    guard let definition = definition ?? common?.definition else { return nil }
    return RegisteredTool(
      name: tool, definition: definition, isEnabled: isEnabled ?? common?.isEnabled ?? true,
      scopes: scopes ?? common?.scopes ?? [], rate: rate ?? common?.rate,
      deprecation: deprecation ?? common?.deprecation, isTenantsOwn: isTenantsOwn)
  }
}
