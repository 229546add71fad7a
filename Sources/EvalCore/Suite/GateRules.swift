/// The thresholds that a suite's `gate` sets, and which of them holds for an arm: shares and drops are fractions of 1.
package struct GateRules: Sendable, Hashable {
  /// Whose threshold it is.
  package enum Owner: Sendable, Hashable {
    case suite
    case variant(String)
    case model(String)
    /// By the control's name.
    case tool(String)
  }

  /// By rule; a rule of the suite's that is nil is off.
  private var thresholds: [Owner: [GateRule: Double?]] = [:]

  package init() {}

  /// The suite's own threshold, else the one that holds unasked; nil where the rule does not apply.
  package subscript(rule: GateRule) -> Double? {
    get { thresholds[.suite]?[rule] ?? rule.usual.flatMap { $0.appliesUnasked ? $0.threshold : nil } }
    set { thresholds[.suite, default: [:]][rule] = .some(newValue) }
  }

  /// What one of them says; nil where nothing does.
  package subscript(rule: GateRule, in owner: Owner) -> Double? {
    get { (thresholds[owner]?[rule]).flatMap(\.self) }
    set { thresholds[owner, default: [:]][rule] = newValue }
  }

  /// Which threshold holds for an arm: what its variant says, else its model, else the suite; nil where the rule does not apply.
  package func threshold(of rule: GateRule, for arm: Arm) -> Double? {
    self[rule, in: .variant(arm.variant)] ?? self[rule, in: .model(arm.model)] ?? self[rule]
  }

  /// ``threshold(of:for:)``, else what is usual, whether or not the gate has such a rule.
  package func tolerance(of rule: GateRule, for arm: Arm) -> Double {
    threshold(of: rule, for: arm) ?? rule.usual?.threshold ?? 0
  }

  /// Whether nobody wrote the threshold that holds for a variant under a model: it is what is usual.
  package func isUsual(_ rule: GateRule, variant: String?, model: String?) -> Bool {
    let owners = [.suite, variant.map(Owner.variant), model.map(Owner.model)].compactMap(\.self)
    return rule.usual != nil && owners.allSatisfy { thresholds[$0]?[rule] == nil }
  }

  /// The tools that have a rule of their own, with its threshold, by name.
  package func tools(with rule: GateRule) -> [(tool: String, threshold: Double)] {
    thresholds.compactMap { owner, rules in
      guard case .tool(let tool) = owner, let threshold = rules[rule].flatMap(\.self) else { return nil }
      return (tool, threshold)
    }.sorted { $0.tool < $1.tool }
  }

  /// These where a rule that would not apply unasked does, at what is usual: drops, against a baseline or a control from outside,
  /// and where repeats are added after looking.
  package func requiring(_ rule: GateRule) -> GateRules {
    var rules = self
    rules[rule] = self[rule] ?? rule.usual?.threshold
    return rules
  }
}
