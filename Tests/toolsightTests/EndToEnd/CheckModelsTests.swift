import Foundation
import OrderedJSON
import Testing

/// `check` says what `run` would refuse of models, with its place.
@Suite struct CheckModelsTests {
  private func workplace(
    models: String = "[lexical]", configuration: String? = nil, _ edit: @escaping @Sendable (String) -> String = { $0 }
  ) throws -> Workplace {
    let workplace = try Workplace()
    try SampleProject(models: models, edit: edit).write(to: workplace)
    if let configuration { try workplace.write("schema: toolsight/config/v1\n\(configuration)", to: "toolsight.yaml") }
    return workplace
  }

  @Test(arguments: [
    ("gpt-5-mini", "did you mean 'openai:gpt-5-mini'?"), ("o3", "did you mean 'openai:o3'?"),
    ("claude-sonnet-4-5", "did you mean 'anthropic:claude-sonnet-4-5'?"),
    ("gemini-2.5-pro", "did you mean 'gemini:gemini-2.5-pro'?"), ("qwen3", "did you mean 'ollama:qwen3'?"),
    ("lexcal", "did you mean 'lexical'?"), ("opnai:gpt-5", "did you mean 'openai:gpt-5'?"),
    ("scirpt:a.jsonl", "did you mean 'script:a.jsonl'?"),
    ("google:gemini-2.5-pro", "did you mean 'gemini:gemini-2.5-pro'?"), ("fsat", "did you mean 'fast'?"),
  ])
  func aModelThatRunRefusesIsRefusedByCheckInTheSameWords(model: String, fix: String) async throws {
    let workplace = try workplace(models: "[\"\(model)\"]", configuration: "models: {fast: {use: lexical}}\n")
    let checked = try await Program(workplace).run("check", "tracker.yaml")
    let run = try await Program(workplace).run("run", "tracker.yaml")
    #expect(checked.code == 2 && run.code == 2)
    let line = "tracker.yaml:4:10: error: model '\(model)' is none of lexical"
    #expect(checked.errors.contains(line) && checked.errors.contains("fix: \(fix)"), "\(checked.errors)")
    #expect(run.errors.contains(line) && run.errors.contains("fix: \(fix)"), "\(run.errors)")
    #expect(checked.output == "")
  }

  /// A slip there would leave its rule without anybody to judge.
  @Test func rulesForAModelThatNothingNamesAreSaid() async throws {
    let gate: @Sendable (String) -> String = {
      $0.replacingOccurrences(of: "gate: {}", with: "gate: {models: {lexicl: {min_accuracy: 0.9}}}")
    }
    let wrong = try workplace(gate)
    let warning =
      "tracker.yaml:6:17: warning: the gate's rules for model 'lexicl' apply to nothing: no such model is named\n"
      + "  fix: did you mean 'lexical'?"
    for command in ["check", "plan", "run"] {
      let ended = try await Program(wrong).run(command, "tracker.yaml")
      #expect(ended.errors.contains(warning), "\(command): \(ended.errors)")
    }
    // A command line may name it, and so may toolsight.yaml.
    let configured = try workplace(configuration: "models: {lexicl: {use: lexical}}\n", gate)
    #expect(try await !Program(configured).run("check", "tracker.yaml").errors.contains("apply to nothing"))
    let named = try workplace(models: "[other]", configuration: "models: {other: {use: lexical}}\n") {
      gate($0).replacingOccurrences(of: "lexicl", with: "lexical")
    }
    #expect(try await Program(named).run("check", "tracker.yaml").errors.contains("apply to nothing"))
    let asked = try await Program(named).run("check", "tracker.yaml", "--model", "lexical")
    #expect(!asked.errors.contains("apply to nothing"))
  }

  @Test(
    arguments: [
      ("[\"openai:\"]", nil, "tracker.yaml:4:10: error: expected a model's name after 'openai:'"),
      (
        "[\"openai:a@http://example.com/v1\"]", nil, "tracker.yaml:4:10: error: the URL of model 'openai:a': plain http"
      ),
      ("[\"script:none.jsonl\"]", nil, "none.jsonl: error:"),
      (
        "[a]", "models: {a: {use: anthropic:x, tools: constrained}}",
        "toolsight.yaml:2:13: error: model 'a': 'tools: constrained'"
      ),
      (
        "[a]", "models: {a: {use: ollama:x, sampling: {tool_choice: nonsuch}}}",
        "toolsight.yaml:2:13: error: 'tool_choice' names 'nonsuch', which case"
      ),
      ("[lexical]", "modles: {}", "toolsight.yaml:2:1: error: unknown key 'modles'"),
      ("[a, b]", "models: {a: {use: opnai:x}}", "toolsight.yaml:2:19: error: unknown provider 'opnai'"),
    ] as [(String, String?, String)])
  func whatElseRunRefusesOfModelsIsRefused(models: String, configuration: String?, problem: String) async throws {
    let workplace = try workplace(models: models, configuration: configuration)
    let checked = try await Program(workplace).run("check", "tracker.yaml")
    let run = try await Program(workplace).run("run", "tracker.yaml")
    #expect(checked.code == 2 && checked.errors.contains(problem), "\(checked.errors)")
    #expect(run.code == 2 && run.errors.contains(problem), "\(run.errors)")
    // Without the configuration nobody knows which names it has.
    #expect(!checked.errors.contains("model 'b'"))
  }

  @Test func everyModelsProblemIsSaidAtOnce() async throws {
    let checked = try await Program(try workplace(models: "[gpt-5, \"openai:\", lexcal]")).run("check", "tracker.yaml")
    #expect(checked.code == 2 && checked.errors.contains("3 errors"), "\(checked.errors)")
  }

  @Test func whatIsWrongWithModelsIsSaidBesideWhatIsWrongWithTheSuite() async throws {
    let workplace = try workplace(models: "[lexcal]")
    let suite = try workplace.text("tracker.yaml")
    try workplace.write(suite + "\nrepaets: 3\n", to: "tracker.yaml")
    let checked = try await Program(workplace).run("check", "tracker.yaml")
    #expect(checked.errors.contains("'lexcal'") && checked.errors.contains("'repaets'"), "\(checked.errors)")
    #expect(checked.code == 2 && checked.errors.contains("2 errors"), "\(checked.errors)")
  }

  @Test func modelsOfTheCommandLineReplaceTheSuites() async throws {
    let workplace = try workplace(models: "[gpt-5]")
    #expect(try await Program(workplace).run("check", "tracker.yaml", "--model", "lexical").code == 0)
    let wrong = try await Program(try self.workplace()).run("check", "tracker.yaml", "--model", "gpt-5")
    #expect(wrong.code == 2 && wrong.errors.contains("fix: did you mean 'openai:gpt-5'?"))
    let json = try JSON(parsing: try await Program(workplace).run("check", "tracker.yaml", "--format", "json").output)
    #expect(json.at("0/ok") == false && json.at("0/diagnostics/0/line") == 4 && json.at("0/diagnostics/0/column") == 10)
  }

  @Test func aMissingKeyIsAWarning() async throws {
    let workplace = try workplace(models: "[\"openai:gpt-5\"]")
    let checked = try await Program(workplace).run("check", "tracker.yaml")
    #expect(checked.code == 0)
    #expect(checked.errors.contains("tracker.yaml:4:10: warning: model 'openai:gpt-5' needs a key: set OPENAI_API_KEY"))
    let keyed = Program(workplace, environment: ["OPENAI_API_KEY": "sk-0123456789abcdef"])
    #expect(try await !keyed.run("check", "tracker.yaml").errors.contains("needs a key"))
  }

  @Test func aKeyInAHeaderIsRefused() async throws {
    let entry = "models: {a: {use: \"openai:x@http://127.0.0.1:9/v1\", headers: {X-Team: \"team-9d8f7e6c5b4a\"}}}"
    let workplace = try workplace(models: "[a]", configuration: entry)
    let program = Program(workplace, environment: ["OPENAI_API_KEY": "9d8f7e6c5b4a"])
    for command in ["check", "run"] {
      let ended = try await program.run(command, "tracker.yaml")
      #expect(ended.code == 2 && ended.errors.contains("'X-Team' holds a key"), "\(ended.errors)")
      #expect(!ended.errors.contains("9d8f7e6c5b4a"))
    }
  }

  @Test func recordingsAndBaselinesThatAreNotThereAreRefused() async throws {
    let program = Program(try workplace())
    for options in [["--replay", "none.jsonl"], ["--baseline", "nope"]] {
      let checked = try await program.run(["check", "tracker.yaml"] + options)
      let run = try await program.run(["run", "tracker.yaml"] + options)
      #expect(checked.code == 2 && run.code == 2, "\(checked.errors) \(run.errors)")
      #expect(checked.errors.contains(options[1]))
    }
  }

  @Test func schemasThatAVendorRefusesAreListed() async throws {
    let workplace = try Workplace()
    let suite = { @Sendable (text: String) in
      text.replacingOccurrences(of: "{query: {~contains: login}}", with: "{query: [a]}")
    }
    try SampleProject(variants: ["today"], edit: suite).write(to: workplace)
    try workplace.write(
      """
      [{"name": "search", "description": "", "inputSchema": {"type": "object", "properties": {"query": {"type": "array"}}}},
       {"name": "show", "inputSchema": {"type": "object", "properties": {"number": {"type": "integer"}}, "anyOf": [{}]}},
       {"name": "close", "inputSchema": {}}]
      """, to: "tools.json")
    let checked = try await Program(workplace).run("check", "tracker.yaml", "--model", "openai:gpt-5")
    #expect(checked.code == 0, "\(checked.errors)")
    for line in [
      "warning: OpenAI refuses 'search' because of an array without 'items' at /properties/query (",
      "warning: OpenAI refuses 'show' because of 'oneOf', 'anyOf'",
      "note: OpenAI would refuse 'close' because of no 'type'",
    ] { #expect(checked.errors.contains(line), "\(checked.errors)") }
    let planned = try await Program(workplace).run("plan", "tracker.yaml", "--model", "anthropic:claude-x")
    #expect(planned.errors.contains("warning: Anthropic refuses 'show'") && !planned.errors.contains("'search'"))
    let json = try await Program(workplace).run("check", "tracker.yaml", "--model", "openai:gpt-5", "--format", "json")
    #expect(try JSON(parsing: json.output).at("0/schemas")?.count == 4, "\(json.output)")
  }

  @Test func aConversationThatAVendorRefusesIsWarnedOfAtItsMessage() async throws {
    let suite = { @Sendable (text: String) in
      text.replacingOccurrences(
        of: "    prompt: Show me issue 7.",
        with: "    messages:\n      - assistant: Hello.\n      - user: Show me issue 7.")
    }
    let workplace = try workplace(models: "[\"anthropic:claude-sonnet-4-5\"]", suite)
    let checked = try await Program(workplace).run("check", "tracker.yaml")
    #expect(
      checked.code == 0
        && checked.errors.contains(": warning: Anthropic refuses a conversation that the assistant opens"))
    let other = try await Program(workplace).run("check", "tracker.yaml", "--model", "openai:gpt-5")
    #expect(!other.errors.contains("the assistant opens"))
  }
}
