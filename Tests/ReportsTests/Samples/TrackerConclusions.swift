import EvalCore

/// What was concluded from ``TrackerSample``: written by hand, as the statistics are not what is tested here.
extension TrackerSample {
  static let hostedComparison = Comparison(
    arm: Arm(variant: "rewrite", model: hosted.name),
    control: "today",
    isDeterministic: false,
    difference: Difference(
      delta: 0.093, low: 0.022, high: 0.164, drop: .tested(p: 0.994, adjusted: 0.994),
      gain: .tested(p: 0.018, adjusted: 0.018), detectable: 0.087),
    tolerance: 0.05,
    population: .init(delta: 0.093, low: -0.061, high: 0.247, level: 0.95, p: 0.312),
    accuracy: .init(
      control: .init(value: 0.773, low: 0.501, high: 0.92, level: 0.95, scope: .population),
      candidate: .init(value: 0.904, low: 0.643, high: 0.98, level: 0.95, scope: .population)),
    tokens: .init(
      catalog: .init(control: 2_104, candidate: 2_391), input: .init(control: 1_480, candidate: 1_766.25)),
    cases: .init(paired: 12, skipped: ["export-file"]),
    changes: .init(
      flips: [
        .init(caseID: "find-by-words-short", control: 0.25, candidate: 0.8, evidence: .tested(p: 0.206, adjusted: 1)),
        .init(caseID: "find-by-words", control: 0.6, candidate: 1, evidence: .tested(p: 0.444, adjusted: 1)),
        .init(caseID: "list-open-bugs", control: 1, candidate: 0.6, evidence: .tested(p: 0.444, adjusted: 1)),
        .init(caseID: "recovers", control: 0.4, candidate: 0.75, evidence: .tested(p: 0.524, adjusted: 1)),
        .init(caseID: "close-7", control: 1, candidate: 0.8, evidence: .tested(p: 1, adjusted: 1)),
      ],
      tools: [
        .init(
          .tool(isEdited: true), name: "list_issues", cases: 1,
          difference: Difference(
            delta: -0.4, low: -0.71, high: -0.09, drop: .tested(p: 0.222, adjusted: 1))),
        .init(
          .tool(isEdited: true), name: "search_issues", cases: 2,
          difference: Difference(
            delta: 0.475, low: 0.21, high: 0.74, drop: .tested(p: 0.992, adjusted: 1))),
        .init(
          .tool(isEdited: false), name: "update_issue", cases: 2,
          difference: Difference(
            delta: 0, low: -0.18, high: 0.18, drop: .tested(p: 0.722, adjusted: 1))),
      ],
      tags: [
        .init(
          .tag, name: "search", cases: 2,
          difference: Difference(
            delta: 0.475, low: 0.21, high: 0.74, drop: .tested(p: 0.992, adjusted: 1))),
        .init(
          .tag, name: "list", cases: 2,
          difference: Difference(
            delta: -0.1, low: -0.31, high: 0.11, drop: .tested(p: 0.222, adjusted: 1))),
        .init(
          .tag, name: "read", cases: 1,
          difference: Difference(
            delta: 0, low: -0.25, high: 0.25, drop: .tested(p: 1, adjusted: 1))),
        .init(
          .tag, name: "write", cases: 4,
          difference: Difference(
            delta: 0.05, low: -0.08, high: 0.18, drop: .tested(p: 0.861, adjusted: 1))),
      ],
      moved: [
        .init(gold: "search_issues", to: "list_issues", share: -0.475),
        .init(gold: "update_issue", to: "<none>", share: 0.1),
        .init(gold: "update_issue", to: "delete_issue", share: -0.1),
      ]),
    verdict: .pass)

  static let lexicalComparison = Comparison(
    arm: Arm(variant: "rewrite", model: lexical.name),
    control: "today",
    isDeterministic: true,
    difference: Difference(
      delta: 0, low: 0, high: 0, drop: .fact,
      gain: .fact),
    tolerance: 0.05,
    population: .init(delta: 0, low: -0.2, high: 0.2, level: 0.95, p: 1),
    accuracy: .init(
      control: .init(value: 0.769, low: 0.769, high: 0.769, level: 0.95, scope: .suite),
      candidate: .init(value: 0.846, low: 0.846, high: 0.846, level: 0.95, scope: .suite)),
    tokens: .init(catalog: .init(control: 2_104, candidate: 2_391), input: .init(control: nil, candidate: nil)),
    cases: .init(paired: 12, skipped: ["export-file"]),
    changes: .init(
      flips: [
        .init(caseID: "find-by-words", control: 0, candidate: 1, evidence: .fact),
        .init(caseID: "list-open-bugs", control: 1, candidate: 0, evidence: .fact),
      ],
      newFailures: [.init(caseID: "list-open-bugs", isKnown: true)],
      tools: [
        .init(
          .tool(isEdited: true), name: "list_issues", cases: 1,
          difference: Difference(
            delta: -1, low: -1, high: -1, drop: .fact)),
        .init(
          .tool(isEdited: true), name: "search_issues", cases: 2,
          difference: Difference(
            delta: 0.5, low: 0.5, high: 0.5, drop: .fact)),
      ],
      moved: [
        .init(gold: "list_issues", to: "search_issues", share: 1),
        .init(gold: "search_issues", to: "list_issues", share: -0.5),
      ]),
    verdict: .pass)

  static let gate = GateOutcome(
    outcome: .fail,
    rules: [
      RuleOutcome(
        .maxDrop, .arm(Arm(variant: "rewrite", model: hosted.name)), .pass, threshold: 0.05, value: 0.093, low: 0.022,
        high: 0.164,
        evidence: .drop(cases: 11, nil)),
      RuleOutcome(
        .maxDrop, .arm(Arm(variant: "rewrite", model: lexical.name)), .pass, threshold: 0.05, value: 0, low: 0, high: 0,
        evidence: .drop(cases: 11, nil)),
      RuleOutcome(
        .maxToolDrop, .arm(Arm(variant: "rewrite", model: lexical.name)), .fail, threshold: 0.25, value: -1, low: -1,
        high: -1,
        evidence: .tools(
          GuardedTools(lexicalComparison.changes.tools, 0.25, of: ["list_issues", "search_issues"]))),
      RuleOutcome(
        .minAccuracy, .arm(Arm(variant: "rewrite", model: hosted.name)), .inconclusive, threshold: 0.9, value: 0.919,
        low: 0.87, high: 0.968,
        evidence: .rate(over: .cases(13), hasInterval: true, couldBreak: true)),
      RuleOutcome(
        .maxFalseCallRate, .arm(Arm(variant: "rewrite", model: hosted.name)), .pass, threshold: 0.2, value: 0, low: 0,
        high: 0.12,
        evidence: .rate(over: .cases(3), hasInterval: true, couldBreak: true)),
    ], unmeasured: [])
}
