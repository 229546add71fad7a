package import EvalCore
import OrderedJSON

/// A tool of a registered set that is to be changed.
package struct ToolAddress: Sendable {
  /// The set: the newest version that fits, for everybody or for one tenant.
  package let set: RegistryReference
  package let tool: String

  package init(_ tool: String, of set: RegistryReference) { (self.tool, self.set) = (tool, set) }
}

/// What became of a change to one tool.
package struct ToolChangeOutcome: Sendable, Hashable {
  package let version: ToolVersion
  /// False where it was so already.
  package let isNew: Bool
}

extension Registry {
  package func setEnabled(
    _ isEnabled: Bool, _ address: ToolAddress, by signature: RegistrySignature
  ) throws(RegistryFailure) -> ToolChangeOutcome {
    try change(by: signature) { writing throws(RegistryFailure) in
      try writing.change(address, isEnabled ? .enable : .disable) { tool, row throws(RegistryFailure) in
        row.isEnabled = isEnabled
        return (["enabled": .bool(tool.isEnabled)], ["enabled": .bool(isEnabled)])
      }
    }
  }

  /// - Throws: where the tool to use instead is not there, or a day is none.
  package func deprecate(
    _ address: ToolAddress, _ deprecation: ToolDeprecation, by signature: RegistrySignature
  ) throws(RegistryFailure) -> ToolChangeOutcome {
    try deprecation.requireOrder()
    return try change(by: signature) { writing throws(RegistryFailure) in
      if let replacement = deprecation.replacement {
        _ = try writing.tool(ToolAddress(replacement, of: address.set))
        guard replacement != address.tool else {
          throw RegistryFailure(
            .unfitChange, "'\(replacement)' cannot replace itself", fix: "name another tool with --use")
        }
      }
      return try writing.change(address, .deprecate) { tool, row throws(RegistryFailure) in
        row.deprecation = deprecation
        return (tool.deprecation?.json, deprecation.json)
      }
    }
  }
}

extension RegistryWriting {
  /// - Parameter edit: changes the row, and says what was so before and what is so now.
  fileprivate func change(
    _ address: ToolAddress, _ kind: RegistryChange.Kind,
    _ edit: (RegisteredTool, inout ToolRow) throws(RegistryFailure) -> (before: JSON?, after: JSON?)
  ) throws(RegistryFailure) -> ToolChangeOutcome {
    let (tool, version) = try tool(address)
    let key = SetKey(name: address.set.name, version: version, tenant: address.set.tenant ?? "")
    let known = try reading.rows(key).first { $0.tool == address.tool }
    var row = known ?? ToolRow(tool: address.tool, position: 0)
    let (before, after) = try edit(tool, &row)
    guard before != after else { return ToolChangeOutcome(version: version, isNew: false) }
    try makeSet(key)
    try put(row, in: key)
    try record(kind, address.tool, in: key, from: before, to: after)
    return ToolChangeOutcome(version: version, isNew: true)
  }

  fileprivate func tool(
    _ address: ToolAddress
  ) throws(RegistryFailure) -> (tool: RegisteredTool, version: ToolVersion) {
    let set = try reading.set(address.set)
    if let tool = set.tools.first(where: { $0.name == address.tool }) { return (tool, set.version) }
    throw RegistryFailure(
      .unknownTool, "'\(set.name)' \(set.version) has no tool '\(address.tool)'", address.tool,
      among: set.tools.map(\.name))
  }
}

extension ToolDeprecation {
  fileprivate func requireOrder() throws(RegistryFailure) {
    for day in [since, until].compactMap(\.self) where Timestamp.date("\(day)T00:00:00.000Z") == nil {
      throw RegistryFailure(
        .unfitChange, "expected a day such as 2027-01-31, found '\(day.excerpt())'", fix: "write YYYY-MM-DD")
    }
    if let until, until < since {
      throw RegistryFailure(
        .unfitChange, "expected the end of a deprecation not to be before its beginning \(since), found \(until)",
        fix: "give a later day with --until")
    }
  }
}
