import OrderedJSON

/// What the rules of a gate look at.
struct GateInput {
  let comparisons: [Comparison]
  /// Without those that are exempt: the control, unless it is alone.
  let arms: [GatedArm]
  let gate: GateRules
  /// All of the control's, by name.
  let tools: [String]
  /// Arms that the baseline has nothing to compare with, and its name: of models that it did not ask.
  let unasked: (baseline: String, arms: [Arm])?

  /// With a baseline, and in an adaptive run, a drop is always a matter of the gate.
  init(_ scored: ScoredRun, _ comparisons: [Comparison], baseline: Baseline?) {
    let (scores, suite) = (scored.scores, scored.run.suite)
    let isAlone = Set(scores.arms.map(\.variant)).count == 1
    self.comparisons = comparisons
    arms = GatedArm.all(scored).filter { isAlone || $0.score.variant != suite.control.name }
    gate = baseline != nil || scored.run.plan.isAdaptive ? suite.gate.requiring(.maxDrop) : suite.gate
    tools = suite.control.toolSet.tools.map(\.name)
    unasked = baseline.map { baseline in
      (baseline.name, scores.arms.filter { baseline.arm(for: $0) == nil }.map(\.arm))
    }
  }

  /// One outcome for each comparison whose arm the rule holds for, and for each arm that there should have been one for: whoever
  /// names a baseline wants every arm compared with it, and passing needs every one.
  func outcomes(comparing rule: GateRule, _ judge: (Comparison, Double) -> RuleOutcome) -> [RuleOutcome] {
    let compared = comparisons.compactMap { comparison in
      gate.threshold(of: rule, for: comparison.arm).map { judge(comparison, $0) }
    }
    let nothing = comparisons.isEmpty ? gate[rule] : nil
    let missing = unasked.map { baseline, arms in
      arms.compactMap { arm in
        gate.threshold(of: rule, for: arm).map {
          RuleOutcome(
            rule, .arm(arm), .inconclusive, threshold: $0, evidence: .unasked(model: arm.model, baseline: baseline))
        }
      }
    }
    return compared
      + (nothing.map { [RuleOutcome(rule, .run, .notApplicable, threshold: $0, evidence: .nothingToCompare)] } ?? [])
      + (missing ?? [])
  }

  /// The same rate of every arm: a breach must stand after Holm over them.
  func outcomes(of rule: GateRule, rate: (GatedArm) -> BoundedRate.Rate?) -> [RuleOutcome] {
    BoundedRate.outcomes(
      arms.compactMap { arm in
        gate.threshold(of: rule, for: arm.score.arm).map {
          BoundedRate(rule: rule, arm: arm.score.arm, tool: nil, threshold: $0, rate: rate(arm))
        }
      })
  }

  /// The same rate of a tool in every arm, tool by tool.
  ///
  /// - Parameter absence: what to say where there is no rate.
  func outcomes(
    ofTools rule: GateRule, absence: BoundedRate.Absence, rate: (GatedArm, String) -> BoundedRate.Rate?
  ) -> [RuleOutcome] {
    gate.tools(with: rule).flatMap { tool, threshold in
      BoundedRate.outcomes(
        arms.map {
          BoundedRate(
            rule: rule, arm: $0.score.arm, tool: tool, threshold: threshold, rate: rate($0, tool), absence: absence)
        })
    }
  }
}
