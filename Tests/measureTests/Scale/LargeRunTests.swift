import EvalCore
import Testing
import measure

struct LargeRunTests {
  @Test func isJudgedInAllItsWays() {
    let evaluation = Evaluation(Run(cases: 120, repeats: 3))
    #expect(evaluation.scores.arms.map(\.counts.trials) == [360, 360])
    let outcomes = Set(evaluation.scores.arms.flatMap { $0.counts.outcomes.map(\.outcome) })
    #expect(outcomes == [.unexpectedCall, .wrongTool, .missingCall, .badArgs, .correct])
    #expect(evaluation.scores.arms.allSatisfy { (0.8...0.95).contains($0.rates.accuracy?.value ?? 0) })
    #expect(evaluation.comparisons.count == 1)
    #expect(evaluation.comparisons[0].changes.tools.allSatisfy { $0.isEdited })
    #expect(Set(evaluation.gate.rules.map(\.path)).isSuperset(of: ["max_drop", "max_tool_drop", "min_accuracy"]))
  }
}
