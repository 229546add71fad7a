import EvalCore
import OrderedJSON
import TestSupport
import Testing

struct PlanEstimateTests {
  /// 400 bytes: 100 tokens.
  private static let prompt = String(repeating: "word", count: 100)

  private static func estimate(
    prices: [String: TokenPrice] = [:], free: Set<String> = [], counted: [String: [String: Int]] = [:],
    repeats: Int = 1, models: [ModelCard] = [ModelCard(name: "m")], _ change: (inout Suite) -> Void = { _ in }
  ) -> PlanEstimate {
    var suite = Made.suite(Made.cases(1), variants: ["today"])
    suite.cases[0].prompts = [prompt]
    change(&suite)
    return PlanEstimate(
      Plan(suite, models: models, repeats: repeats), of: suite, prices: prices, free: free, catalogTokens: counted)
  }

  private static let catalog = ToolSet(tools: Made.tools).estimatedTokens
  /// An answer and the result of its call.
  private static let answered = 60 + 3

  @Test func aPlainPromptIsTheToolsAndThePrompt() {
    let estimate = Self.estimate()
    #expect(estimate.requests == 1 && estimate.inputTokens == Self.catalog + 100 && estimate.cases == 1)
  }

  @Test func everyTurnSendsTheToolsAndAllThatWasSaidAgain() {
    let estimate = Self.estimate { $0.turns = 3 }
    #expect(estimate.requests == 3)
    #expect(estimate.inputTokens == 3 * (Self.catalog + 100) + (1 + 2) * Self.answered)
  }

  @Test func aCasesOwnTurnsGoBeforeTheSuites() {
    let estimate = Self.estimate {
      $0.turns = 5
      $0.cases[0].turns = 2
    }
    #expect(estimate.requests == 2 && estimate.inputTokens == 2 * (Self.catalog + 100) + Self.answered)
  }

  @Test func laterPromptsCarryTheEarlierOnes() {
    let estimate = Self.estimate { $0.cases[0].prompts = [Self.prompt, Self.prompt] }
    #expect(estimate.requests == 2 && estimate.inputTokens == 2 * Self.catalog + 100 + 200 + Self.answered)
  }

  @Test func theSystemPromptAndAWrittenConversationAreSentEachTime() {
    let estimate = Self.estimate {
      $0.system = Self.prompt
      $0.turns = 2
      $0.cases[0].history = [
        .system("abcd"), .user(Self.prompt),
        .assistant(text: "abcd", calls: [AuthoredCall(tool: "abcd", arguments: ["abcdef": 1])]),
        .tool([AuthoredResult(tool: "abcd", result: .value(.string(Self.prompt)))]),
      ]
    }
    let opening = 100 + 1 + 100 + (1 + 1 + 3) + (1 + 100)
    #expect(estimate.inputTokens == 2 * (Self.catalog + opening + 100) + Self.answered)
  }

  @Test func aCasesOwnSystemPromptGoesBeforeTheSuites() {
    let estimate = Self.estimate {
      $0.system = "short"
      $0.cases[0].system = Self.prompt
    }
    #expect(estimate.inputTokens == Self.catalog + 200)
  }

  @Test func longResultsComeBackInTheNextTurn() {
    let estimate = Self.estimate {
      $0.turns = 2
      $0.results["a"] = .when([(arguments: .any, result: .value(.string(Self.prompt)))], otherwise: .ok)
    }
    #expect(estimate.inputTokens == 2 * (Self.catalog + 100) + 60 + 100)
  }

  @Test func aCaseWithToolsOfItsOwnCostsThose() {
    let estimate = Self.estimate(counted: ["m": ["today": 5_000]]) { $0.cases[0].tools = .only(["a"]) }
    #expect(estimate.inputTokens == Made.tools[0].estimatedTokens + 100)
  }

  @Test func countedToolsGoBeforeEstimatedOnes() {
    let estimate = Self.estimate(counted: ["m": ["today": 5_000]]) { $0.turns = 2 }
    #expect(estimate.inputTokens == 2 * 5_100 + Self.answered)
  }

  @Test func everyRepeatAndVariantCounts() {
    var suite = Made.suite(Made.cases(2))
    suite.cases[1].skipIn["rewrite"] = "gone"
    let estimate = PlanEstimate(Plan(suite, models: [ModelCard(name: "m")], repeats: 4), of: suite)
    #expect(estimate.requests == 12 && estimate.cases == 2)
  }

  @Test func dollarsAreOfInputAndOutput() {
    let price = TokenPrice(input: 2, output: 10)
    let estimate = Self.estimate(prices: ["m": price], repeats: 3) { $0.turns = 2 }
    let expected = (Double(estimate.inputTokens) * 2 + Double(6 * 60) * 10) / 1e6
    #expect(abs(estimate.dollars! - expected) < 1e-12 && estimate.unpriced.isEmpty)
  }

  @Test func whatThisMachineAnswersIsFreeUnlessAPriceSaysOtherwise() {
    #expect(Self.estimate(free: ["m"]).dollars == 0)
    #expect(Self.estimate(prices: ["m": TokenPrice(input: 1, output: 1)], free: ["m"]).dollars! > 0)
  }

  @Test func aModelWithoutAPriceIsNamed() {
    let models = [ModelCard(name: "m"), ModelCard(name: "n")]
    #expect(Self.estimate().dollars == nil)
    let estimate = Self.estimate(prices: ["m": TokenPrice(input: 1, output: 1)], models: models)
    #expect(estimate.dollars! > 0 && estimate.unpriced == ["n"])
    #expect(Self.estimate(free: ["n"], models: models).unpriced == ["m"])
  }
}
