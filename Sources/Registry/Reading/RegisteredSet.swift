package import EvalCore
package import OrderedJSON

/// A tool set in one version, as one tenant or everybody gets it.
package struct RegisteredSet: Sendable, Hashable {
  package let name: String
  package let version: ToolVersion
  /// Nil for everybody.
  package let tenant: String?
  /// In the order of the server, disabled ones among them; a tenant's further ones at the end.
  package let tools: [RegisteredTool]
  package let instructions: String?
  /// Verbatim.
  package let serverInfo: JSON?

  /// The enabled tools as a tool-set file has them, with what the registry says of them under `_registry`.
  package var toolSetFile: JSON {
    let enabled = tools.filter(\.isEnabled)
    var source: JSONObject = ["name": .string(name), "version": .string("\(version)")]
    source["tenant"] = tenant.map { .string($0) }
    let settings = enabled.filter { !$0.settings.isEmpty }.map { ($0.name, JSON.object($0.settings)) }
    if !settings.isEmpty { source["tools"] = .object(JSONObject(settings)) }
    var file: JSONObject = ["_registry": .object(source)]
    file["serverInfo"] = serverInfo
    file["instructions"] = instructions.map { .string($0) }
    file["tools"] = .array(enabled.map { .object($0.definition) })
    return .object(file)
  }
}

/// A registered set in a list.
package struct RegisteredSetSummary: Sendable, Hashable {
  package let name: String
  package let version: ToolVersion
  package let tenant: String?
  /// Rows, which for a tenant are what it has otherwise.
  package let tools: Int
  package let disabled: Int
  package let deprecated: Int
  /// As ``Timestamp`` writes it.
  package let importedAt: String
  package let importedBy: String
}

/// One change that somebody made.
package struct RegistryChange: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    case add, replace, remove, enable, disable, deprecate
  }

  package let at: String
  package let author: String
  package let kind: Kind
  package let version: String
  package let tenant: String?
  package let tool: String
  /// What was changed, before and after; nil where there was nothing.
  package let before: JSON?
  package let after: JSON?
}
