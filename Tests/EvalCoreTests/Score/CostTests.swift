import EvalCore
import Foundation
import TestSupport
import Testing

struct CostTests {
  private static let price = TokenPrice(input: 2, cachedInput: 0.5, output: 10)

  @Test(
    arguments: [
      (Usage(inputTokens: 1_000_000, outputTokens: 100_000), 3),
      (Usage(inputTokens: 1_000_000, outputTokens: 0, cachedTokens: 400_000), 1.4),
      (Usage(inputTokens: 100, outputTokens: 0, cachedTokens: 1_000_000), 0.00005),
      (Usage(inputTokens: 1_000_000, reasoningTokens: 5), 2),
      (Usage(outputTokens: 1_000_000), 10),
      (Usage(cachedTokens: 7), nil), (Usage(), nil),
    ] as [(Usage, Double?)])
  func pricesTheTokensThatWereCounted(usage: Usage, expected: Double?) {
    let dollars = usage.dollars(at: Self.price)
    #expect((dollars == nil) == (expected == nil) && abs((dollars ?? 0) - (expected ?? 0)) < 1e-12)
  }

  @Test func cachedTokensCostWhatOthersDoWhereNobodySays() {
    let usage = Usage(inputTokens: 1_000_000, outputTokens: 0, cachedTokens: 1_000_000)
    #expect(usage.dollars(at: TokenPrice(input: 2, output: 10)) == 2)
    #expect(TokenPrice(ConfiguredModel.Price(input: 1, output: 3)) == TokenPrice(input: 1, output: 3))
  }

  /// Case `x` always right, `y` never; `usage` of each answer by trial.
  private static func scores(models: [String], _ usage: (Trial) -> Usage) -> Scores {
    let suite = Made.suite([
      Made.evalCase("x", Made.alternative(["a"])), Made.evalCase("y", Made.alternative(["b"])),
    ])
    let run = Made.run(suite, models: models.map { ModelCard(name: $0) }, repeats: 2) { _ in [Made.call("a")] }
    let priced = run.transcripts.map { transcript in
      var copy = transcript
      copy.turns = transcript.turns.map { turn in
        var answer = turn.answer
        answer.usage = usage(transcript.trial)
        return Turn(answer: answer, results: turn.results)
      }
      return copy
    }
    return Scores(Run(record: run.record, suite: run.suite, plan: run.plan, transcripts: priced))
  }

  @Test func sumsArmsVariantsAndTheRun() {
    let scores = Self.scores(models: ["m", "n"]) { trial in
      Usage(inputTokens: trial.variant == "today" ? 500_000 : 1_000_000, outputTokens: 0)
    }
    let cost = RunCost(scores, prices: ["m": Self.price])
    #expect(cost.arms.map(\.variant) == ["today", "rewrite", "today", "rewrite"])
    #expect(cost.arms.map(\.dollars) == [4, 8, nil, nil] && cost.arms.map(\.answers) == [4, 4, 4, 4])
    #expect(cost.arms.map(\.correct) == [2, 2, 2, 2] && cost.arms.map(\.dollarsPerCorrect) == [2, 4, nil, nil])
    #expect(cost.dollars == 12 && cost.dollars(ofVariant: "rewrite") == 8 && cost.unpricedModels == ["n"])
    #expect(RunCost(scores, prices: [:]).dollars == nil)
  }

  @Test func saysWhoseTokensNobodyCounted() {
    let scores = Self.scores(models: ["m"]) { trial in
      trial.repeat == 1 ? Usage(inputTokens: 1_000_000) : Usage(inputTokens: 1_000_000, outputTokens: 100_000)
    }
    let today = RunCost(scores, prices: ["m": Self.price]).arms[0]
    #expect(today.uncounted == 2 && today.answers == 4 && today.dollars == 10)
  }
}
