import OrderedJSON

/// One place of a schema before and after: what the rules of schemas look at.
struct PlaceChange: Sendable {
  let path: ValuePath
  let old: SchemaForms
  let new: SchemaForms
  let forms: FormPairs

  init(_ path: ValuePath, _ old: SchemaForms, _ new: SchemaForms, _ side: BreakingRule.Side) {
    self.path = path
    self.old = old
    self.new = new
    forms = FormPairs(old, new, side)
  }

  /// Whether values of some type fitted before and do not now: a kind is gone, or of numbers only integers are left.
  var losesTypes: Bool { Self.isLarger(old, new) }
  /// Whether values of some type fit that did not before.
  var gainsTypes: Bool { Self.isLarger(new, old) }

  private static func isLarger(_ one: SchemaForms, _ other: SchemaForms) -> Bool {
    SchemaForm.Kind.allCases.contains { kind in
      let (mine, theirs) = (one[kind], other[kind])
      if mine.isEmpty { return false }
      let isFree = (mine + theirs).allSatisfy { $0.values == nil }
      return theirs.isEmpty || isFree && theirs.allSatisfy(\.isInteger) && !mine.allSatisfy(\.isInteger)
    }
  }

  /// The one finding that a rule has at this place itself.
  func finding(_ before: BreakingChange.Part?, _ after: BreakingChange.Part?) -> BreakingRule.Finding {
    BreakingRule.Finding(path: path, before: before, after: after)
  }

  /// A finding of a member.
  func finding(of name: String, _ before: BreakingChange.Part?, _ after: BreakingChange.Part?) -> BreakingRule.Finding {
    BreakingRule.Finding(path: path.member(name), before: before, after: after)
  }

  var objects: [FormPair] { forms.pairs.filter { $0.old.kind == .object } }
}
