import EvalCore

/// Reads the keys `server` and `principal` of a suite, a variant or a case.
struct ServerReader {
  let checks: CallChecks
  private var complaints: Complaints { checks.complaints }

  func settings(_ node: LocatedNode) -> ServerSettings {
    var settings = ServerSettings()
    guard let fields = Fields(node, .server, complaints) else { return settings }
    for member in fields["scopes"]?.map("scopes", complaints) ?? [] where checkTool(member) {
      settings.scopes[member.key] = scopes(member.value, "the scopes of a tool")
    }
    if let node = fields["limits"] { settings.limits = limits(node) }
    settings.auth = fields["auth"].flatMap(auth)
    settings.redaction = fields["redact"].map { RedactionReader(complaints: complaints).settings($0) }
    return settings
  }

  private func auth(_ node: LocatedNode) -> AuthSettings? {
    guard let fields = Fields(node, .auth, complaints) else { return nil }
    let issuer = fields.required("issuer", complaints)?.nonEmptyString("the issuer", complaints)
    let audience = fields.required("audience", complaints)?.nonEmptyString("the audience", complaints)
    let jwks = fields.required("jwks", complaints)?.nonEmptyString("the key set", complaints)
    guard let issuer, let audience, let jwks else { return nil }
    return AuthSettings(issuer: issuer, audience: audience, jwks: jwks)
  }

  func principal(_ node: LocatedNode) -> Principal? {
    guard let fields = Fields(node, .principal, complaints),
      let subject = fields.required("subject", complaints)?.nonEmptyString("the subject", complaints)
    else { return nil }
    return Principal(
      subject: subject, tenant: fields["tenant"]?.nonEmptyString("the tenant", complaints),
      scopes: fields["scopes"].map { scopes($0, "the scopes of a principal") } ?? [])
  }

  private func limits(_ node: LocatedNode) -> RateLimits {
    var limits = RateLimits()
    guard let fields = Fields(node, .rateLimits, complaints) else { return limits }
    limits.conversation = fields["conversation"].flatMap(limit)
    limits.subject = fields["subject"].flatMap(limit)
    limits.tenant = fields["tenant"].flatMap(limit)
    for member in fields["tools"]?.map("the limits of tools", complaints) ?? [] where checkTool(member) {
      limits.tools[member.key] = limit(member.value)
    }
    return limits
  }

  private func limit(_ node: LocatedNode) -> RateLimit? {
    if let limit = node.stringValue.flatMap(RateLimit.init) { return limit }
    complaints.error(
      at: node.position, "expected calls per time such as '20/1m', found \(node.found)",
      fix: "write a number, a slash, and a time in s, m, h or d")
    return nil
  }

  /// Each once: repeating one says nothing.
  private func scopes(_ node: LocatedNode, _ what: String) -> [String] {
    var scopes: [String] = []
    for element in node.list(what, complaints) ?? [] {
      guard let scope = element.nonEmptyString("a scope", complaints) else { continue }
      if !Self.isScope(scope) {
        complaints.error(
          at: element.position,
          "expected a scope of printable characters without blanks, '\"' and '\\', found '\(scope.excerpt)'",
          fix: scope.contains(" ") ? "write [\(scope.split(separator: " ").joined(separator: ", "))]" : nil)
      } else if !scopes.contains(scope) {
        scopes.append(scope)
      }
    }
    return scopes
  }

  /// RFC 6749, section 3.3.
  private static func isScope(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
  }

  private func checkTool(_ member: LocatedNode.Member) -> Bool {
    checks.checkTool(member.key, at: member.keyPosition)
  }
}

extension ServerReader {
  /// Warns of scopes that are nearly what a tool asks for: a misspelt one hides tools without a word.
  func checkScopes(of principal: LocatedNode, _ settings: ServerSettings) {
    let known = Set(settings.scopes.values.joined()).sorted()
    for element in principal["scopes"]?.array ?? [] {
      guard let scope = element.stringValue, !known.contains(scope),
        let near = Suggestion.nearest(to: scope, among: known, edits: 2)
      else { continue }
      complaints.warning(
        at: element.position, "no tool asks for the scope '\(scope.excerpt)'", fix: "did you mean '\(near)'?")
    }
  }
}
