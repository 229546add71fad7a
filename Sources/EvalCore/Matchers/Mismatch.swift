/// One way in which a matched call's arguments are wrong.
package struct Mismatch: Sendable, Hashable {
  package enum Kind: String, Sendable {
    /// A named argument does not meet its matcher.
    case value
    /// The schema does not declare it.
    case hallucinated
    /// The schema requires it and it is not there.
    case missing
    /// The call does not validate against the variant's schema.
    case schema
  }

  package let kind: Kind
  /// JSON Pointer into the arguments.
  package let at: String
  /// What was expected and what was found.
  package let detail: String

  package init(_ kind: Kind, at: String, _ detail: String) {
    self.kind = kind
    self.at = at
    self.detail = detail
  }

  /// As many of one call as people read.
  static let most = 20
}
