import EvalCore

/// The tracker asked ten times a case and compared with a stored run that is nine days old: everything that only a
/// baseline brings, and cases that waver.
enum BaselineSample {
  static let arm = Arm(variant: "today", model: TrackerSample.hosted.name)

  static var evaluation: Evaluation { evaluation(unmeasured: false) }

  static func evaluation(unmeasured: Bool = false, isStrict: Bool = false) -> Evaluation {
    SampleEvaluation(
      cases: TrackerSample.cases, models: [TrackerSample.hosted], repeats: 10,
      comparisons: [TrackerSample.hostedComparison, today, rewrite],
      gate: GateOutcome(
        outcome: .fail,
        rules: [
          RuleOutcome(
            .maxDrop, .arm(Arm(variant: "rewrite", model: arm.model)), .fail, threshold: 0.05, value: -0.081,
            low: -0.124, high: -0.038,
            evidence: .drop(cases: 11, nil))
        ], unmeasured: [], unmeasuredInBaseline: unmeasured ? [arm] : [], staleAge: 9.26 * 86_400), isStrict: isStrict
    ).evaluation
  }

  /// Nothing happened.
  private static let today = Comparison(
    arm: Arm(variant: "today", model: arm.model),
    control: "today",
    baseline: "main",
    isDeterministic: false,
    difference: Difference(
      delta: -0.009, low: -0.04, high: 0.022, drop: .tested(p: 0.41, adjusted: 0.41),
      gain: .tested(p: 0.66, adjusted: 0.66), detectable: 0.052),
    tolerance: 0.05,
    population: .init(delta: -0.009, low: -0.11, high: 0.092, level: 0.95, p: 0.75),
    accuracy: accuracy(0.782, 0.773),
    tokens: .init(catalog: .init(control: 2_104, candidate: 2_104), input: .init(control: 1_480, candidate: 1_480)),
    cases: .init(paired: 11, added: added, removed: removed, changed: changed),
    verdict: .pass)

  /// Better where it was edited, and worse elsewhere.
  private static let rewrite = Comparison(
    arm: Arm(variant: "rewrite", model: arm.model),
    control: "today",
    baseline: "main",
    isDeterministic: false,
    difference: Difference(
      delta: -0.081, low: -0.124, high: -0.038, drop: .tested(p: 0.002, adjusted: 0.004),
      gain: .tested(p: 0.999, adjusted: 0.999), detectable: 0.052),
    tolerance: 0.05,
    population: .init(delta: -0.081, low: -0.21, high: 0.048, level: 0.95, p: 0.188),
    accuracy: accuracy(0.782, 0.731),
    tokens: .init(
      catalog: .init(control: 1_988, candidate: 2_391), input: .init(control: 1_402.5, candidate: 1_766.25)),
    cases: .init(
      paired: 9, added: added, removed: removed, changed: changed, skipped: ["export-file", "arithmetic"]),
    changes: .init(
      flips: [
        .init(caseID: "close-7", control: 1, candidate: 0, evidence: .tested(p: 0.000_01, adjusted: 0.000_1)),
        .init(caseID: "reassign", control: 1, candidate: 0.1, evidence: .tested(p: 0.000_1, adjusted: 0.0005)),
        .init(caseID: "find-by-words", control: 0.6, candidate: 1, evidence: .tested(p: 0.087, adjusted: 0.26)),
        .init(caseID: "which-labels", control: 0.8, candidate: 0.9, evidence: .tested(p: 1, adjusted: 1)),
      ],
      newFailures: [.init(caseID: "close-7", isKnown: true), .init(caseID: "comment", isKnown: false)],
      tools: [
        .init(
          .tool(isEdited: true), name: "search_issues", cases: 1,
          difference: Difference(
            delta: 0.4, low: 0.12, high: 0.68, drop: .tested(p: 0.997, adjusted: 1))),
        .init(
          .tool(isEdited: false), name: "list_labels", cases: 1,
          difference: Difference(
            delta: 0.1, low: -0.2, high: 0.4, drop: .tested(p: 0.9, adjusted: 1))),
        .init(
          .tool(isEdited: false), name: "update_issue", cases: 2,
          difference: Difference(
            delta: -0.95, low: -1, high: -0.81, drop: .tested(p: 0.000_001, adjusted: 0.000_01))),
      ],
      tags: [
        .init(
          .tag, name: "search", cases: 1,
          difference: Difference(
            delta: 0.4, low: 0.12, high: 0.68, drop: .tested(p: 0.997, adjusted: 1))),
        .init(
          .tag, name: "write", cases: 4,
          difference: Difference(
            delta: -0.475, low: -0.6, high: -0.35, drop: .tested(p: 0.000_001, adjusted: 0.000_004))),
      ],
      moved: [
        .init(gold: "update_issue", to: "add_comment", share: 0.65),
        .init(gold: "search_issues", to: "list_issues", share: -0.4),
        .init(gold: "update_issue", to: "<none>", share: 0.3), .init(gold: "<none>", to: "get_issue", share: 0.05),
        .init(gold: "list_labels", to: "<unknown>", share: -0.1),
      ]),
    verdict: .fail)

  private static let added = ["find-by-words-short"]
  private static let removed = ["archive", "merge-two", "split", "unassign"]
  private static let changed = ["recovers"]

  private static func accuracy(_ control: Double, _ candidate: Double) -> Comparison.Change<Estimate?> {
    .init(
      control: .init(value: control, low: control - 0.2, high: control + 0.2, level: 0.95, scope: .population),
      candidate: .init(value: candidate, low: candidate - 0.2, high: candidate + 0.2, level: 0.95, scope: .population))
  }
}
