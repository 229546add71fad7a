import Foundation
import LoopbackHTTP
import OrderedJSON
import Testing

/// What tools cost, as the provider counts; without an option for it nobody is asked.
@Suite struct TokenCountTests {
  private static let key = "sk-ant-4f9d0a7be2c1"
  /// In the words of the command line: 7 tokens for a prompt, 20 of the provider's own where there are tools, and as many for
  /// each tool as its name has letters.
  private static let counts: ChatEndpoint.Answer = { question in
    let tools = question.body["tools"]?.arrayValue ?? []
    let letters = tools.reduce(0) { $0 + ($1["name"]?.stringValue?.count ?? 0) }
    return LoopbackResponse(
      headers: ["Content-Type": "application/json"],
      body: .bytes(Array("{\"input_tokens\":\(7 + (tools.isEmpty ? 0 : 20) + letters)}".utf8)))
  }

  private func serving(
    _ answer: @escaping ChatEndpoint.Answer = counts, environment: [String: String] = [:],
    _ body: (ChatEndpoint, Program) async throws -> Void
  ) async throws {
    try await ChatEndpoint.serving(answer) { endpoint in
      let workplace = try Workplace()
      try SampleProject().write(to: workplace)
      try await body(endpoint, Program(workplace, environment: environment))
    }
  }

  private func model(_ endpoint: ChatEndpoint) -> String { "anthropic:any@\(endpoint.url)" }

  @Test func showsWhatEachToolCosts() async throws {
    try await serving { endpoint, program in
      let model = model(endpoint)
      let ended = try await program.run("tools", "show", "tools.json", "--model", model)
      #expect(ended.way == .code(0) && ended.errors == "")
      #expect(
        ended.output == """
          3 tools, ≈ 107 tokens
          35 tokens, as '\(model)' counts them
          20 of them are no tool's own: the provider adds them to a prompt with tools
            6  search  Search.
            4  show    Show an issue.
            5  close   Close an issue.

          """)
      #expect(endpoint.count == 5)
      let whole = try await program.run("tools", "show", "tracker.yaml", "--variant", "rewrite", "--model", model, "-v")
      #expect(whole.output.contains("\nsearch  6 tokens\nFind issues by words"))
    }
  }

  @Test func givesMachinesTheSameFacts() async throws {
    try await serving { endpoint, program in
      let ended = try await program.run("tools", "show", "tools.json", "--model", model(endpoint), "--format", "json")
      let json = try JSON(parsing: ended.output)
      #expect(json["tokens"] == 35 && json["exact"] == true && json["estimatedTokens"] == 107)
      let tool: JSON = ["name": "show", "tokens": 4, "exact": true, "estimatedTokens": 36]
      #expect(json.at("tools/1") == tool)
    }
  }

  @Test(arguments: ["openai:any@", "ollama:any@"]) func estimatesWhereTheAPIDoesNotCount(model: String) async throws {
    try await serving { endpoint, program in
      let model = model + endpoint.url
      let ended = try await program.run("tools", "show", "tools.json", "--model", model)
      #expect(ended.way == .code(0))
      #expect(ended.output.contains("\n≈ 107 tokens, about 4 characters each: '\(model)' does not count them\n"))
      #expect(ended.output.contains("  ≈ 36  show    Show an issue.\n"))
      let json = try await program.run("tools", "show", "tools.json", "--model", model, "--format", "json")
      #expect(try JSON(parsing: json.output)["exact"] == false)
      #expect(endpoint.count == 0)
    }
  }

  @Test func saysWhereTheToolsCountForNothing() async throws {
    let same: ChatEndpoint.Answer = { _ in
      LoopbackResponse(headers: ["Content-Type": "application/json"], body: .bytes(Array("{\"input_tokens\":7}".utf8)))
    }
    try await serving(same) { endpoint, program in
      let ended = try await program.run("tools", "show", "tools.json", "--model", model(endpoint))
      #expect(ended.output.contains("\n0 tokens, as"))
      #expect(ended.output.contains("the prompt is as long without the tools"))
    }
  }

  @Test func asksNobodyWithoutTheOption() async throws {
    try await serving { endpoint, program in
      for arguments in [
        ["tools", "show", "tools.json"], ["plan", "tracker.yaml", "--model", model(endpoint)],
      ] {
        let ended = try await program.run(arguments)
        #expect(ended.way == .code(0))
      }
      #expect(endpoint.count == 0)
    }
  }

  @Test func aKeyThatIsRefusedIsNamedAndHidden() async throws {
    let refusing: ChatEndpoint.Answer = { _ in .refusing(401, "the key \(Self.key) is unknown") }
    try await serving(refusing, environment: ["ANTHROPIC_API_KEY": Self.key]) { endpoint, program in
      for arguments in [["tools", "show", "tools.json"], ["plan", "tracker.yaml", "--count-tokens"]] {
        let before = endpoint.count
        let ended = try await program.run(arguments + ["--model", model(endpoint)])
        #expect(ended.way == .code(3) && ended.output == "")
        #expect(
          ended.errors.contains("tokens not counted: auth (HTTP 401) from '\(model(endpoint))': the key <redacted:"))
        #expect(ended.errors.contains("fix: set ANTHROPIC_API_KEY to a key that 127.0.0.1 accepts"))
        #expect(!ended.errors.contains(Self.key))
        #expect(endpoint.count - before == 1, "asked once, and then no further tool")
      }
    }
  }

  @Test(arguments: [
    ("anthropic:claude", "set ANTHROPIC_API_KEY"), ("gemini:g", "needs a key"), ("clade", "is none of lexical"),
  ])
  func whatCannotBeAskedIsWrongInput(model: String, words: String) async throws {
    try await serving { _, program in
      for arguments in [["tools", "show", "tools.json"], ["plan", "tracker.yaml", "--count-tokens"]] {
        let ended = try await program.run(arguments + ["--model", model])
        #expect(ended.way == .code(2) && ended.errors.contains(words), "\(ended.errors)")
      }
    }
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func aSignalEndsTheCounting(signal: Int32, code: Int32) async throws {
    let dam = Dam(after: 2)
    let held: ChatEndpoint.Answer = { question in
      await dam.pass()
      return await Self.counts(question)
    }
    try await serving(held) { endpoint, program in
      let ended = try await program.run(["tools", "show", "tools.json", "--model", model(endpoint)]) { running in
        try await endpoint.reaches(4)
        running.send(signal)
      }
      #expect(ended.way == .code(code) && ended.output == "")
      #expect(ended.errors.contains("interrupted: not everything was counted"))
      dam.open()
    }
  }

  @Test func aPlanRestsOnCounts() async throws {
    try await serving { endpoint, program in
      let model = model(endpoint)
      let ended = try await program.run("plan", "tracker.yaml", "--model", model, "--count-tokens")
      #expect(ended.way == .code(0))
      #expect(ended.output.contains("(the tools as counted, the prompts about 4 characters each)"))
      #expect(
        ended.output.contains("  variant today: 3 tools, ≈ 107 tokens\n    35 tokens, as '\(model)' counts them\n"))
      #expect(endpoint.count == 4, "two for each variant")
      let json = try await program.run("plan", "tracker.yaml", "--model", model, "--count-tokens", "--format", "json")
      let plan = try JSON(parsing: json.output)
      let prompts = 2 * (9 + 4 + 4 + 5)
      #expect(plan["inputTokens"] == .number(JSONNumber(8 * 35 + prompts)))
      #expect(plan["inputTokensExact"] == false && plan["catalogTokensExact"] == true)
      #expect(plan.at("variants/1/counts/0/catalogTokens") == 35 && plan.at("variants/1/counts/0/exact") == true)
      #expect(plan.at("variants/0/catalogTokens") == 107 && plan.at("variants/0/exact") == false)
    }
  }

  @Test func aPlanWithAModelThatDoesNotCountStaysAnEstimate() async throws {
    try await serving { endpoint, program in
      let arguments = ["plan", "tracker.yaml", "--model", model(endpoint), "--model", "openai:no-key-needed"]
      let ended = try await program.run(arguments + ["--count-tokens"])
      #expect(ended.way == .code(0), "\(ended.errors)")
      #expect(ended.output.contains("    35 tokens, as"))
      #expect(
        ended.output.contains("    ≈ 107 tokens, about 4 characters each: 'openai:no-key-needed' does not count them"))
      #expect(ended.output.contains("(about 4 characters each)"))
      let plan = try JSON(parsing: await program.run(arguments + ["--count-tokens", "--format", "json"]).output)
      let before = try JSON(parsing: await program.run(arguments + ["--format", "json"]).output)
      #expect(plan["catalogTokensExact"] == false && plan["inputTokens"] == before["inputTokens"])
      #expect(before.at("variants/0/counts") == [])
    }
  }
}
