import OrderedJSON

/// A tool set as a suite names it in a registry: `registry:NAME[@VERSION][?tenant=TENANT]`.
package struct RegistryReference: Sendable, Hashable {
  package static let prefix = "registry:"

  package let name: String
  package let range: VersionRange
  /// Whose tools; nil for those of everybody.
  package let tenant: String?
  /// As it was written.
  package let text: String

  package init(name: String, range: VersionRange = .latest, tenant: String? = nil) {
    (self.name, self.range, self.tenant) = (name, range, tenant)
    text = Self.prefix + name + (range == .latest ? "" : "@\(range.text)") + (tenant.map { "?tenant=\($0)" } ?? "")
  }

  /// Whether a text in the place of a path is meant to be one, well written or not.
  package static func isMeant(by text: String) -> Bool { text.hasPrefix(prefix) }

  /// - Parameter text: with the prefix, as in a suite, or without it, as on the command line.
  package init(parsing text: String) throws(RegistryReferenceError) {
    self.text = text
    let bare = text.hasPrefix(Self.prefix) ? text.dropFirst(Self.prefix.count) : text[...]
    let halves = bare.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = halves[0].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    name = String(parts[0])
    guard Self.isName(name) else {
      throw RegistryReferenceError(
        "expected a name of letters, digits, '.', '_' and '-' for a registered tool set, found '\(name.excerpt())'",
        fix: "write \(Self.prefix)NAME, \(Self.prefix)NAME@2 or \(Self.prefix)NAME@^2?tenant=TENANT")
    }
    range = try parts.count == 1 ? .latest : Self.range(String(parts[1]))
    tenant = try halves.count == 1 ? nil : Self.tenant(String(halves[1]))
  }

  private static func range(_ text: String) throws(RegistryReferenceError) -> VersionRange {
    if let range = VersionRange(text) { return range }
    throw RegistryReferenceError(
      "expected a version such as '2' or '2.1.0', a range such as '^2', or 'latest', found '\(text.excerpt())'",
      fix: "leave out '@\(text.excerpt())' for the newest version")
  }

  private static func tenant(_ query: String) throws(RegistryReferenceError) -> String {
    let key = "tenant="
    let tenant = String(query.dropFirst(key.count))
    if query.hasPrefix(key), isName(tenant) { return tenant }
    throw RegistryReferenceError("expected '?tenant=NAME', found '?\(query.excerpt())'", fix: "write ?tenant=NAME")
  }

  /// Names of sets and of tenants alike: what needs no quotes in a suite, in a shell or in a URL.
  package static func isName(_ text: String) -> Bool {
    (1...100).contains(text.utf8.count) && text.utf8.allSatisfy(nameBytes.contains)
      && text.utf8.first.map { ![0x2E, 0x2D].contains($0) } ?? false
  }

  private static let nameBytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-".utf8)
}

/// Why a text is no reference to a registered tool set.
package struct RegistryReferenceError: Error, Sendable, Hashable {
  package let message: String
  package let fix: String

  init(_ message: String, fix: String) { (self.message, self.fix) = (message, fix) }
}
