import EvalCore
import OrderedJSON
import Testing

@testable import Reports

@Suite struct CommonFailureTests {
  private static func wrong(_ outcome: Outcome, _ tool: String?) -> SampleAnswer {
    .wrong(outcome, "wrong", calls: tool.map { [($0, [:] as JSON)] } ?? [])
  }

  private static func evaluation(_ answers: [String: [SampleAnswer?]]) -> Evaluation {
    let variants = ["today", "rewrite", "other"]
    let evalCase = SampleCase("a", "Find a.", line: 1, gold: [("search", [:])], answers: answers)
    return SampleEvaluation(cases: [evalCase], variants: variants, models: [TrackerSample.hosted], repeats: 3)
      .evaluation
  }

  private static func failure(_ answers: [String: [SampleAnswer?]]) -> CommonFailure? {
    let scores = evaluation(answers).scores
    return CommonFailure(of: "a", in: scores.arms, TrialIndex(scores))
  }

  private static let list = wrong(.wrongTool, "list")
  private static let remove = wrong(.wrongTool, "remove")
  private static let right = SampleAnswer(outcome: .correct, calls: [("search", [:])])

  /// All arms together would say `list`, which three of five did.
  @Test func itIsThatOfTheWorstArm() throws {
    let failure = try #require(
      Self.failure(["today": [Self.list, Self.list, Self.right], "rewrite": [Self.remove, Self.remove, Self.list]]))
    #expect(failure.variant == "rewrite")
    #expect(failure.stray == "remove")
  }

  @Test func amongEqualsTheFirstArmAndTheFirstWayCount() throws {
    let failure = try #require(
      Self.failure(["today": [Self.list, Self.remove, Self.right], "other": [Self.remove, Self.remove, Self.right]]))
    #expect(failure.variant == "today")
    #expect(failure.stray == "list")
  }

  @Test func whatWasNotScoredSaysNothing() throws {
    let lost = SampleAnswer(
      outcome: .infraError,
      failure: EndpointFailure(.overloaded, status: 503, message: "busy", attempts: 3))
    let failure = try #require(Self.failure(["today": [lost, lost, Self.list], "rewrite": [Self.remove, lost, nil]]))
    #expect(failure.variant == "today")
    #expect(Self.failure(["today": [lost, lost, lost]]) == nil)
    #expect(Self.failure([:]) == nil)
  }

  /// Terminal and Markdown say the same, and whose it is.
  @Test func allReportsNameTheSameTool() {
    let evaluation = Self.evaluation([
      "today": [Self.list, Self.list, Self.right], "rewrite": [Self.remove, Self.remove, Self.list],
    ])
    #expect(TerminalReport(evaluation, width: 160).text.contains("rewrite: wrong_tool remove"))
    #expect(
      String(decoding: MarkdownReport(evaluation).bytes, as: UTF8.self).contains("`rewrite`: wrong_tool `remove`"))
  }
}
