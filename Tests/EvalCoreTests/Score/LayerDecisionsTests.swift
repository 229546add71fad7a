import EvalCore
import OrderedJSON
import TestSupport
import Testing

struct LayerDecisionsTests {
  /// A trial whose first call is decided by the rate limit, and what follows it.
  private func next(_ rest: [Turn], decidedAgain: Bool = false) -> [LayerDecisions.NextStep: Int] {
    let suite = Made.suite([Made.evalCase("case", Made.alternative(["a"]))], variants: ["today"])
    let run = Made.run(suite) { _ in [] }
    var transcript = run.transcripts[0]
    transcript.turns = [turn([Made.call("a", ["x": 1])], .limit)] + rest
    return LayerDecisions.all(of: Run(record: run.record, suite: suite, plan: run.plan, transcripts: [transcript]))
      .reduce(into: [:]) { $0.merge($1.next, uniquingKeysWith: +) }
  }

  private func turn(_ calls: [ModelCall], _ layer: Layer? = nil, text: String? = nil) -> Turn {
    Turn(
      answer: ModelAnswer(text: text, calls: calls),
      results: calls.map { _ in ToolReply(text: "", isError: layer != nil, layer: layer) })
  }

  @Test func anotherCallOfTheToolIsARetry() {
    #expect(next([turn([Made.call("b"), Made.call("a", ["x": 2])])]) == [.retried: 1])
  }

  @Test func callsOfOtherToolsAreAnotherTool() { #expect(next([turn([Made.call("b")])]) == [.anotherTool: 1]) }

  @Test(arguments: ["Shall I wait?", "Really? **Which one?** ", "Wirklich？", "(ok?)"])
  func anAnswerThatEndsWithAQuestionAsks(text: String) { #expect(next([turn([], text: text)]) == [.asked: 1]) }

  @Test(arguments: ["It failed.", "What now? I stop.", ""]) func anyOtherAnswerGivesUp(text: String) {
    #expect(next([turn([], text: text)]) == [.gaveUp: 1])
  }

  @Test func theSameCallAThirdTimeIsALoop() {
    let again = turn([Made.call("a", ["x": 1])], .limit)
    #expect(next([again, again]) == [.retried: 1, .looped: 1])
  }

  @Test func aTrialThatEndsWithTheDecisionHasNoNextStep() { #expect(next([]) == [:]) }

  @Test func rowsAreByLayerControlNameAndArm() {
    var suite = Made.suite([Made.evalCase("case", Made.alternative(["a"]))])
    suite.variants[1] = Variant(
      name: "rewrite", toolSet: suite.variants[0].toolSet, names: NameMap(["a": NameMap.Entry(to: "z")]))
    let run = Made.run(suite) { _ in [] }
    let transcripts = run.transcripts.map { transcript in
      var transcript = transcript
      let name = transcript.trial.variant == "today" ? "a" : "z"
      transcript.turns = [turn([Made.call(name)], .fault), turn([Made.call(name)], .scope)]
      return transcript
    }
    let rows = LayerDecisions.all(
      of: Run(record: run.record, suite: suite, plan: run.plan, transcripts: transcripts))
    #expect(
      rows.map { "\($0.layer) \($0.tool) \($0.arm.variant) \($0.decided)" } == [
        "scope a today 1", "scope a rewrite 1", "fault a today 1", "fault a rewrite 1",
      ])
  }
}
