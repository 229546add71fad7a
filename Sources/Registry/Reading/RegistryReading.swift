import EvalCore
import OrderedJSON

/// Finds in one transaction what a reference means, and says what is there where it means nothing.
struct RegistryReading {
  let transaction: any RegistryTransaction

  func set(_ reference: RegistryReference) throws(RegistryFailure) -> RegisteredSet {
    let version = try version(of: reference)
    let name = reference.name
    let common = try rows(SetKey(name: name, version: version, tenant: ""))
    let own = try reference.tenant.map { tenant throws(RegistryFailure) in
      try rows(SetKey(name: name, version: version, tenant: tenant))
    }
    let about = try about(name, version, reference.tenant)
    return RegisteredSet(
      name: name, version: version, tenant: reference.tenant, tools: Self.overlaid(common, own ?? []),
      instructions: about.instructions, serverInfo: about.serverInfo)
  }

  /// Everybody's tools in their order, each with what the tenant has otherwise, and then the tenant's further ones.
  private static func overlaid(_ common: [ToolRow], _ own: [ToolRow]) -> [RegisteredTool] {
    let ownRows = own.keyed(by: \.tool)
    let known = Set(common.map(\.tool))
    let everybodys = common.compactMap { row in
      ownRows[row.tool]?.tool(over: row, isTenantsOwn: true) ?? row.tool(isTenantsOwn: false)
    }
    return everybodys + own.filter { !known.contains($0.tool) }.compactMap { $0.tool(isTenantsOwn: true) }
  }

  /// The tenant's own instructions where it has some, else everybody's.
  private func about(
    _ name: String, _ version: ToolVersion, _ tenant: String?
  ) throws(RegistryFailure) -> (instructions: String?, serverInfo: JSON?) {
    let rows = try transaction.rows(
      """
      SELECT instructions, server_info FROM sets WHERE name = $1 AND version = $2 AND tenant IN ('', $3)
      ORDER BY tenant DESC
      """, [name, "\(version)", tenant ?? ""])
    let info = rows.compactMap { $0[1] }.first
    return (rows.compactMap { $0[0] }.first, info.flatMap { try? JSON(parsing: $0) })
  }

  func rows(_ key: SetKey) throws(RegistryFailure) -> [ToolRow] {
    let rows = try transaction.rows(
      """
      SELECT \(ToolRow.columns) FROM tools WHERE name = $1 AND version = $2 AND tenant = $3 ORDER BY position, tool
      """, key.values)
    return try rows.map { row throws(RegistryFailure) in try ToolRow(row, in: key) }
  }

  // MARK: What a reference means

  /// The newest version that fits, of those that everybody or the tenant has.
  func version(of reference: RegistryReference) throws(RegistryFailure) -> ToolVersion {
    let listed = try versions(of: reference.name)
    if listed.isEmpty { throw try noSuchSet(reference.name) }
    try requireTenant(reference.tenant)
    let visible = listed.filter { $0.tenant.isEmpty || $0.tenant == reference.tenant }.map(\.version)
    if let newest = reference.range.newest(of: visible) { return newest }
    throw nothingFits(reference, visible: visible, tenants: Set(listed.map(\.tenant)).sorted())
  }

  private func versions(of name: String) throws(RegistryFailure) -> [(version: ToolVersion, tenant: String)] {
    try transaction.rows("SELECT version, tenant FROM sets WHERE name = $1", [name]).compactMap { row in
      row[0].flatMap { ToolVersion($0) }.map { ($0, row[1] ?? "") }
    }
  }

  private func noSuchSet(_ name: String) throws(RegistryFailure) -> RegistryFailure {
    let known = try transaction.rows("SELECT DISTINCT name FROM sets ORDER BY name", []).compactMap { $0[0] }
    if known.isEmpty {
      return RegistryFailure(
        .unknownSet, "the registry has no tool set '\(name)': it is empty",
        fix: "toolsight registry import FILE --name \(name) --version 1")
    }
    return RegistryFailure(.unknownSet, "the registry has no tool set '\(name)'", name, among: known)
  }

  private func requireTenant(_ tenant: String?) throws(RegistryFailure) {
    guard let tenant else { return }
    let known = try transaction.rows("SELECT DISTINCT tenant FROM sets WHERE tenant <> '' ORDER BY tenant", [])
      .compactMap { $0[0] }
    if known.contains(tenant) { return }
    if known.isEmpty {
      throw RegistryFailure(
        .unknownTenant, "the registry has no tenant '\(tenant)': it has tools for everybody alone",
        fix: "leave out the tenant, or give it tools with registry import --tenant \(tenant)")
    }
    throw RegistryFailure(.unknownTenant, "the registry has no tenant '\(tenant)'", tenant, among: known)
  }

  private func nothingFits(
    _ reference: RegistryReference, visible: [ToolVersion], tenants: [String]
  ) -> RegistryFailure {
    let name = reference.name
    if visible.isEmpty {
      return RegistryFailure(
        .unknownTenant, "the registry has '\(name)' for \(tenants.map { "'\($0)'" }.joined(separator: ", ")) alone",
        fix: "write \(RegistryReference(name: name, range: reference.range, tenant: tenants.first).text)")
    }
    let there = Set(visible).sorted().map(\.description).joined(separator: ", ")
    return RegistryFailure(
      .unknownVersion, "no version of '\(name)' fits '\(reference.range.text)'", fix: "there are \(there)")
  }
}
