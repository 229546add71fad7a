import OrderedJSON

extension Suite {
  /// What the server is told for a variant: the suite's settings, with the variant's own in their place.
  package func server(in variant: Variant) -> ServerSettings { server.overlaid(by: variant.server) }

  /// As whom a trial asks: the case's, the variant's or the suite's own; nil where nobody is named.
  ///
  /// - Parameter evalCase: nil for the variant's own URL.
  package func principal(of evalCase: EvalCase?, in variant: Variant) -> Principal? {
    evalCase?.principal ?? variant.principal ?? principal
  }

  /// Whether any trial asks as somebody, so that requests carry tokens.
  package var hasPrincipals: Bool {
    principal != nil || variants.contains { $0.principal != nil } || cases.contains { $0.principal != nil }
  }

  /// The tools of a variant's own list, as its principal sees it.
  package func shownTools(in variant: Variant) -> [Tool] {
    let hidden = hiddenTools(of: nil, in: variant)
    return hidden.isEmpty ? variant.toolSet.tools : variant.toolSet.tools.filter { hidden[$0.name] == nil }
  }

  /// The tools that a layer keeps from a trial's list, by the names that the variant shows; a call of one finds no tool.
  package func hiddenTools(of evalCase: EvalCase?, in variant: Variant) -> [String: Layer] {
    let names = evalCase.map { self.names(of: $0, in: variant) } ?? variant.names
    return server(in: variant).hiddenTools(from: principal(of: evalCase, in: variant), names)
  }
}

extension EvalCase {
  /// Whether it brings tools or a principal of its own, so that its list cannot be its variant's.
  package var hasOwnList: Bool { tools != nil || principal != nil }
}

extension ServerSettings {
  /// By shown name, which layer keeps the tool from this caller; nobody is kept from anything where nobody is named.
  package func hiddenTools(from principal: Principal?, _ names: NameMap) -> [String: Layer] {
    guard let principal, !scopes.isEmpty else { return [:] }
    let hidden = scopes.filter { !principal.lacks($0.value).isEmpty }
    return Dictionary(firstOf: hidden.keys.sorted().map { (names.shown($0), .scope) })
  }

  /// The same under the names that a variant shows; where it merges tools, a caller needs the scopes of all of them.
  package func shown(_ names: NameMap) -> ServerSettings {
    var shown = self
    let scopes = scopes.sorted { $0.key < $1.key }.map { (names.shown($0.key), $0.value) }
    shown.scopes = Dictionary(scopes) { first, other in first + other.filter { !first.contains($0) } }
    let limits = limits.tools.sorted { $0.key < $1.key }.map { (names.shown($0.key), $0.value) }
    shown.limits.tools = Dictionary(firstOf: limits)
    return shown
  }
}
