import Foundation
import Models
import OrderedJSON
import TestSupport
import Testing

/// One suite, unchanged, against every provider: from its committed recording, and live, recorded and replayed.
/// `UPDATE_RECORDINGS=1` renews the committed ones.
@Suite(.timeLimit(.minutes(5))) struct ProviderRecordingTests {
  private static let folder = "fixtures/recordings/providers"
  private static let nobody = "http://127.0.0.1:9"

  private func workplace(_ recording: String? = nil) throws -> Workplace {
    let workplace = try Workplace()
    for file in ["toolsight.yaml", "suite.yaml", "tools.json"] + (recording.map { [$0] } ?? []) {
      try workplace.write(Self.text(file), to: file)
    }
    return workplace
  }

  private static func text(_ file: String) throws -> String {
    try String(contentsOf: ProjectRoot.folder.appending(path: "\(folder)/\(file)"), encoding: .utf8)
  }

  private func program(_ workplace: Workplace, _ url: String, key: String? = nil) -> Program {
    var environment = [
      "OPENAI_BASE_URL": "\(url)/v1", "ANTHROPIC_BASE_URL": url, "GOOGLE_GEMINI_BASE_URL": url, "OLLAMA_HOST": url,
    ]
    for name in ["OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY"] { environment[name] = key }
    return Program(workplace, environment: environment)
  }

  @Test(arguments: Provider.played)
  func theCommittedRecordingsGiveTheSameScoresWithoutANetwork(provider: Provider) async throws {
    let recording = "\(provider.name).jsonl"
    let program = self.program(try self.workplace(recording), Self.nobody)
    let ended = try await program.run(
      "run", "suite.yaml", "--model", provider.name, "--replay", recording, "--offline")
    #expect(ended.code == 0, "\(ended.errors)")
    try expectAnswers(program.workplace, provider)
    #expect(try await program.run("recordings", "verify", recording).code == 0)
  }

  @Test(arguments: Provider.played, [false, true])
  func whatIsRecordedReplaysWithoutItsServer(provider: Provider, isStreamed: Bool) async throws {
    let workplace = try self.workplace()
    let model = provider.name + (isStreamed ? "-streamed" : "")
    let run = ["run", "suite.yaml", "--model", model]
    let url = try await ProviderServer.serving { server in
      let program = self.program(workplace, server.url, key: "test-key")
      let ended = try await program.run(run + ["--record", "r.jsonl", "--concurrency", "1"])
      #expect(ended.code == 0, "\(ended.errors)")
      #expect(server.refusals == [])
      return server.url
    }
    try expectAnswers(workplace, provider)
    let program = self.program(workplace, url)
    let ended = try await program.run(run + ["--replay", "r.jsonl", "--output", "replayed"])
    #expect(ended.code == 0, "\(ended.errors)")
    try expectAnswers(workplace, provider, "replayed/report.json")
    #expect(try await program.run("recordings", "verify", "r.jsonl").code == 0)
    #expect(workplace.files(holding: "test-key") == [])
    if !isStreamed { try expectCommitted(workplace, "\(provider.name).jsonl") }
  }

  /// Usage is the same for all, but for what Ollama does not count.
  private func expectAnswers(
    _ workplace: Workplace, _ provider: Provider, _ report: String = "reports/latest/report.json"
  ) throws {
    let trials = try (workplace.json(report)["trials"]?.arrayValue ?? []).map(ReportedTrial.init)
    #expect(trials.map(\.line).sorted() == Self.expected)
    let turns = trials.reduce(0) { $0 + $1.turns }
    #expect(turns == 22)
    let counted = provider == .ollama ? [400, 20, nil, nil] : [400, 20, 128, 6]
    for trial in trials { #expect(trial.usage == counted.map { $0.map { $0 * trial.turns } }, "\(trial.line)") }
  }

  /// In the names and arguments that a report shows: the tool's own and the variant's.
  private static let expected = [("today", "number"), ("rewrite", "issue")].flatMap { variant, issue in
    [
      #"in-a-conversation \#(variant) correct: close_issue {"\#(issue)":7}"#,
      #"one-after-the-other \#(variant) correct: show_issue {"number":7}, close_issue {"\#(issue)":7}"#,
      #"one-call \#(variant) correct: issues.search {"query":"login"}"#,
      #"parallel-calls \#(variant) correct: show_issue {"number":7}, show_issue {"number":8}"#,
      #"several-turns \#(variant) correct: issues.search {"query":"login"}, close_issue {"\#(issue)":7}, "#
        + #"close_issue {"\#(issue)":8}, add_comment {"number":8,"body":"It is locked."}"#,
      "thanks \(variant) correct: ",
      variant == "today"
        ? "wording today missing_call: " : #"wording rewrite correct: issues.search {"query":"crash"}"#,
    ]
  }.sorted()

  /// Whether the committed recording is what would be recorded today.
  private func expectCommitted(_ workplace: Workplace, _ name: String) throws {
    let made = try workplace.text("r.jsonl")
    if ProcessInfo.processInfo.environment["UPDATE_RECORDINGS"] == "1" {
      try Data(made.utf8).write(to: ProjectRoot.folder.appending(path: "\(Self.folder)/\(name)"))
      Testing.Issue.record("'\(name)' was recorded again; run again without UPDATE_RECORDINGS")
      return
    }
    let lines = try [made, Self.text(name)].map { text in
      try Set(
        text.split(separator: "\n").map { line in
          let line = try JSON(parsing: String(line))
          return [line["key"], line.at("response/body")].map { $0?.compact }
        })
    }
    #expect(lines[0] == lines[1], "'\(name)' is out of date: UPDATE_RECORDINGS=1 renews it")
  }
}

/// What a report says of one trial that must not depend on the provider.
private struct ReportedTrial {
  let line: String
  let turns: Int
  /// Input, output, cached, reasoning.
  let usage: [Int?]

  init(_ trial: JSON) {
    let calls = (trial["calls"]?.arrayValue ?? []).map { call in
      "\(call["tool"]?.stringValue ?? "?") \(call["arguments"]?.compact ?? "?")"
    }
    let names = ["case", "variant", "outcome"].map { trial[$0]?.stringValue ?? "?" }
    line = "\(names.joined(separator: " ")): \(calls.joined(separator: ", "))"
    turns = trial["turns"]?.numberValue?.intValue ?? 0
    usage = ["inputTokens", "outputTokens", "cachedTokens", "reasoningTokens"].map {
      trial["usage"]?[$0]?.numberValue?.intValue
    }
  }
}
