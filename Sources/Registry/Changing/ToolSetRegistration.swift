package import EvalCore
import OrderedJSON

/// A tool set that is to be registered in one version, for everybody or for one tenant.
package struct ToolSetRegistration: Sendable {
  package let name: String
  package let version: ToolVersion
  package let tenant: String?
  package let toolSet: ToolSet
  /// By tool; a tool that is not named keeps what it has.
  package var scopes: [String: [String]] = [:]
  /// By tool, e.g. `5/1m`; a tool that is not named keeps what it has.
  package var rates: [String: String] = [:]
  /// Whether a version that is there with other tools is replaced.
  package var replaces = false

  package init(_ toolSet: ToolSet, name: String, version: ToolVersion, tenant: String? = nil) {
    (self.toolSet, self.name, self.version, self.tenant) = (toolSet, name, version, tenant)
  }

  /// How many tools were new, otherwise or gone; all 0 where the registry had the same already.
  package struct Outcome: Sendable, Hashable {
    package var added = 0
    package var replaced = 0
    package var removed = 0

    package var isNothing: Bool { self == Outcome() }
  }

  var key: SetKey { SetKey(name: name, version: version, tenant: tenant ?? "") }

  /// The rows that this makes of those that are there.
  func rows(over former: [String: ToolRow]) -> [ToolRow] {
    toolSet.tools.enumerated().map { position, tool in
      var row = former[tool.name] ?? ToolRow(tool: tool.name, position: position)
      row.position = position
      row.definition = tool.json
      if tenant == nil, row.isEnabled == nil { row.isEnabled = true }
      row.scopes = scopes[tool.name] ?? row.scopes
      row.rate = rates[tool.name] ?? row.rate
      return row
    }
  }
}

extension Registry {
  /// Adds a version of a tool set; the same one again changes nothing.
  ///
  /// - Throws: where the version is there with other tools, and is not to be replaced.
  package func register(
    _ new: ToolSetRegistration, by signature: RegistrySignature
  ) throws(RegistryFailure) -> ToolSetRegistration.Outcome {
    try change(by: signature) { writing throws(RegistryFailure) in try writing.register(new) }
  }
}

extension RegistryWriting {
  fileprivate func register(_ new: ToolSetRegistration) throws(RegistryFailure) -> ToolSetRegistration.Outcome {
    let former = try reading.rows(new.key)
    let formerRows = former.keyed(by: \.tool)
    let rows = new.rows(over: formerRows)
    let kept = Set(rows.map(\.tool))
    let gone = former.filter { !kept.contains($0.tool) && $0.definition != nil }
    let changed = rows.filter { $0.values != formerRows[$0.tool]?.values }
    let about = try reading.about(new.key)
    let isOtherwise = about.map { $0 != [new.toolSet.instructions, new.toolSet.serverInfo?.compact] } ?? true
    if changed.isEmpty, gone.isEmpty, !isOtherwise { return ToolSetRegistration.Outcome() }
    if former.contains(where: { $0.definition != nil }), !new.replaces { throw Self.doubled(new, changed, gone) }
    try makeSet(new.key)
    try describe(new.key, instructions: new.toolSet.instructions, serverInfo: new.toolSet.serverInfo)
    var outcome = ToolSetRegistration.Outcome()
    for row in changed {
      let before = formerRows[row.tool]
      try put(row, in: new.key)
      try record(before == nil ? .add : .replace, row.tool, in: new.key, from: before?.json, to: row.json)
      if before == nil { outcome.added += 1 } else { outcome.replaced += 1 }
    }
    for row in gone {
      try remove(row.tool, from: new.key)
      try record(.remove, row.tool, in: new.key, from: row.json, to: nil)
      outcome.removed += 1
    }
    return outcome
  }

  private static func doubled(
    _ new: ToolSetRegistration, _ changed: [ToolRow], _ gone: [ToolRow]
  ) -> RegistryFailure {
    let names = (changed + gone).map { "'\($0.tool)'" }
    let which = names.isEmpty ? "the server's own texts" : names.prefix(4).joined(separator: ", ")
    return RegistryFailure(
      .doubledVersion,
      "version \(new.version) of '\(new.name)' is registered, and not the same: \(which)"
        + (names.count > 4 ? " and others differ" : names.count == 1 ? " differs" : " differ"),
      fix: "give it a version of its own, or replace what is there with --replace")
  }
}

extension RegistryReading {
  /// What the server says of itself; nil where the set is not there.
  fileprivate func about(_ key: SetKey) throws(RegistryFailure) -> [String?]? {
    try transaction.rows(
      "SELECT instructions, server_info FROM sets WHERE name = $1 AND version = $2 AND tenant = $3", key.values
    ).first
  }
}

extension ToolRow {
  /// As the record of a change shows it: what it does not say is left out.
  var json: JSON {
    var object: JSONObject = [:]
    object["definition"] = definition.map { .object($0) }
    object["enabled"] = isEnabled.map { .bool($0) }
    object["scopes"] = scopes.map { .array($0.map { .string($0) }) }
    object["limit"] = rate.map { .string($0) }
    object["deprecated"] = deprecation?.json
    return .object(object)
  }
}
