extension GateRule {
  package static let noNewFailures = GateRule(
    "no_new_failures", at: [.suite], .flag, .most,
    summary: """
      Whether a case that the control always gets right may never be right in a candidate. Fails where this is a fact, or more \
      than chance with five repeats or more.
      """,
    example: "true")
}

extension JudgedRule {
  static let noNewFailures = JudgedRule(.noNewFailures) { input, rule in
    input.outcomes(comparing: rule) { comparison, threshold in
      let broken = comparison.changes.newFailures.map(\.caseID)
      return RuleOutcome(
        rule, .arm(comparison.arm), verdict(comparison), threshold: threshold, value: Double(broken.count),
        baseline: comparison.baseline,
        evidence: .newFailures(cases: broken, couldShow: comparison.changes.showsNewFailures))
    }
  }

  private static func verdict(_ comparison: Comparison) -> Verdict {
    let changes = comparison.changes
    if comparison.cases.paired == 0 { return .notApplicable }
    if changes.newFailures.isEmpty { return changes.showsNewFailures ? .pass : .inconclusive }
    return changes.newFailures.contains(where: \.isKnown) ? .fail : .inconclusive
  }
}
