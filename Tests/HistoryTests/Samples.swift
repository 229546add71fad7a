import EvalCore
import Foundation
import History
import OrderedJSON

/// Small values of the kinds that a history keeps.
enum Samples {
  static let start = Date(timeIntervalSince1970: 1_795_356_187.12)

  static func suite(cases: Int = 2) throws -> Suite {
    let tool = Tool([
      "name": "search", "description": "Find things.", "x-weight": .number(.init(uncheckedText: "1.50")),
    ])
    let control = ToolSet(tools: [tool!], instructions: "Search first.", serverInfo: ["name": "tracker"])
    let cases = (0..<cases).map { number in
      EvalCase(
        id: "case-\(number)", prompts: ["Find \(number)"],
        expectation: CaseExpectation(alternatives: [.none], source: "none"),
        position: FilePosition(file: "suites/tracker.yaml", line: number + 1, column: 1))
    }
    var suite = Suite(
      name: "tracker", path: "suites/tracker.yaml",
      variants: [Variant(name: "today", toolSet: control), Variant(name: "bare", toolSet: ToolSet(tools: []))],
      cases: cases, strictness: .calls)
    suite.sources = [
      SourceFile(path: "suites/tracker.yaml", bytes: Array("name: tracker\n".utf8)),
      SourceFile(path: "fixtures/toolsets/tracker.json", bytes: [0x7B, 0x00, 0xFF, 0x7D]),
    ]
    suite.sampling.temperature = JSONNumber(uncheckedText: "0.70")
    suite.sampling.toolChoice = "auto"
    suite.sampling.extra = ["openai": ["reasoning_effort": "low", "a": .number(JSONNumber(uncheckedText: "1e2"))]]
    return suite
  }

  static let models = [
    ModelCard(name: "openai:gpt-5-mini"),
    ModelCard(name: "lexical", isDeterministic: true, givesArguments: false, note: "not a language model"),
  ]

  static func run(_ id: String = "0123456789ab", at: Date = start, seed: UInt64 = .max, repeats: Int = 3) -> RunRecord {
    RunRecord(
      id: id, suiteName: "tracker", suitePath: "suites/tracker.yaml", startedAt: at, seed: seed, repeats: repeats,
      toolsightVersion: "0.1.0", git: .init(commit: "da39a3ee", dirty: true), conditions: "sha256:00")
  }

  static func plan(_ suite: Suite) -> Plan { Plan(suite, models: models, repeats: 3, seed: .max) }

  static func transcript(_ number: Int, text: String = "done") -> Transcript {
    let trial = Trial(number: number, caseID: "case-0", variant: "today", model: "openai:gpt-5-mini", repeat: 1)
    var transcript = Transcript(trial: trial, startedAt: start)
    transcript.durationMilliseconds = 12.5
    transcript.turns = [Turn(answer: ModelAnswer(text: text, latencyMilliseconds: 11.25))]
    return transcript
  }

  /// Text that readers and writers of lines, of JSON and of terminals like to stumble over.
  static let odd =
    "\u{0}\u{1}\u{1B}[31m\u{7F}\u{85}\u{2028}\u{FEFF}\u{FFFE}\u{10FFFF} e\u{301} 👩‍👩‍👧 \\\" </script>\r\n\t"

  /// A transcript of every trial that the plan has, by the trial's number, with all that a transcript can hold.
  static func transcripts(_ plan: Plan) -> [Transcript] {
    plan.trials.sorted { $0.number < $1.number }.map { trial in
      var transcript = Transcript(trial: trial, startedAt: start)
      transcript.durationMilliseconds = 0.1 + 0.2
      let numbers: JSONObject = ["b": .number(JSONNumber(uncheckedText: "1.00")), "a": "s3cret"]
      let calls = [
        ModelCall(id: "1", name: odd, arguments: .object(numbers)),
        ModelCall(id: "2", name: "search", arguments: .malformed(text: "{" + odd, reason: "expected '}'")),
      ]
      let answer = ModelAnswer(text: odd, calls: calls, finish: .calls, usage: Usage(inputTokens: trial.number))
      transcript.turns = [Turn(answer: answer, results: [ToolReply(text: odd, isError: true)])]
      if trial.number == 0 { transcript.failure = EndpointFailure(.timeout, message: odd) }
      return transcript
    }
  }

  static func entry(_ trial: Int?, arguments: JSON? = ["query": "login"]) -> CallLogEntry {
    CallLogEntry(
      at: start, variant: "today", trial: trial, method: "tools/call", tool: "search", arguments: arguments,
      isError: false, responseBytes: 11, responseTokens: 3, toolVersion: "sha256:01", durationMilliseconds: 0.25,
      revision: "2026-07-28", client: "toolsight/0.1.0")
  }
}

extension HistoryStore {
  /// Begins a run of the sample suite.
  func beginSample(_ run: RunRecord = Samples.run()) throws -> RunRecorder {
    let suite = try Samples.suite()
    return try begin(run, suite: suite, plan: Samples.plan(suite))
  }

  /// Keeps a whole run of the sample suite, and gives what was kept.
  @discardableResult
  func recordSample(_ run: RunRecord = Samples.run()) async throws -> StoredRun {
    let recorder = try beginSample(run)
    for transcript in Samples.transcripts(Samples.plan(try Samples.suite())) { try await recorder.record(transcript) }
    try await recorder.finish(at: Samples.start.addingTimeInterval(2))
    return try load(run.id)
  }

  /// An export as one piece of bytes.
  func exported(_ runID: String, as baseline: BaselineSummary? = nil) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try export(runID, as: baseline) { bytes += $0 }
    return bytes
  }
}

/// All fields of a value as reflection prints them, for values that cannot be compared otherwise.
func fields(_ value: Any) -> String {
  var text = ""
  dump(value, to: &text)
  return text
}
