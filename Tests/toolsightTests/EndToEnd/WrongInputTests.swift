import Foundation
import Testing

/// Exit 2: the operator mends something, and no model was asked meanwhile.
@Suite struct WrongInputTests {
  @Test func everyProblemOfASuiteIsSaidAtOnceAndNothingIsAsked() async throws {
    try await ChatEndpoint.serving(\.rightAnswer) { endpoint in
      let workplace = try Workplace()
      let project = SampleProject { text in
        text.replacingOccurrences(of: "expect: none", with: "expct: none")
          .replacingOccurrences(of: "{show: {number: 7}}", with: "{shwo: {number: 7}}")
      }
      try project.write(to: workplace)
      let ended = try await Program(workplace).run("run", "tracker.yaml", "--model", endpoint.model)
      #expect(ended.way == .code(2))
      #expect(ended.output == "")
      #expect(
        ended.errors == """
          tracker.yaml:18:14: error: unknown tool 'shwo'
            fix: did you mean 'show'?
          tracker.yaml:26:5: error: unknown key 'expct'
            fix: did you mean 'expect'?
          tracker.yaml: 2 errors; nothing was asked of a model

          """)
      #expect(endpoint.count == 0)
      #expect(!workplace.has("reports/latest/report.json"))
    }
  }

  @Test(
    arguments: [
      (["run", "tracker.yaml", "--no-such-option"], "--no-such-option"), (["run"], "suites"), (["fly"], "fly"),
      (["run", "tracker.yaml", "--repeats", "0"], "--repeats must be at least 1, found 0"),
      (["run", "tracker.yaml", "--concurrency", "0"], "--concurrency must be between 1 and 4096, found 0"),
      (["run", "tracker.yaml", "--reports", "pdf"], "'pdf' is not a report\n  fix: choose from html, json, "),
      (["run", "tracker.yaml", "--reports", "jsn"], "'jsn' is not a report\n  fix: did you mean 'json'?"),
      (["run", "missing.yaml"], "missing.yaml"),
      (["run", "trakcer.yaml"], "does not exist\n  fix: did you mean 'tracker.yaml'?"),
      (["run", "tracker.yaml", "--model", "script:rihgt.jsonl"], "fix: did you mean 'right.jsonl'?"),
      (
        ["run", "tracker.yaml", "--model", "script:nothing"],
        "error: --model script:nothing names no file 'nothing'"
      ),
      (["run", "tracker"], "error: 'tracker' does not exist\n  fix: did you mean 'tracker.yaml'?"),
      (["run", "tracker.yaml", "--model", "opnai:gpt-5"], "fix: did you mean 'openai:gpt-5'?"),
      (["tools", "show", "tracker.yaml:rewrit"], "has no variant 'rewrit'\n  fix: did you mean 'rewrite'?"),
      (["tools", "show", "tracker.yaml:x"], "has no variant 'x'\n  fix: choose from today, rewrite"),
      (["serve", "tracker.yaml", "--variant", "tody"], "has no variant 'tody'\n  fix: did you mean 'today'?"),
      (["tools", "show", "tool.json"], "fix: did you mean 'tools.json'?"),
      (["rn", "tracker.yaml"], "'rn' is not a command of 'toolsight'\n  fix: did you mean 'toolsight run'?"),
      (
        ["history", "lst"],
        "'lst' is not a command of 'toolsight history'\n  fix: did you mean 'toolsight history list'?"
      ),
      (
        ["help", "nosuch"],
        "'nosuch' is neither a page of the manual nor a command\n  fix: the pages are suites, matchers, gate, models, "
      ),
      (["help", "matcher"], "fix: did you mean 'toolsight help matchers'? the pages are suites, "),
      (["help", "rnu"], "fix: did you mean 'toolsight help run'? the pages are suites, "),
      (["schema", "suit"], "'suite'"),
      (["help", "history", "lst"], "fix: did you mean 'toolsight history list'?"),
      (["init", "--url", "127.0.0.1:8000/mcp"], "fix: did you mean 'http://127.0.0.1:8000/mcp'?"),
      (["init", "--url", "mcp.example/mcp"], "fix: did you mean 'https://mcp.example/mcp'?"),
      (["tools", "fetch", "--url", "ftp://127.0.0.1/mcp"], "fix: write a URL that starts with http:// or https://"),
      (["tools", "show", "tracker.yaml"], "fix: name one: tracker.yaml:today, or --variant today"),
      (["run", "tracker.yaml", "--model", "gpt-5"], "model 'gpt-5' is none of"),
      (["run", "tracker.yaml", "--model", "script:missing.jsonl"], "missing.jsonl"),
      (["run", "tracker.yaml", "--model", "openai:any@http://example.com/v1"], "plain http only reaches this machine"),
      (["run", "tracker.yaml", "--resume", "ffffffffffff"], "ffffffffffff"),
      (["score", "ffffffffffff"], "ffffffffffff"), (["report", "abc"], "abc"),
    ])
  func aWrongCommandLineIs2(arguments: [String], sentence: String) async throws {
    let workplace = try Workplace()
    try SampleProject().write(to: workplace)
    _ = try await Program(workplace).run("run", "tracker.yaml", "--case", "find")
    let ended = try await Program(workplace).run(arguments)
    #expect(ended.way == .code(2))
    #expect(ended.errors.contains(sentence))
    #expect(ended.errors.contains("error: "), "\(ended.errors)")
    #expect(ended.output == "")
  }

  @Test func aMissingKeyIs2() async throws {
    let workplace = try Workplace()
    try SampleProject().write(to: workplace)
    let ended = try await Program(workplace).run("run", "tracker.yaml", "--model", "openai:gpt-5-mini")
    #expect(ended.way == .code(2))
    #expect(ended.errors.contains("set OPENAI_API_KEY"))
  }

  @Test func aMissingKeyOfTheSecondSuiteLeavesTheFirstUnasked() async throws {
    try await ChatEndpoint.serving(\.rightAnswer) { endpoint in
      let workplace = try Workplace()
      try SampleProject(name: "one", models: "[\"\(endpoint.model)\"]").write(to: workplace)
      try SampleProject(name: "two", models: "[\"openai:gpt-5-mini\"]").write(to: workplace)
      let ended = try await Program(workplace).run("run", "one.yaml", "two.yaml")
      #expect(ended.way == .code(2))
      #expect(endpoint.count == 0, "nothing may be asked of a model")
    }
  }

  @Test(arguments: ["../outside.jsonl", "/etc/passwd", "link.jsonl"])
  func aScriptThatASuiteNamesLiesInTheProject(script: String) async throws {
    let workplace = try Workplace()
    try SampleProject(models: "[\"script:\(script)\"]").write(to: workplace)
    try Data("{\"case\":\"*\",\"text\":\"I come from outside.\"}\n".utf8).write(
      to: URL(filePath: workplace.beside("outside.jsonl")))
    try FileManager.default.createSymbolicLink(
      atPath: "\(workplace.path)/link.jsonl", withDestinationPath: workplace.beside("outside.jsonl"))
    let ended = try await Program(workplace).run("run", "tracker.yaml")
    #expect(ended.way == .code(2))
    #expect(ended.errors.contains("lies outside the project root"))
    #expect(!ended.errors.contains("root:") && !ended.errors.contains("daemon"))
  }

  /// A file stands where the folder should be, and a folder of the system's own, which nobody may write to.
  @Test(arguments: ["tools.json", "tools.json/reports", "/proc/toolsight"])
  func anOutputThatCannotBeWrittenIs2BeforeAnythingIsAsked(output: String) async throws {
    try await ChatEndpoint.serving(\.rightAnswer) { endpoint in
      let workplace = try Workplace()
      try SampleProject().write(to: workplace)
      let ended = try await Program(workplace).run(
        "run", "tracker.yaml", "--model", endpoint.model, "--output", output)
      #expect(ended.way == .code(2))
      #expect(ended.errors.contains("--output: the folder '\(output)'"))
      #expect(endpoint.count == 0)
    }
  }

  @Test func aReportThatCannotReplaceWhatIsThereIs2BeforeAnythingIsAsked() async throws {
    try await ChatEndpoint.serving(\.rightAnswer) { endpoint in
      let workplace = try Workplace()
      try SampleProject().write(to: workplace)
      try workplace.write("", to: "reports/latest/report.json/a-folder-with-that-name")
      let ended = try await Program(workplace).run("run", "tracker.yaml", "--model", endpoint.model)
      #expect(ended.way == .code(2))
      #expect(endpoint.count == 0)
    }
  }
}
