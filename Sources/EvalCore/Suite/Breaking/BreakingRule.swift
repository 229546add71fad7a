package import OrderedJSON

/// A rule that says what a change of a tool list costs: one file a family under `Rules`, one row in ``all``.
package struct BreakingRule: Sendable {
  package let key: String
  package let severity: Severity
  package let affects: [Affected]
  /// What happens to whom, for people.
  package let summary: String
  /// What it finds, shown in the manual and run by a test.
  package let example: Example
  let look: Look

  package enum Severity: String, Sendable, CaseIterable {
    /// Something that was right is refused, means something else, or is not what was promised.
    case breaking
    /// It depends on who calls, reads or chooses.
    case risky
    case harmless
  }

  package enum Affected: String, Sendable {
    /// Programs and prompts that send calls.
    case callers
    /// Who reads structured results.
    case readers
    /// Models, which choose by what they read.
    case models
  }

  /// Which schema of a tool is meant: what is narrowed breaks arguments, what is widened breaks results.
  package enum Side: String, Sendable {
    case arguments, result
  }

  package enum Example: Sendable {
    /// A schema before and after, of the arguments or of the result.
    case schema(JSON, JSON)
    /// A whole list before and after.
    case list(JSON, JSON)
    /// One that would be too long to read.
    case none
  }

  /// A place, or a tool, and what stood there before and stands there now.
  struct Finding: Sendable {
    var tool: String?
    var path: ValuePath?
    var before: BreakingChange.Part?
    var after: BreakingChange.Part?
  }

  enum Look: Sendable {
    case list(@Sendable (ListChange) -> [Finding])
    case tool(@Sendable (_ old: Tool, _ new: Tool) -> [Finding])
    case place([Side], @Sendable (PlaceChange) -> [Finding])
  }

  init(
    _ key: String, _ severity: Severity, for affects: [Affected], summary: String, example: Example, _ look: Look
  ) {
    self.key = key
    self.severity = severity
    self.affects = affects
    self.summary = summary
    self.example = example
    self.look = look
  }
}

extension BreakingRule: Hashable {
  package static func == (left: BreakingRule, right: BreakingRule) -> Bool { left.key == right.key }
  package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
