package import OrderedJSON

/// What one rule found at one place.
package struct BreakingChange: Sendable, Hashable {
  package let rule: BreakingRule
  /// By its new name; nil for what concerns the list itself.
  package let tool: String?
  /// Nil where the change is not in a schema.
  package let side: BreakingRule.Side?
  package let path: ValuePath?
  /// Nil where nothing was there; both, where the rule says all.
  package let before: Part?
  package let after: Part?

  /// What stood at a place.
  package enum Part: Sendable, Hashable {
    /// A description, of any length.
    case text(String)
    /// Words of this program or of a schema: types, names.
    case words([String])
    case values([JSON])
    /// A keyword of a schema, or a hint, with its value.
    case keyword(String, JSON)
  }

  init(_ rule: BreakingRule, tool: String?, side: BreakingRule.Side? = nil, _ finding: BreakingRule.Finding) {
    self.rule = rule
    self.tool = finding.tool ?? tool
    self.side = side
    path = finding.path
    before = finding.before
    after = finding.after
  }
}
