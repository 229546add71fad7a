import OrderedJSON
import EvalCore
import Foundation

/// Builds an ``Evaluation`` out of sample cases: the plan, the trials, scores, comparisons and a gate outcome.
struct SampleEvaluation {
  var cases: [SampleCase]
  var variants = ["today", "rewrite"]
  var models: [ModelCard]
  var repeats = 5
  var comparisons: [Comparison] = []
  var gate = GateOutcome(outcome: .notApplicable, rules: [], unmeasured: [])
  var isStrict = false

  var evaluation: Evaluation {
    let suite = suite
    let plan = Plan(suite, models: models, repeats: repeats, seed: 1)
    let trials = judged(plan)
    return Evaluation(
      run: Run(record: record, suite: suite, plan: plan, transcripts: trials.map(\.transcript)),
      scores: Scores(trials: trials, arms: arms(plan, trials)), comparisons: comparisons, gate: gate,
      isStrict: isStrict)
  }

  private var suite: Suite {
    let sets = variants.enumerated().map { index, name in
      Variant(
        name: name, toolSet: ToolSet(tools: []))
    }
    var suite = Suite(
      name: "tracker", path: "suites/tracker.yaml", variants: sets, cases: cases.map(\.evalCase), strictness: .calls)
    suite.repeats = repeats
    return suite
  }

  private var record: RunRecord {
    RunRecord(
      id: "3f9ac41d07be", suiteName: "tracker", suitePath: "suites/tracker.yaml",
      startedAt: Date(timeIntervalSince1970: 1_790_000_000),
      finishedAt: Date(timeIntervalSince1970: 1_790_000_094.25), seed: 1, repeats: repeats,
      toolsightVersion: "0.1.0",
      git: RunRecord.GitState(commit: "9c1f2ab77d03e5b46a1c88e2f5a9d1043b6c7e21", dirty: true),
      conditions: "sha256:6f1d0b7a2c3e4f5061728394a5b6c7d8e9f00112233445566778899aabbccdd0")
  }

  private func judged(_ plan: Plan) -> [JudgedTrial] {
    let samples = cases.keyed(by: \.evalCase.id)
    return plan.trials.sorted { $0.number < $1.number }.compactMap { samples[$0.caseID]?.judged($0) }
  }

  private func arms(_ plan: Plan, _ trials: [JudgedTrial]) -> [ArmScore] {
    let planned = Dictionary(grouping: plan.trials) { $0.arm }
    let judged = Dictionary(grouping: trials) { $0.trial.arm }
    return models.flatMap { card in
      variants.map { variant in
        let arm = Arm(variant: variant, model: card.name)
        return SampleArm(
          variant: variant, card: card, cases: cases, planned: planned[arm]?.count ?? 0, trials: judged[arm] ?? []
        ).score
      }
    }
  }
}
