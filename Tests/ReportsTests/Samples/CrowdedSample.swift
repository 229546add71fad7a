import EvalCore
import OrderedJSON

/// Three variants of forty tools under two models, each against the control and against its own in a stored run.
enum CrowdedSample {
  static let variants = ["today", "shorter", "longer"]
  private static let tools = (0..<40).map { "server_\($0 % 5)_tool_\($0)" }

  static var evaluation: Evaluation {
    let models = [TrackerSample.hosted, ModelCard(name: "anthropic:claude-haiku-4-5")]
    let cases = tools.enumerated().map { place, tool in
      SampleCase("case-\(place)", "Do thing \(place).", line: place + 1, gold: [(tool, [:])])
    }
    let comparisons = models.map(\.name).flatMap { model in
      variants.dropFirst().map { comparison($0, against: "today", nil, model) }
        + variants.map { comparison($0, against: $0, "main", model) }
    }
    return SampleEvaluation(
      cases: cases, variants: variants, models: models, repeats: 3, comparisons: comparisons
    ).evaluation
  }

  /// Only `longer` under the first model is known to be worse.
  private static func comparison(
    _ candidate: String, against control: String, _ baseline: String?, _ model: String
  ) -> Comparison {
    let isWorse = candidate == "longer" && model == TrackerSample.hosted.name
    let changes = tools.enumerated().map { place, tool in
      Comparison.GroupChange(
        .tool(isEdited: place % 3 == 0), name: tool, cases: 1,
        difference: Difference(
          delta: Double(place % 5 - 2) / 3, low: -0.9, high: 0.9,
          drop: .tested(p: 0.3, adjusted: isWorse && place == 0 ? 0.01 : 1)))
    }
    return Comparison(
      arm: Arm(variant: candidate, model: model),
      control: control,
      baseline: baseline,
      isDeterministic: false,
      difference: Difference(
        delta: isWorse ? -0.08 : 0.01, low: -0.11, high: 0.03,
        drop: .tested(p: isWorse ? 0.001 : 0.6, adjusted: isWorse ? 0.01 : 1),
        gain: .tested(p: 0.4, adjusted: 0.4), detectable: 0.05),
      tolerance: 0.05,
      population: .init(delta: isWorse ? -0.08 : 0.01, low: -0.2, high: 0.2, level: 0.95, p: 0.5),
      cases: .init(paired: 40, added: baseline == nil ? [] : (0..<30).map { "new-\($0)" }),
      changes: .init(
        flips: (0..<40).map {
          .init(caseID: "case-\($0)", control: 1, candidate: 2 / 3, evidence: .tested(p: 1, adjusted: 1))
        },
        tools: changes,
        tags: changes.map {
          .init(
            .tag, name: $0.name, cases: 1,
            difference: Difference(
              delta: $0.difference.delta, low: -1, high: 1, drop: .tested(p: 0.5, adjusted: 1)))
        },
        moved: tools.map { .init(gold: $0, to: "<none>", share: 1 / 3) }),
      verdict: isWorse ? .fail : .pass)
  }
}
