import OrderedJSON

/// A form of a schema before and the one that stands for it after.
struct FormPair: Sendable {
  let old: SchemaForm
  let new: SchemaForm

  /// Whether both list what is allowed.
  var areListed: Bool { old.values != nil && new.values != nil }
  /// Whether neither does, so that bounds count.
  var areFree: Bool { old.values == nil && new.values == nil }
}

/// The forms of two schemas, each held against the one that it is most like.
///
/// What callers send by any old form must be taken by some new one, and what comes by any new form must have been
/// promised by some old one; so the forms of that side are gone through, and a form of the other may stand for several.
struct FormPairs: Sendable {
  private(set) var pairs: [FormPair] = []
  /// Forms of kinds that both schemas have, for which none stands.
  private(set) var lost: [SchemaForm] = []
  private(set) var gained: [SchemaForm] = []

  init(_ old: SchemaForms, _ new: SchemaForms, _ side: BreakingRule.Side) {
    for kind in SchemaForm.Kind.allCases {
      let (before, after) = (old[kind], new[kind])
      guard !before.isEmpty, !after.isEmpty else { continue }
      if side == .result {
        let matches = Self.matches(after, among: before)
        pairs += matches.pairs.map { FormPair(old: $0.other, new: $0.form) }
        (gained, lost) = (gained + matches.alone, lost + matches.unused)
      } else {
        let matches = Self.matches(before, among: after)
        pairs += matches.pairs.map { FormPair(old: $0.form, new: $0.other) }
        (lost, gained) = (lost + matches.alone, gained + matches.unused)
      }
    }
  }

  private struct Matches {
    var pairs: [(form: SchemaForm, other: SchemaForm)] = []
    var alone: [SchemaForm] = []
    var unused: [SchemaForm] = []
  }

  private static func matches(_ forms: [SchemaForm], among others: [SchemaForm]) -> Matches {
    if forms.count == 1, others.count == 1 { return Matches(pairs: [(forms[0], others[0])]) }
    var matches = Matches()
    var used: Set<Int> = []
    for form in forms {
      let scores = others.enumerated().map { ($0, 2 * (form.likeness(to: $1) ?? -1) + (used.contains($0) ? 0 : 1)) }
      guard let best = scores.max(by: { $0.1 < $1.1 || $0.1 == $1.1 && $0.0 > $1.0 }), best.1 >= 0 else {
        matches.alone.append(form)
        continue
      }
      used.insert(best.0)
      matches.pairs.append((form, others[best.0]))
    }
    matches.unused = others.indices.filter { !used.contains($0) }.map { others[$0] }
    return matches
  }
}

extension SchemaForm {
  /// How much alike two forms of one kind are; nil where they cannot stand for each other.
  fileprivate func likeness(to other: SchemaForm) -> Int? {
    if self == other { return 1_000 }
    if (values == nil) != (other.values == nil) { return 0 }
    switch kind {
    case .object: return likenessOfObjects(to: other)
    case .array: return elements == other.elements ? 10 : 1
    default: return ["format", "pattern"].count { all($0) == other.all($0) } + 1
    }
  }

  private func likenessOfObjects(to other: SchemaForm) -> Int? {
    let (names, others) = (propertyNames, other.propertyNames)
    let shared = names.filter(other.has)
    if shared.isEmpty { return names.isEmpty || others.isEmpty ? 1 : nil }
    let marks = shared.compactMap { name in mark(name).flatMap { mine in other.mark(name).map { mine == $0 } } }
    return marks.contains(false) ? nil : shared.count + 100 * marks.count
  }

  /// The one value that a member must have, by which such objects are told apart.
  private func mark(_ name: String) -> JSON? {
    property(name).lazy.compactMap { schema in
      schema["const"] ?? schema["enum"]?.arrayValue.flatMap { $0.count == 1 ? $0[0] : nil }
    }.first
  }
}
