import OrderedJSON
import EvalCore

/// Reads `gate`: the rules that a run must meet.
struct GateReader {
  let checks: CallChecks
  let variants: [String]
  private var complaints: Complaints { checks.complaints }

  private static func rules(at level: GateRule.Level) -> [GateRule] {
    GateRule.all.filter { $0.levels.contains(level) }
  }

  func rules(_ node: LocatedNode) -> GateRules {
    var rules = GateRules()
    guard let fields = Fields(node, .gate, complaints) else { return rules }
    for rule in Self.rules(at: .suite) {
      if let field = fields[rule.key] { rules[rule] = threshold(of: rule, field) }
    }
    for (tool, node) in tools(fields["tools"]) {
      read(node, .gateTools, at: .tool, of: .tool(tool), &rules)
    }
    for (variant, node) in named(fields["variants"], "variant", known: variants) {
      read(node, .gateVariants, at: .variant, of: .variant(variant), &rules)
    }
    for (model, node) in named(fields["models"], "model", known: nil) {
      read(node, .gateModels, at: .model, of: .model(model), &rules)
    }
    return rules
  }

  private func read(
    _ node: LocatedNode, _ keys: KeyTable, at level: GateRule.Level, of owner: GateRules.Owner, _ rules: inout GateRules
  ) {
    guard let fields = Fields(node, keys, complaints) else { return }
    for rule in Self.rules(at: level) {
      if let field = fields[rule.key] { rules[rule, in: owner] = threshold(of: rule, field) }
    }
  }

  /// Nil for what is off, and after a complaint.
  private func threshold(of rule: GateRule, _ node: LocatedNode) -> Double? {
    switch rule.value {
    case .count: node.integer(rule.key, in: 0...Int.max, complaints).map(Double.init)
    case .flag: node.bool(rule.key, complaints) == true ? 0 : nil
    case .share: node.fraction(rule.key, complaints)
    case .drop(canBeOff: false): node.fraction(rule.key, complaints)
    case .drop(canBeOff: true):
      node.stringValue == "off" ? nil : node.fraction("\(rule.key) (or off)", complaints)
    }
  }

  /// Where each model is named; whether a run asks it is known only with its command line.
  static func modelPositions(_ node: LocatedNode) -> [String: FilePosition] {
    Dictionary(firstOf: (node["models"]?.members ?? []).map { ($0.key, $0.keyPosition) })
  }

  private func tools(_ node: LocatedNode?) -> [(String, LocatedNode)] {
    (node?.map("the gate's tools", complaints) ?? []).filter { checks.checkTool($0.key, at: $0.keyPosition) }
      .map { ($0.key, $0.value) }
  }

  private func named(_ node: LocatedNode?, _ what: String, known: [String]?) -> [(String, LocatedNode)] {
    (node?.map("the gate's \(what)s", complaints) ?? []).compactMap { member in
      guard let known, !known.contains(member.key) else { return (member.key, member.value) }
      if checks.knowsVariants {
        complaints.error(
          at: member.keyPosition, "unknown \(what) '\(member.key.excerpt)'",
          fix: Suggestion.fix(for: member.key, among: known))
      }
      return nil
    }
  }
}
