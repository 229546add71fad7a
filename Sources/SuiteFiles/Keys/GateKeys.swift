import EvalCore

extension KeyTable {
  static let gate = KeyTable(
    "gate", "gate",
    keys(at: .suite) + [
      DeclaredKey(
        "tools", "a map from tools to rules", "Rules for single tools, by the control's name.",
        example: "{delete_issue: {min_recall: 0.8, max_forbidden_calls: 0}}"),
      DeclaredKey(
        "variants", "a map from variants to rules", "Rules that replace these for one variant.",
        example: "{rewrite: {max_drop: 0.02}}"),
      DeclaredKey(
        "models", "a map from models to rules", "Rules that replace these for one model.",
        example: "{lexical: {min_accuracy: 0.5}}"),
    ])

  static let gateTools = KeyTable("gate-tools", "the rules of a tool", keys(at: .tool))
  static let gateVariants = KeyTable("gate-overrides", "the rules of a variant", keys(at: .variant))
  static let gateModels = KeyTable("gate-overrides", "the rules of a model", keys(at: .model))

  /// Each rule declares its own key.
  private static func keys(at level: GateRule.Level) -> [DeclaredKey] {
    GateRule.all.filter { $0.levels.contains(level) }.map { rule in
      DeclaredKey(rule.key, rule.value.words, rule.summary, example: rule.example)
    }
  }
}

extension GateRule.Value {
  fileprivate var words: String {
    switch self {
    case .share, .drop(canBeOff: false): "a fraction from 0 to 1"
    case .drop(canBeOff: true): "a fraction from 0 to 1, or `off`"
    case .count: "a whole number, 0 or more"
    case .flag: "true or false"
    }
  }
}
