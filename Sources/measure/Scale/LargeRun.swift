package import EvalCore
import Foundation
import OrderedJSON
import Statistics

extension Run {
  /// A run of many cases under one model: 40 tools with schemas, two variants of which one is reworded, arguments to
  /// check, tags and families; about one trial in eight comes out wrong.
  package init(cases: Int, repeats: Int, seed: UInt64 = 1) {
    let suite = Suite(large: cases)
    let plan = Plan(suite, models: [ModelCard(name: "openai:large-simulated")], repeats: repeats, seed: seed)
    let record = RunRecord(
      id: "0", suiteName: suite.name, suitePath: suite.path, startedAt: Date(timeIntervalSince1970: 0), seed: seed,
      repeats: repeats, toolsightVersion: "", git: nil, conditions: "")
    var generator = SeededGenerator(seed: seed)
    let places = Dictionary(uniqueKeysWithValues: suite.cases.enumerated().map { ($1.id, $0) })
    let transcripts = plan.trials.map { trial in
      Transcript(simulating: trial, of: places[trial.caseID] ?? 0, &generator)
    }
    self.init(record: record, suite: suite, plan: plan, transcripts: transcripts)
  }
}

private enum LargeSuite {
  static let tools = 40
  static let states = ["open", "closed", "all"]

  /// Every tenth case expects no call.
  static func tool(of place: Int) -> String? { place % 10 == 9 ? nil : "records_search_\(place * 7 % tools)" }
  static func query(of place: Int) -> String { "login page of customer \(place)" }
  static func state(of place: Int) -> String { states[place % states.count] }

  static func toolSet(_ wording: String) -> ToolSet {
    ToolSet(
      tools: (0..<tools).compactMap { number in
        Tool([
          "name": .string("records_search_\(number)"),
          "description": .string("\(wording) for records of kind \(number) by words, state or owner."),
          "inputSchema": [
            "type": "object",
            "properties": [
              "query": ["type": "string", "description": "Words to look for"],
              "state": ["type": "string", "enum": .array(states.map { .string($0) })],
              "limit": ["type": "integer", "minimum": 1],
            ],
            "required": ["query"], "additionalProperties": false,
          ],
        ])
      })
  }
}

extension Suite {
  fileprivate init(large count: Int) {
    self.init(
      name: "large", path: "large.yaml",
      variants: [
        Variant(name: "today", toolSet: LargeSuite.toolSet("Looks")),
        Variant(name: "rewrite", toolSet: LargeSuite.toolSet("Searches")),
      ],
      cases: (0..<count).map { EvalCase(large: $0) }, strictness: .calls)
    gate[.maxDrop] = 0.05
    gate[.maxToolDrop] = 0.25
    gate[.minAccuracy] = 0.8
    gate[.maxFalseCallRate] = 0.2
    gate[.noNewFailures] = 0
  }
}

extension EvalCase {
  fileprivate init(large place: Int) {
    let alternative = LargeSuite.tool(of: place).map { tool in
      let arguments = [
        NamedMatcher("query", .contains(LargeSuite.query(of: place))),
        NamedMatcher("state", .equals(.string(LargeSuite.state(of: place)))),
      ]
      let call = ExpectedCall(patterns: [CallPattern(tool: tool, arguments: .named(arguments))], path: "calls[0]")
      return Alternative(groups: [[call]])
    }
    self.init(
      id: "records-of-customer-\(place)", prompts: ["Is there a record about the \(LargeSuite.query(of: place))?"],
      expectation: CaseExpectation(alternatives: [alternative ?? .none], source: .null),
      position: FilePosition(file: "large.yaml", line: place + 1, column: 1))
    tags = ["kind-\(place % 12)", place % 3 == 0 ? "hard" : "easy"]
    family = "family-\(place / 4)"
  }
}

extension Transcript {
  fileprivate init(simulating trial: Trial, of place: Int, _ generator: inout SeededGenerator) {
    self.init(trial: trial, startedAt: Date(timeIntervalSince1970: 0))
    durationMilliseconds = 400 + 200 * generator.unit()
    let share = generator.unit()
    let calls = Self.calls(place, share)
    let answer = ModelAnswer(
      text: calls.isEmpty ? "No." : nil, calls: calls, finish: calls.isEmpty ? .stop : .calls,
      usage: Usage(inputTokens: 700, outputTokens: 12), latencyMilliseconds: durationMilliseconds)
    turns = [Turn(answer: answer)]
    stopped = calls.isEmpty ? .answer : .turns
  }

  /// - Parameter share: 0...1; below .125 something is wrong.
  private static func calls(_ place: Int, _ share: Double) -> [ModelCall] {
    let isRight = share >= 0.125
    guard let tool = LargeSuite.tool(of: place) else { return isRight ? [] : [call("records_search_1", place, "open")] }
    if isRight { return [call(tool, place, LargeSuite.state(of: place))] }
    if share < 0.05 { return [call("records_search_\(place % LargeSuite.tools)", place, LargeSuite.state(of: place))] }
    return share < 0.1 ? [call(tool, place, "unknown")] : []
  }

  private static func call(_ tool: String, _ place: Int, _ state: String) -> ModelCall {
    let arguments: JSONObject = ["query": .string(LargeSuite.query(of: place)), "state": .string(state)]
    return ModelCall(id: "call_\(place)", name: tool, arguments: .object(arguments))
  }
}
