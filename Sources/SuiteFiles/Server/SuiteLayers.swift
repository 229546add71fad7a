import EvalCore

/// The layers of a suite and its variants, read before the cases, whose expectations they can make impossible.
struct SuiteLayers {
  let server: ServerSettings
  let principal: Principal?
  private let variants: [Variant]

  /// - Parameter read: given what the variants say of their own.
  init(_ fields: Fields, _ read: inout [ReadVariant], _ checks: CallChecks) {
    let reader = ServerReader(checks: checks)
    let server = fields["server"].map { reader.settings($0) } ?? ServerSettings()
    self.server = server
    principal = fields["principal"].flatMap { reader.principal($0) }
    for index in read.indices {
      guard let fields = read[index].fields else { continue }
      read[index].variant.server = fields["server"].map { reader.settings($0) } ?? ServerSettings()
      if let auth = fields["server"]?["auth"] {
        checks.complaints.error(
          at: auth.position, "a variant has no 'auth' of its own", fix: "put it under the suite's 'server'")
      }
      read[index].variant.principal = fields["principal"].flatMap { reader.principal($0) }
    }
    variants = read.map(\.variant)
    for node in [fields["principal"]] + read.map({ $0.fields?["principal"] }) {
      if let node { reader.checkScopes(of: node, everywhere) }
    }
  }

  /// A case's own.
  func principal(_ node: LocatedNode, _ checks: CallChecks) -> Principal? {
    let reader = ServerReader(checks: checks)
    let principal = reader.principal(node)
    reader.checkScopes(of: node, everywhere)
    return principal
  }

  /// The checks of a case, who knows of the tools that a layer hides from it.
  ///
  /// - Parameter own: the case's own principal.
  func checks(of own: Principal?, _ checks: CallChecks) -> CallChecks {
    checks.hiding { tools in
      guard let variant = variants.first(where: { $0.name == tools.variant }) else { return [:] }
      return server.overlaid(by: variant.server).hiddenTools(
        from: own ?? variant.principal ?? principal, tools.names)
    }
  }

  /// All that any variant's tools ask for.
  private var everywhere: ServerSettings {
    var all = server
    for variant in variants {
      for (tool, scopes) in variant.server.scopes { all.scopes[tool, default: []] += scopes }
    }
    return all
  }
}
