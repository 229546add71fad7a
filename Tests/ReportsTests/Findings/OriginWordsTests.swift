import EvalCore
import Foundation
import OrderedJSON
import Testing

@testable import Reports

struct OriginWordsTests {
  private static let position = FilePosition(file: "s.yaml", line: 1, column: 1)

  /// Every repeat says something else, unless the answer is given.
  private static func sentences(
    _ identity: String = "openai:m", schema: JSON = ["type": "object"], dependsOnCache: Bool = false,
    _ answer: (inout ModelAnswer, Trial) -> Void
  ) throws -> [String] {
    let tool = try #require(Tool(["name": "t", "inputSchema": schema]))
    let none = CaseExpectation(alternatives: [Alternative(groups: [])], source: .null)
    let suite = Suite(
      name: "s", path: "s.yaml", variants: [Variant(name: "v", toolSet: ToolSet(tools: [tool]))],
      cases: ["x", "y"].map { EvalCase(id: $0, prompts: ["Hi."], expectation: none, position: position) },
      strictness: .tools
    )
    let card = ModelCard(name: "m", identity: identity, answersDependOnCache: dependsOnCache)
    let plan = Plan(suite, models: [card], repeats: 3)
    let record = RunRecord(
      id: "0123456789ab", suiteName: "s", suitePath: "s.yaml", startedAt: Date(timeIntervalSince1970: 0), seed: 1,
      repeats: 3, toolsightVersion: "1", git: nil, conditions: "")
    let transcripts = plan.trials.map { trial in
      var transcript = Transcript(trial: trial, startedAt: Date(timeIntervalSince1970: 0))
      var own = ModelAnswer(text: "\(trial.number)")
      answer(&own, trial)
      transcript.turns = [Turn(answer: own)]
      return transcript
    }
    let run = Run(record: record, suite: suite, plan: plan, transcripts: transcripts)
    return OriginWords(card, Evaluation(run)).sentences
  }

  private static func origin(_ upstream: String, through gateway: String = "LiteLLM 1.110.2") -> AnswerOrigin {
    var origin = AnswerOrigin()
    (origin.gateway, origin.upstream) = (gateway, upstream)
    return origin
  }

  @Test func nothingIsSaidOfPlainEndpoints() throws {
    #expect(try Self.sentences { _, _ in } == [])
  }

  @Test func severalUpstreamsAreCountedAndCalledSeveral() throws {
    let said = try Self.sentences { $0.origin = Self.origin($1.repeat == 1 ? "openai/gpt-4o" : "openai/gpt-4.1") }
    #expect(
      said == [
        "answers came through a gateway: LiteLLM 1.110.2 from openai/gpt-4.1 (4), LiteLLM 1.110.2 from openai/gpt-4o (2); "
          + "more than one answered, and the numbers are for all of them"
      ])
  }

  /// What was measured behind a LiteLLM proxy, and where there is nothing to say.
  @Test(
    arguments: [
      ("gemini/gemini-2.5-pro", "openai:m", ["anyOf": [["oneOf": [true]]]], "oneOf"),
      ("gemini/g", "anthropic:m", ["additionalProperties": false], "additionalProperties"),
      ("gemini/g", "gemini:m", ["additionalProperties": false], nil),
      ("gemini/g", "openai:m", ["properties": ["oneOf": ["type": "string"]]], nil),
      ("hosted_vllm/q", "openai:m", ["additionalProperties": false, "oneOf": [true]], "additionalProperties"),
      ("anthropic/claude", "openai:m", ["if": true, "then": false], "if, then"),
      ("anthropic/claude", "anthropic:m", ["if": true], nil), ("openai/gpt-4o", "openai:m", ["oneOf": [true]], nil),
    ] as [(String, String, JSON, String?)])
  func whatAGatewayTakesOutOfTheseSchemasIsSaid(upstream: String, asked: String, schema: JSON, lost: String?) throws {
    let said = try Self.sentences(asked, schema: schema) { answer, _ in answer.origin = Self.origin(upstream) }
    #expect(said.count == (lost == nil ? 1 : 2))
    if let lost {
      #expect(said[1].hasPrefix("LiteLLM is known to take \(lost) out of schemas on the way to "), "\(said[1])")
    }
  }

  @Test func anotherGatewayIsNotAccusedOfWhatLiteLLMDoes() throws {
    let said = try Self.sentences(schema: ["oneOf": [true]]) { answer, _ in
      answer.origin = Self.origin("gemini/g", through: "Bifrost")
    }
    #expect(said.count == 1)
  }

  @Test func answersOutOfACacheAreSaidWithWhatWasNotCounted() throws {
    let said = try Self.sentences { answer, trial in
      guard trial.caseID == "x", trial.repeat < 3 else { return }
      answer.text = "Hi."
      answer.origin = AnswerOrigin()
      answer.origin?.isStored = trial.repeat == 2
    }
    #expect(
      said == [
        "at least 1 of 6 answers came out of a cache and not from the model (1 not counted, because another repeat says the same): "
          + "switch the cache off"
      ])
  }

  @Test func equalRepeatsAreSaid() throws {
    let said = try Self.sentences { answer, _ in answer.text = "Hi." }
    #expect(said.count == 1 && said[0].hasPrefix("all repeats of all 2 cases are equal: they count once"))
  }

  @Test(
    arguments: [
      (true, [0, 5, 5], true), (false, [0, 5, 5], false), (true, [5, 5, 5], true), (true, [0, 0, 0], false),
      (true, [nil, 5, nil], true), (true, [nil, nil, nil], false),
    ] as [(Bool, [Int?], Bool)])
  func aPromptCacheIsSaidWhereItCanChangeAnAnswer(depends: Bool, cached: [Int?], isSaid: Bool) throws {
    let said = try Self.sentences(dependsOnCache: depends) { $0.usage.cachedTokens = cached[$1.repeat - 1] }
    #expect(said.contains { $0.contains("used the server's prompt cache") } == isSaid)
  }
}
