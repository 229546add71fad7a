import EvalCore
import OrderedJSON
import SuiteFiles
import TestSupport
import Testing

/// What the valid fixtures mean.
struct SuiteValuesTests {
  private static func suite(_ name: String) throws -> Suite {
    let folder = ProjectFolder(root: ProjectRoot.path, workingDirectory: ProjectRoot.path)
    return try SuiteReader(folder).read("fixtures/suites/valid/\(name)").suite
  }

  @Test func settingsAreRead() throws {
    let suite = try Self.suite("every-key-suite.yaml")
    #expect(suite.name == "every-key" && suite.repeats == 3 && suite.turns == 2 && suite.strictness == .tools)
    #expect(suite.usesInstructions && suite.models.count == 3)
    #expect(
      suite.sampling.temperature == JSONNumber(0.7) && suite.sampling.seed == 7 && suite.sampling.toolChoice == "auto")
    #expect(suite.sampling.parallelCalls == false && suite.sampling.extra["openai"] == ["service_tier": "default"])
    #expect(suite.gate[.maxToolDrop] == nil && suite.gate[.maxDrop] == 0.05 && suite.gate[.noNewFailures] == 0)
    #expect(
      suite.gate[.minPrecision, in: .tool("delete_issue")] == 0.95
        && suite.gate[.maxDrop, in: .variant("edited")] == 0.1)
    #expect(
      suite.gate[.maxDrop, in: .model("lexical")] == 0.02 && suite.gate[.minAccuracy, in: .model("lexical")] == nil)
  }

  @Test func executionsAreRead() throws {
    let results = try Self.suite("every-key-suite.yaml").results
    func kind(_ tool: String) -> ToolExecution.Kind? { results[tool]?.execution(for: [:])?.kind }
    guard case .process(let weak)? = kind("assign_issue"), case .process(let usual)? = kind("add_comment"),
      case .query(let query)? = kind("update_issue"), case .upstream(let program)? = kind("list_labels"),
      case .upstream(let remote)? = kind("delete_issue")
    else { throw CancellationError() }
    let folder = "fixtures/suites"
    #expect(weak.command == [.file("\(folder)/valid/render"), .text("--brief"), .file("\(folder)/toolset.json")])
    #expect(weak.timeout == .milliseconds(500) && weak.memory == 64 << 20 && weak.isolation == .weak)
    #expect(usual == ProcessExecution(command: [.text("python3")]) && usual.timeout == .seconds(5))
    #expect(query.file == "\(folder)/valid/tracker.sqlite" && query.timeout == .seconds(2) && query.rows == 20)
    #expect(
      program.server == .command([.text("tracker-mcp"), .text("--read-only")], environment: ["TRACKER_TOKEN"]))
    #expect(program.tool == "labels" && program.timeout == .seconds(60))
    #expect(program.breaker.failures == 3 && program.breaker.open == .seconds(10))
    #expect(remote == UpstreamExecution(.url("https://tracker.example/mcp")))
  }

  @Test func caseKeysAreRead() throws {
    let evalCase = try #require(try Self.suite("every-key-suite.yaml").cases.first)
    #expect(evalCase.allowExtra && evalCase.turns == 3 && evalCase.weight == 0.5 && evalCase.family == "find-crash")
    #expect(evalCase.quarantine == Quarantine(until: "2099-12-31", reason: "two tools fit"))
    #expect(evalCase.forbid.map(\.tool) == ["delete_issue", "update_issue", "assign_issue", "add_comment"])
    #expect(evalCase.faults["search_issues"] == Fault(kind: .slow, times: nil, afterMilliseconds: 50))
    #expect(evalCase.faults["get_issue"] == Fault(kind: .timeout))
    #expect(evalCase.skipIn.keys.sorted() == ["rewritten"] && evalCase.expectIn.keys.sorted() == ["replaced"])
    #expect(evalCase.position.description == "fixtures/suites/valid/every-key-suite.yaml:114:5")
  }

  @Test func editsChangeWhatTheyNameAndNothingElse() throws {
    let suite = try Self.suite("every-key-suite.yaml")
    let (control, edited) = (suite.control.toolSet, try #require(suite.variant("edited")))
    let search = try #require(edited.toolSet["search_issues"])
    #expect(search.description == "Finds issues by words." && search.title == "Find issues")
    #expect(search.json["annotations"]?["openWorldHint"] == nil && search.json["annotations"]?["readOnlyHint"] == true)
    #expect(search.parameters.keys == ["query", "state", "page"])
    #expect(search.parameters["query"] == ["type": "string", "description": "Words to look for."])
    #expect(edited.toolSet.tools.map(\.name).suffix(3) == ["comment", "show_comments", "list_milestones"])
    #expect(edited.toolSet["comment"]?.parameters.keys == ["issue", "body"])
    #expect(edited.toolSet["comment"]?.inputSchema["required"] == ["issue", "body"])
    #expect(edited.names.shown("list_comments") == "show_comments")
    #expect(
      edited.tools(wordedOtherwiseIn: suite.control) == [
        "search_issues", "list_labels", "list_comments", "get_issue", "add_comment",
      ])
    #expect(
      edited.toolSet["delete_issue"].map { JSON.object($0.json).compact }
        == control["delete_issue"].map { JSON.object($0.json).compact })
    #expect(suite.variant("rewritten")?.tools(wordedOtherwiseIn: suite.control) == ["list_issues"])
  }

  @Test func conversationsEndWithThePrompt() throws {
    let evalCase = try #require(try Self.suite("every-key-suite.yaml").cases.last)
    #expect(evalCase.prompts == ["Close it."] && evalCase.history.count == 5)
    guard case .tool(let results) = evalCase.history[3] else {
      Testing.Issue.record("expected the results of both calls together")
      return
    }
    #expect(results.map(\.tool) == ["get_issue", "get_issue"])
  }

  @Test func everyVariantMeetsItsExpectations() throws {
    let suite = try Self.suite("tracker-suite.yaml")
    for evalCase in suite.cases {
      for variant in suite.variants where evalCase.skipIn[variant.name] == nil {
        let names = Set(suite.catalogueTools(of: evalCase, in: variant).map(\.name))
        let expectation = suite.expectation(of: evalCase, in: variant)
        #expect(
          expectation.alternatives.contains { alternative in
            alternative.required.allSatisfy { call in call.patterns.contains { names.contains($0.tool) } }
          }, "\(evalCase.id) in \(variant.name)")
      }
    }
  }

  @Test(arguments: [
    "every-key-suite.yaml", "tracker-suite.yaml", "split-suite.yaml", "glob-suite.yaml", "json-suite.json",
  ])
  func aStoredSuiteReadsTheSame(_ name: String) throws {
    let suite = try Self.suite(name)
    let stored = try SuiteReader(StoredFiles(suite.sources)).read(suite.sources[0].path).suite
    #expect(stored.variants.map(\.toolSet) == suite.variants.map(\.toolSet))
    #expect(
      stored.cases.map { "\($0.id) \($0.prompts) \($0.expectation)" }
        == suite.cases.map { "\($0.id) \($0.prompts) \($0.expectation)" })
    #expect(stored.gate == suite.gate && stored.sampling == suite.sampling && stored.sources == suite.sources)
  }

  @Test(arguments: [
    ("expect: list_issues", Strictness.tools), ("expect: none", .tools), ("expect: {list_issues: {}}", .tools),
    ("expect: {list_issues: {state: open}}", .calls), ("expect: {list_issues: {~only: {}}}", .calls),
    ("expect: list_issues, expect_in: {control: {list_issues: {state: open}}}", .calls),
    ("expect: {calls: [], optional: [{list_issues: {state: open}}]}", .calls),
  ])
  func argumentsDecideWhereOneIsNamed(_ expectation: String, _ strictness: Strictness) throws {
    let text = """
      schema: toolsight/suite/v1
      name: example
      tools: tools.json
      cases: [{id: a, prompt: x, \(expectation)}]
      """
    let tools = Array(try ProjectRoot.text("fixtures/toolsets/tracker.json").utf8)
    let files = StoredFiles([
      SourceFile(path: "s.yaml", bytes: Array(text.utf8)), SourceFile(path: "tools.json", bytes: tools),
    ])
    #expect(try SuiteReader(files).read("s.yaml").suite.strictness == strictness)
  }
}
