/// The rules that a run must meet, as the suite's `gate` says; rates and drops are fractions of 1.
package struct GateRules: Sendable, Hashable {
  package var maxDrop: Double?
  /// Nil for `off`.
  package var maxToolDrop: Double? = 0.25
  package var minAccuracy: Double?
  package var maxFalseCallRate: Double?
  package var maxMissedCallRate: Double?
  package var maxForbiddenCalls: Int?
  package var maxCatalogTokens: Int?
  package var noNewFailures = false
  /// By the control's tool name.
  package var tools: [String: ToolRules] = [:]
  /// By variant name: rules that stand in place of the suite's there; nil fields fall through.
  package var variants: [String: Overrides] = [:]
  /// By model name.
  package var models: [String: Overrides] = [:]

  /// What is tolerated where nobody says (`method.md` 2.6), in shares of 1.
  package static let usualDrop = 0.05

  package init() {}

  package struct ToolRules: Sendable, Hashable {
    package var minRecall: Double?
    package var minPrecision: Double?
    package var maxForbiddenCalls: Int?

    package init() {}
  }

  package struct Overrides: Sendable, Hashable {
    package var maxDrop: Double?
    package var minAccuracy: Double?
    package var maxFalseCallRate: Double?
    package var maxMissedCallRate: Double?
    package var maxCatalogTokens: Int?

    package init() {}
  }
}

extension GateRules {
  /// The rules of one arm: what the variant says, else the model, else the suite.
  package func rules(variant: String, model: String) -> Overrides {
    let (own, models) = (variants[variant], self.models[model])
    var rules = Overrides()
    rules.maxDrop = own?.maxDrop ?? models?.maxDrop ?? maxDrop
    rules.minAccuracy = own?.minAccuracy ?? models?.minAccuracy ?? minAccuracy
    rules.maxFalseCallRate = own?.maxFalseCallRate ?? models?.maxFalseCallRate ?? maxFalseCallRate
    rules.maxMissedCallRate = own?.maxMissedCallRate ?? models?.maxMissedCallRate ?? maxMissedCallRate
    rules.maxCatalogTokens = own?.maxCatalogTokens ?? models?.maxCatalogTokens ?? maxCatalogTokens
    return rules
  }

  /// The drop that must be ruled out for an arm, in shares of 1, whether or not the gate has such a rule.
  package func margin(variant: String, model: String) -> Double {
    rules(variant: variant, model: model).maxDrop ?? Self.usualDrop
  }

  /// These rules where a drop is always a matter of the gate: against a baseline or a control from outside, and where repeats
  /// are added after looking.
  package var forbiddingDrops: GateRules {
    var rules = self
    rules.maxDrop = maxDrop ?? Self.usualDrop
    return rules
  }
}
