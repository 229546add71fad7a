/// As whom a trial asks: what the token of its requests says, so that the server shows and does only what that caller may.
package struct Principal: Sendable, Hashable {
  package var subject: String
  package var tenant: String?
  /// In the author's order.
  package var scopes: [String]

  package init(subject: String, tenant: String? = nil, scopes: [String] = []) {
    self.subject = subject
    self.tenant = tenant
    self.scopes = scopes
  }

  /// The scopes among these that it lacks, in their order.
  package func lacks(_ needed: [String]) -> [String] { needed.filter { !scopes.contains($0) } }
}
