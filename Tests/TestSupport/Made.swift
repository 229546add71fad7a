package import EvalCore
import Foundation
import JSONSchema
package import OrderedJSON

/// Short ways to write suites, transcripts and runs by hand.
package enum Made {
  package static let position = FilePosition(file: "suite.yaml", line: 1, column: 1)

  /// A tool whose schema lists the given parameters, all strings but numbers.
  package static func tool(_ name: String, _ parameters: [String] = [], required: [String] = [], closed: Bool = false)
    -> Tool
  {
    var schema: JSONObject = ["type": "object"]
    if !parameters.isEmpty {
      schema["properties"] = .object(
        JSONObject(parameters.map { ($0, ["type": $0.hasSuffix("number") ? "integer" : "string"]) }))
    }
    if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
    if closed { schema["additionalProperties"] = false }
    return Tool(["name": .string(name), "description": "does it", "inputSchema": .object(schema)])!
  }

  /// Tools `a` to `e` that take anything, and `get` and `find` with parameters.
  package static let tools: [Tool] =
    ["a", "b", "c", "d", "e"].map { tool($0) } + [
      tool("get", ["number"], required: ["number"]),
      tool("find", ["query", "state"], required: ["query"], closed: true),
    ]

  package static func call(_ name: String, _ arguments: JSONObject = [:]) -> ModelCall {
    ModelCall(id: "1", name: name, arguments: .object(arguments))
  }

  package static func malformed(_ name: String) -> ModelCall {
    ModelCall(id: "1", name: name, arguments: .malformed(text: "[", reason: "expected an object, found '['"))
  }

  package static func expected(
    _ tool: String, _ arguments: ArgumentRule = .any, times: ExpectedCall.Times? = nil, path: String = "calls[0]"
  ) -> ExpectedCall {
    ExpectedCall(patterns: [CallPattern(tool: tool, arguments: arguments)], times: times, path: path)
  }

  /// Required calls without arguments, in one group.
  package static func alternative(
    _ required: [String], optional: [String] = [], _ order: Alternative.Order = .any
  ) -> Alternative {
    let calls = required.enumerated().map { expected($1, path: "calls[\($0)]") }
    return Alternative(
      groups: order == .groups ? calls.map { [$0] } : [calls],
      optional: optional.enumerated().map { expected($1, path: "optional[\($0)]") }, order: order)
  }

  package static func expectation(_ alternatives: Alternative...) -> CaseExpectation {
    CaseExpectation(alternatives: alternatives, source: .null)
  }

  package static func trial(
    _ number: Int = 0, _ caseID: String = "case", variant: String = "today", model: String = "m", repeat: Int = 1
  ) -> Trial {
    Trial(number: number, caseID: caseID, variant: variant, model: model, repeat: `repeat`)
  }

  /// One answer for each list of calls.
  package static func transcript(
    _ turns: [[ModelCall]], text: String? = nil, finish: ModelAnswer.Finish = .stop, trial: Trial = trial()
  ) -> Transcript {
    var transcript = Transcript(trial: trial, startedAt: Date(timeIntervalSince1970: 0))
    transcript.turns = turns.map { Turn(answer: ModelAnswer(text: text, calls: $0, finish: finish)) }
    return transcript
  }

  package static func key(
    _ expectation: CaseExpectation, forbidden: [CallPattern] = [], allowExtra: Bool = false,
    strictness: Strictness = .calls,
    names: NameMap = NameMap(), tools: [Tool] = tools
  ) -> AnswerKey {
    AnswerKey(
      expectation: expectation, forbidden: forbidden, allowExtra: allowExtra, names: names,
      catalogue: Catalogue(tools: tools, key: "made"), strictness: strictness)
  }

  package static func judged(
    _ turns: [[ModelCall]], _ key: AnswerKey, text: String? = nil, finish: ModelAnswer.Finish = .stop
  ) -> JudgedTrial {
    JudgedTrial(transcript(turns, text: text, finish: finish), key: key)
  }

  package static func evalCase(_ id: String, _ alternatives: Alternative...) -> EvalCase {
    EvalCase(
      id: id, prompts: ["?"], expectation: CaseExpectation(alternatives: alternatives, source: .null),
      position: position)
  }

  /// A suite over ``tools`` whose variants are worded alike.
  package static func suite(
    _ cases: [EvalCase], variants: [String] = ["today", "rewrite"], strictness: Strictness = .calls
  )
    -> Suite
  {
    Suite(
      name: "made", path: "made.yaml", variants: variants.map { Variant(name: $0, toolSet: ToolSet(tools: tools)) },
      cases: cases, strictness: strictness)
  }

  /// Runs the whole plan; `answer` gives a trial's calls, nil for no transcript at all.
  package static func run(
    _ suite: Suite, models: [ModelCard] = [ModelCard(name: "m")], repeats: Int = 1,
    _ answer: (Trial) -> [ModelCall]?
  ) -> Run {
    let plan = Plan(suite, models: models, repeats: repeats)
    let record = record(suite, repeats: repeats)
    let transcripts = plan.trials.compactMap { trial in answer(trial).map { transcript([$0], trial: trial) } }
    return Run(record: record, suite: suite, plan: plan, transcripts: transcripts)
  }

  /// A run in which case `index` comes out right as often as `counts` says for its variant (control, candidate).
  package static func run(
    counts: [(control: Int, candidate: Int)], repeats: Int, expecting tool: (Int) -> String = { _ in "a" },
    models: [ModelCard] = [ModelCard(name: "m")], gate: GateRules = GateRules()
  ) -> Run {
    var suite = suite(counts.indices.map { evalCase("case-\($0)", alternative([tool($0)])) })
    suite.gate = gate
    return run(suite, models: models, repeats: repeats) { trial in
      let index = Int(trial.caseID.dropFirst(5))!
      let right = trial.variant == "today" ? counts[index].control : counts[index].candidate
      return [call(trial.repeat <= right ? tool(index) : "e")]
    }
  }

  package static func record(_ suite: Suite, repeats: Int = 1) -> RunRecord {
    RunRecord(
      id: "0123456789ab", suiteName: suite.name, suitePath: suite.path, startedAt: Date(timeIntervalSince1970: 0),
      seed: 1, repeats: repeats, toolsightVersion: "0", git: nil, conditions: "sha256:0")
  }

  /// Cases `case-0` and so on, each of which expects `tool`.
  package static func cases(_ count: Int, expecting tool: String = "a") -> [EvalCase] {
    (0..<count).map { evalCase("case-\($0)", alternative([tool])) }
  }
}
