import EvalCore
import Foundation
import OrderedJSON
import Testing

@Suite struct RepeatCopiesTests {
  private static let position = FilePosition(file: "s.yaml", line: 1, column: 1)

  /// Two variants and two cases that expect no call, so that every answer without one is right.
  private static func suite() -> Suite {
    let none = CaseExpectation(alternatives: [Alternative(groups: [])], source: .null)
    return Suite(
      name: "s", path: "s.yaml", variants: ["a", "b"].map { Variant(name: $0, toolSet: ToolSet(tools: [])) },
      cases: ["x", "y"].map { EvalCase(id: $0, prompts: ["Hi."], expectation: none, position: position) },
      strictness: .tools
    )
  }

  private static func scores(
    identity: String? = "openai:m", isDeterministic: Bool = false, repeats: Int = 3, _ answer: (Trial) -> ModelAnswer
  ) -> Scores {
    let suite = suite()
    let plan = Plan(
      suite, models: [ModelCard(name: "m", isDeterministic: isDeterministic, identity: identity)], repeats: repeats)
    let record = RunRecord(
      id: "0123456789ab", suiteName: "s", suitePath: "s.yaml", startedAt: Date(timeIntervalSince1970: 0), seed: 1,
      repeats: repeats, toolsightVersion: "1", git: nil, conditions: "")
    let transcripts = plan.trials.map { trial in
      var transcript = Transcript(trial: trial, startedAt: Date(timeIntervalSince1970: 0))
      transcript.turns = [Turn(answer: answer(trial))]
      return transcript
    }
    return Scores(Run(record: record, suite: suite, plan: plan, transcripts: transcripts))
  }

  private static func counted(_ scores: Scores) -> [Int] { scores.arms.flatMap { $0.tables.perCase.map(\.scored) } }

  @Test func repeatsThatAreAllEqualCountOnceAndAreStillThere() {
    let scores = Self.scores { ModelAnswer(text: "Hi, \($0.caseID).", usage: Usage(inputTokens: 5)) }
    #expect(Self.counted(scores) == [1, 1, 1, 1])
    #expect(scores.arms.map(\.counts.missing) == [0, 0] && scores.arms.map(\.counts.trials) == [6, 6])
    #expect(scores.arms.map(\.consumption.usage.inputTokens) == [30, 30], "what was paid for is summed")
    #expect(scores.trials.filter { !$0.isCopy }.map(\.trial.repeat) == [1, 1, 1, 1])
  }

  @Test func oneThatDiffersVouchesForAllOthers() {
    let scores = Self.scores {
      ModelAnswer(text: $0.variant == "b" && $0.caseID == "y" && $0.repeat == 3 ? "Ho." : "Hi.")
    }
    #expect(Self.counted(scores) == [3, 3, 3, 3])
    #expect(!scores.trials.contains { $0.isCopy })
  }

  /// What makes an answer another one, and what does not.
  @Test(
    arguments: [
      (ModelAnswer(text: "a"), ModelAnswer(text: "b"), true), (ModelAnswer(reasoning: "a"), ModelAnswer(), true),
      (ModelAnswer(calls: [call("t")]), ModelAnswer(calls: [call("u")]), true),
      (ModelAnswer(calls: [call("t", ["n": 1])]), ModelAnswer(calls: [call("t", ["n": 2])]), true),
      (ModelAnswer(calls: [call("t")]), ModelAnswer(calls: [call("t"), call("t")]), true),
      (ModelAnswer(finish: .stop), ModelAnswer(finish: .length), true),
      (ModelAnswer(calls: [call("t", id: "1")]), ModelAnswer(calls: [call("t", id: "2")]), false),
      (ModelAnswer(latencyMilliseconds: 1), ModelAnswer(usage: Usage(outputTokens: 5)), false),
    ])
  func textReasoningCallsAndTheEndTellAnswersApart(one: ModelAnswer, other: ModelAnswer, areApart: Bool) {
    let scores = Self.scores { $0.repeat == 2 ? other : one }
    #expect(Self.counted(scores) == Array(repeating: areApart ? 3 : 1, count: 4))
  }

  private static func call(_ name: String, _ arguments: JSONObject = [:], id: String = "1") -> ModelCall {
    ModelCall(id: id, name: name, arguments: .object(arguments))
  }

  @Test(arguments: [(nil, false), ("openai:m", true)] as [(String?, Bool)])
  func scriptsAndDeterministicModelsAreLeftAlone(identity: String?, isDeterministic: Bool) {
    let scores = Self.scores(identity: identity, isDeterministic: isDeterministic) { _ in ModelAnswer(text: "Hi.") }
    #expect(!scores.trials.contains { $0.isCopy })
  }

  @Test func anAnswerOutOfAStoreThatSaysWhatAnotherSaidCountsWithIt() {
    let scores = Self.scores { trial in
      // The second is a copy of the first; the third is the model's own and another.
      var answer = ModelAnswer(text: trial.repeat == 3 ? "Ho." : "Hi.")
      answer.origin = AnswerOrigin()
      answer.origin?.isStored = trial.repeat == 2
      return answer
    }
    #expect(Self.counted(scores) == [2, 2, 2, 2])
    #expect(scores.trials.filter(\.isCopy).map(\.trial.repeat) == [2, 2, 2, 2])
  }

  @Test func aStoredAnswerThatNobodyElseGaveIsCounted() {
    let scores = Self.scores { trial in
      var answer = ModelAnswer(text: "\(trial.repeat)")
      answer.origin = AnswerOrigin()
      answer.origin?.isStored = true
      return answer
    }
    #expect(Self.counted(scores) == [3, 3, 3, 3])
  }

  @Test func oneRepeatHasNothingToBeEqualTo() {
    #expect(Self.counted(Self.scores(repeats: 1) { _ in ModelAnswer(text: "Hi.") }) == [1, 1, 1, 1])
  }
}
