import EvalCore

/// What was concluded from ``TrackerSample``: written by hand, as the statistics are not what is tested here.
extension TrackerSample {
  static let hostedComparison = Comparison(
    control: "today", candidate: "rewrite", model: hosted.name, scope: .suite, level: 0.90, delta: 0.093,
    low: 0.022, high: 0.164, exact: false, pRegression: 0.994, pImprovement: 0.018, adjusted: 0.994, margin: 0.05,
    detectable: 0.087, population: .init(delta: 0.093, low: -0.061, high: 0.247, level: 0.95, p: 0.312),
    accuracy: .init(
      control: .init(value: 0.773, low: 0.501, high: 0.92, level: 0.95, scope: .population),
      candidate: .init(value: 0.904, low: 0.643, high: 0.98, level: 0.95, scope: .population)),
    tokens: .init(
      catalog: .init(control: 2_104, candidate: 2_391), input: .init(control: 1_480, candidate: 1_766.25)),
    cases: .init(paired: 12, skipped: ["export-file"]),
    flips: [
      .init(caseID: "find-by-words-short", control: 0.25, candidate: 0.8, p: 0.206, adjusted: 1),
      .init(caseID: "find-by-words", control: 0.6, candidate: 1, p: 0.444, adjusted: 1),
      .init(caseID: "list-open-bugs", control: 1, candidate: 0.6, p: 0.444, adjusted: 1),
      .init(caseID: "recovers", control: 0.4, candidate: 0.75, p: 0.524, adjusted: 1),
      .init(caseID: "close-7", control: 1, candidate: 0.8, p: 1, adjusted: 1),
    ],
    tools: [
      .init(name: "list_issues", cases: 1, delta: -0.4, low: -0.71, high: -0.09, p: 0.222, adjusted: 1, edited: true),
      .init(name: "search_issues", cases: 2, delta: 0.475, low: 0.21, high: 0.74, p: 0.992, adjusted: 1, edited: true),
      .init(name: "update_issue", cases: 2, delta: 0, low: -0.18, high: 0.18, p: 0.722, adjusted: 1, edited: false),
    ],
    tags: [
      .init(name: "search", cases: 2, delta: 0.475, low: 0.21, high: 0.74, p: 0.992, adjusted: 1),
      .init(name: "list", cases: 2, delta: -0.1, low: -0.31, high: 0.11, p: 0.222, adjusted: 1),
      .init(name: "read", cases: 1, delta: 0, low: -0.25, high: 0.25, p: 1, adjusted: 1),
      .init(name: "write", cases: 4, delta: 0.05, low: -0.08, high: 0.18, p: 0.861, adjusted: 1),
    ],
    moved: [
      .init(gold: "search_issues", to: "list_issues", share: -0.475),
      .init(gold: "update_issue", to: "<none>", share: 0.1),
      .init(gold: "update_issue", to: "delete_issue", share: -0.1),
    ], verdict: .pass)

  static let lexicalComparison = Comparison(
    control: "today", candidate: "rewrite", model: lexical.name, scope: .suite, level: 0.90, delta: 0, low: 0, high: 0,
    exact: true, pRegression: nil, pImprovement: nil, margin: 0.05, detectable: nil,
    population: .init(delta: 0, low: -0.2, high: 0.2, level: 0.95, p: 1),
    accuracy: .init(
      control: .init(value: 0.769, low: 0.769, high: 0.769, level: 0.95, scope: .suite),
      candidate: .init(value: 0.846, low: 0.846, high: 0.846, level: 0.95, scope: .suite)),
    tokens: .init(catalog: .init(control: 2_104, candidate: 2_391), input: .init(control: nil, candidate: nil)),
    cases: .init(paired: 12, skipped: ["export-file"]),
    flips: [
      .init(caseID: "find-by-words", control: 0, candidate: 1, p: nil),
      .init(caseID: "list-open-bugs", control: 1, candidate: 0, p: nil),
    ], newFailures: [.init(caseID: "list-open-bugs", isKnown: true)],
    tools: [
      .init(name: "list_issues", cases: 1, delta: -1, low: -1, high: -1, p: nil, adjusted: nil, edited: true),
      .init(name: "search_issues", cases: 2, delta: 0.5, low: 0.5, high: 0.5, p: nil, adjusted: nil, edited: true),
    ],
    moved: [
      .init(gold: "list_issues", to: "search_issues", share: 1),
      .init(gold: "search_issues", to: "list_issues", share: -0.5),
    ], verdict: .pass)

  static let gate = GateOutcome(
    outcome: .fail,
    rules: [
      RuleOutcome(
        rule: "max_drop", variant: "rewrite", model: hosted.name, outcome: .pass, threshold: 0.05, value: 0.093,
        low: 0.022, high: 0.164, detail: "a drop of 5 points is excluded"),
      RuleOutcome(
        rule: "max_drop", variant: "rewrite", model: lexical.name, outcome: .pass, threshold: 0.05, value: 0, low: 0,
        high: 0, detail: "no drop on these cases"),
      RuleOutcome(
        rule: "max_tool_drop", variant: "rewrite", model: lexical.name, outcome: .fail, threshold: 0.25, value: -1,
        low: -1, high: -1, detail: "list_issues lost 100 points, more than the 25 allowed"),
      RuleOutcome(
        rule: "min_accuracy", variant: "rewrite", model: hosted.name, outcome: .inconclusive, threshold: 0.9,
        value: 0.919, low: 0.87, high: 0.968, detail: "90% lies inside the interval"),
      RuleOutcome(
        rule: "max_false_call_rate", variant: "rewrite", model: hosted.name, outcome: .pass, threshold: 0.2, value: 0,
        low: 0, high: 0.12, detail: "the interval ends below 20%"),
    ], unmeasured: [])
}
