import OrderedJSON
import Testing

/// In which order a model is asked, and what is not asked at all in this version.
@Suite struct ScheduleTests {
  private static func configuration(_ url: String, _ schedule: String) -> String {
    """
    schema: toolsight/config/v1
    models:
      local: {use: "openai:any@\(url)", schedule: \(schedule), limits: {concurrency: 1}, sampling: {seed: 40}}

    """
  }

  /// The description of the first tool, which tells the variants apart, with the seed of each question in their order.
  private func asked(_ schedule: String) async throws -> [(tool: String?, seed: JSON?)] {
    try await ChatEndpoint.serving({ _ in .saying("Done.") }) { endpoint in
      let workplace = try Workplace()
      try SampleProject(models: "[local]", repeats: 2).write(to: workplace)
      try workplace.write(Self.configuration(endpoint.url, schedule), to: "toolsight.yaml")
      let program = Program(workplace)
      let plan = try await program.run("plan", "tracker.yaml")
      #expect(plan.output.contains("16 trials, in blocks") == (schedule == "blocks"), "\(plan.output)")
      let ended = try await program.run("run", "tracker.yaml", "--concurrency", "1")
      #expect(ended.way == .code(0) || ended.way == .code(1), "\(ended.errors)")
      return endpoint.questions.map {
        ($0.body.at("tools/0/function/description")?.stringValue, $0.body["seed"])
      }
    }
  }

  @Test func blocksAskAllCasesOfAVariantInARow() async throws {
    let asked = try await asked("blocks")
    let (today, rewrite) = ("Search.", "Find issues by words in title or text.")
    #expect(asked.map(\.tool) == [today, rewrite, rewrite, today].flatMap { Array(repeating: $0, count: 4) })
    #expect(asked.map(\.seed) == Array(repeating: 40, count: 8) + Array(repeating: 41, count: 8))
  }

  @Test func interleavedMixesThem() async throws {
    let asked = try await asked("interleaved").map(\.tool)
    #expect(zip(asked, asked.dropFirst()).count { $0 != $1 } > 3)
  }

  @Test(arguments: [
    ["run", "tracker.yaml", "--model", "agent:mine"], ["plan", "tracker.yaml", "--model", "agent:mine"],
    ["models", "test", "agent:mine"], ["tools", "show", "tools.json", "--model", "agent:mine"],
  ])
  func agentsAreNotInThisVersion(arguments: [String]) async throws {
    let workplace = try Workplace()
    try SampleProject().write(to: workplace)
    let ended = try await Program(workplace).run(arguments)
    #expect(ended.way == .code(2))
    #expect(ended.errors.contains("model 'agent:mine': agents are not in this version"), "\(ended.errors)")
  }

  @Test(arguments: ["agents: {mine: {command: [x]}}", "models: {mine: {use: \"agent:mine\"}}"])
  func agentsOfTheConfigurationAreNeither(text: String) async throws {
    let workplace = try Workplace()
    try SampleProject().write(to: workplace)
    try workplace.write("schema: toolsight/config/v1\n\(text)\n", to: "toolsight.yaml")
    for command in [["run", "tracker.yaml"], ["plan", "tracker.yaml"], ["models", "list"]] {
      let ended = try await Program(workplace).run(command)
      #expect(ended.way == .code(2))
      #expect(ended.errors.contains(#/toolsight.yaml:2:\d+: error: agents are not in this version/#), "\(ended.errors)")
    }
  }
}
