import JSONSchema
import OrderedJSON

/// Goes through two schemas side by side, place by place, and asks every rule at each.
struct SchemaWalk {
  typealias RuleFinding = (rule: BreakingRule, finding: BreakingRule.Finding)

  private let side: BreakingRule.Side
  private let schemas: Pair
  private let references: (old: LocalReferences, new: LocalReferences)
  private let rules: [(rule: BreakingRule, look: @Sendable (PlaceChange) -> [BreakingRule.Finding])]
  private var found: [RuleFinding] = []
  private var isGivenUp = false
  private var effortLeft = mostEffort

  /// Definitions and combinations that hold each other may multiply; after so many schemas read and forms held against each
  /// other no place is looked at, and that is said.
  private static let mostEffort = 50_000
  private static let deepest = 64

  /// The schemas that hold at one place, before and after.
  private struct Pair: Hashable {
    let old: [JSON]
    let new: [JSON]

    /// Whether nothing is said of the place, before or after.
    var isEmpty: Bool { old.isEmpty && new.isEmpty }
  }

  init(from old: JSON, to new: JSON, _ side: BreakingRule.Side) {
    self.side = side
    // Arguments are an object whether or not their schema says so.
    let known: [JSON] = side == .arguments ? [["type": "object"]] : []
    schemas = Pair(old: known + [old], new: known + [new])
    references = (LocalReferences(old), LocalReferences(new))
    rules = BreakingRule.all.compactMap { rule in
      guard case .place(let sides, let look) = rule.look, sides.contains(side) else { return nil }
      return (rule, look)
    }
  }

  mutating func findings() -> [RuleFinding] {
    // One document is one schema, whatever it refers to inside.
    if schemas.old != schemas.new { visit(schemas, at: ValuePath(), within: []) }
    return found
  }

  /// - Parameter within: the pairs with references on the way here; one that comes again is where a circle closes.
  private mutating func visit(_ pair: Pair, at path: ValuePath, within open: [Pair]) {
    if pair.isEmpty { return }
    guard effortLeft > 0, open.count < Self.deepest else { return giveUp(at: path) }
    let old = SchemaForms(SchemaWays(pair.old, references.old))
    let new = SchemaForms(SchemaWays(pair.new, references.new))
    var open = open
    if old.isReferenced || new.isReferenced {
      if open.contains(pair) { return }
      open.append(pair)
    }
    effortLeft -= 1 + old.effort + new.effort + old.forms.count * new.forms.count
    let change = PlaceChange(path, old, new, side)
    for (rule, look) in rules { found += look(change).map { (rule, $0) } }
    for forms in change.forms.pairs {
      for (pair, path) in Self.children(of: forms, at: path) { visit(pair, at: path, within: open) }
    }
  }

  /// Says once that something was not looked at.
  private mutating func giveUp(at path: ValuePath) {
    guard !isGivenUp else { return }
    isGivenUp = true
    found.append((.notCompared, BreakingRule.Finding(path: path)))
  }

  private static func children(of forms: FormPair, at path: ValuePath) -> [(Pair, ValuePath)] {
    let (old, new) = (forms.old, forms.new)
    switch old.kind {
    case .object:
      let members = old.propertyNames.filter(new.has).map { name in
        (Pair(old: old.property(name), new: new.property(name)), path.member(name))
      }
      let others = Pair(old: old.otherMembers, new: new.otherMembers)
      let areOpen = !old.isClosed && !new.isClosed
      return members + (areOpen ? [(others, path.otherMembers)] : [])
    case .array:
      let leading = (0..<max(old.leading.count, new.leading.count)).map { index in
        (Pair(old: old.element(index), new: new.element(index)), path.element(index))
      }
      return leading + [(Pair(old: old.elements, new: new.elements), path.elements)]
    default: return []
    }
  }
}

extension SchemaForm {
  fileprivate func element(_ index: Int) -> [JSON] { leading.indices.contains(index) ? leading[index] : elements }
}
