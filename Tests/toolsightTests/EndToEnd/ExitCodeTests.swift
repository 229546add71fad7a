import Foundation
import LoopbackHTTP
import OrderedJSON
import Testing

/// The exit codes that come from what was measured: 0, 1, 3 and 4.
@Suite struct ExitCodeTests {
  private static let dropping = "[\"script:drop.jsonl\"]"

  private func run(
    _ project: SampleProject, _ arguments: [String] = [], _ environment: [String: String] = [:]
  ) async throws -> Program.Ended {
    let workplace = try Workplace()
    try workplace.write(SampleProject.dropScript, to: "drop.jsonl")
    try project.write(to: workplace)
    return try await Program(workplace, environment: environment).run(["run", project.file] + arguments)
  }

  @Test(arguments: [
    ("{min_accuracy: 0.9, max_drop: 0.5, max_tool_drop: off}", "min_accuracy"), ("{max_drop: 0.05}", "max_drop"),
    ("{max_drop: 0.5}", "max_tool_drop"), ("{no_new_failures: true, max_tool_drop: off}", "no_new_failures"),
  ])
  func aFailedGateIs1(gate: String, rule: String) async throws {
    let ended = try await run(SampleProject(gate: gate, models: Self.dropping))
    #expect(ended.way == .code(1))
    #expect(ended.output.contains("FAIL \(rule)"))
  }

  @Test func aGateThatIsMetIs0() async throws {
    let ended = try await run(SampleProject(gate: "{min_accuracy: 0.9, max_drop: 0.05, no_new_failures: true}"))
    #expect(ended.way == .code(0))
    #expect(ended.output.contains("PASS"))
  }

  @Test(arguments: [(["--strict"], 4), ([], 0)] as [([String], Int32)])
  func inconclusiveIs4OnlyWhenStrict(options: [String], code: Int32) async throws {
    let script = """
      {"case":"*","repeat":1,"text":"You are welcome."}
      \(SampleProject.dropScript)
      """
    let workplace = try Workplace()
    let project = SampleProject(
      gate: "{min_accuracy: 0.6, max_tool_drop: off}", models: "[\"script:half.jsonl\"]", repeats: 2)
    try project.write(to: workplace)
    try workplace.write(script, to: "half.jsonl")
    let ended = try await Program(workplace).run(["run", project.file] + options)
    #expect(ended.output.contains("INCONCLUSIVE"))
    #expect(ended.way == .code(code))
  }

  @Test func aRefusedKeyIs3AndStopsTheRun() async throws {
    try await ChatEndpoint.serving({ _ in .refusing(401, "bad key", code: "invalid_api_key") }) { endpoint in
      let project = SampleProject(repeats: 50)
      let options = ["--model", endpoint.model, "--concurrency", "16"]
      let ended = try await run(project, options, ["OPENAI_API_KEY": "sk-test-refused"])
      #expect(ended.way == .code(3))
      #expect(ended.errors.contains("OPENAI_API_KEY"))
      #expect(endpoint.count == 2, "one question asks, and another one to be sure")
    }
  }

  /// Answers that were under way when the limit was met are paid for, so they are waited for and kept.
  @Test func theEndOfABudgetLosesNoAnswer() async throws {
    let slow: ChatEndpoint.Answer = { question in
      if question.number > 1 { try? await Task.sleep(for: .milliseconds(200)) }
      return .call("search", ["query": "login"])
    }
    try await ChatEndpoint.serving(slow) { endpoint in
      let workplace = try Workplace()
      try SampleProject(repeats: 5).write(to: workplace)
      let ended = try await Program(workplace).run(
        "run", "tracker.yaml", "--model", endpoint.model, "--concurrency", "8", "--max-requests", "7")
      #expect(ended.way == .code(3))
      #expect(endpoint.count == 7)
      #expect(ended.errors.contains("7 of 40 trials are kept"), "\(ended.errors)")
    }
  }

  @Test func anEndpointThatIsNotThereIs3() async throws {
    // A port that was free a moment ago.
    let server = try await LoopbackServer.start { _ in LoopbackResponse() }
    await server.stop()
    let workplace = try Workplace()
    try SampleProject().write(to: workplace)
    let ended = try await Program(workplace).run(
      "run", "tracker.yaml", "--model", "openai:any@\(server.url)/v1", "--case", "find")
    #expect(ended.way == .code(3))
    #expect(ended.errors.components(separatedBy: "could not measure").count == 2, "said once for both variants")
    #expect(ended.errors.contains("fix: check that a server is listening at 127.0.0.1"), "\(ended.errors)")
    // What failed was not answered.
    let listed = try await Program(workplace).run("history", "list")
    #expect(listed.output.contains("  0/2, 2 failed  "), "\(listed.output)")
    let json = try JSON(parsing: try await Program(workplace).run("history", "list", "--format", "json").output)
    #expect(json.at("0/failed") == 2)
  }

  @Test(arguments: [(40, 3), (100, 0)] as [(Int, Int32)])
  func moreThanFivePercentMissingIs3(repeats: Int, code: Int32) async throws {
    // 4 of the 100 or 40 trials that are asked of the one case; a bad request is not asked again.
    try await ChatEndpoint.serving({ [10, 15, 20, 25].contains($0.number) ? .refusing(400, "no") : $0.rightAnswer }) {
      let ended = try await run(
        SampleProject(), ["--model", $0.model, "--repeats", "\(repeats)", "--variant", "today", "--case", "find"])
      #expect(ended.way == .code(code))
      #expect(ended.errors.contains("more than 5 %") == (code == 3))
    }
  }

  @Test func couldNotMeasureOutweighsAFailedGate() async throws {
    let workplace = try Workplace()
    try workplace.write(SampleProject.dropScript, to: "drop.jsonl")
    try SampleProject(name: "failing", models: Self.dropping).write(to: workplace)
    try workplace.write("{\"case\":\"*\",\"status\":400,\"raw\":\"no\"}\n", to: "broken.jsonl")
    try SampleProject(name: "broken", models: "[\"script:broken.jsonl\"]").write(to: workplace)
    let ended = try await Program(workplace).run("run", "failing.yaml", "broken.yaml")
    #expect(ended.way == .code(3))
  }
}
