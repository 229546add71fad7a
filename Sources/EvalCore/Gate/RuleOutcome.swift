/// One rule applied to one arm, comparison or tool.
package struct RuleOutcome: Sendable {
  package let rule: GateRule
  package let subject: Subject
  /// Where it is a rule of one tool.
  package let tool: String?
  package let verdict: Verdict
  package let threshold: Double
  /// What was found, with its interval where there is one; nil where nothing could be.
  package let value: Double?
  package let low: Double?
  package let high: Double?
  /// Where the control is not this run's own.
  package let baseline: String?
  package let evidence: RuleEvidence

  package enum Subject: Sendable, Hashable {
    case run
    /// Whatever the model.
    case variant(String)
    case arm(Arm)
  }

  package init(
    _ rule: GateRule, _ subject: Subject, tool: String? = nil, _ verdict: Verdict, threshold: Double,
    value: Double? = nil, low: Double? = nil, high: Double? = nil, baseline: String? = nil, evidence: RuleEvidence
  ) {
    self.rule = rule
    self.subject = subject
    self.tool = tool
    self.verdict = verdict
    self.threshold = threshold
    self.value = value
    self.low = low
    self.high = high
    self.baseline = baseline
    self.evidence = evidence
  }

  /// The path of its key under `gate`, e.g. `min_accuracy` or `tools.delete_issue.min_recall`.
  package var path: String { tool.map { "tools.\($0).\(rule.key)" } ?? rule.key }

  package var arm: Arm? { if case .arm(let arm) = subject { arm } else { nil } }

  package var variant: String? {
    switch subject {
    case .run: nil
    case .variant(let variant): variant
    case .arm(let arm): arm.variant
    }
  }
}
