import Foundation
import OrderedJSON
import TestSupport
import Testing

/// The action's scripts, carried out with the built program in place of the one that they would build.
@Suite struct ActionRunTests {
  private static let folder = ProjectRoot.folder.appending(path: "scripts/action").path

  /// A step of a workflow in a workplace that is the checkout.
  private func step(
    _ script: String, in workplace: Workplace, _ inputs: [String: String] = [:]
  ) async throws -> (ended: Program.Ended, outputs: [String: String]) {
    try workplace.write("", to: "../github-output")
    try workplace.write("", to: "../summary.md")
    var environment = [
      "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": workplace.path,
      "GITHUB_OUTPUT": workplace.beside("github-output"), "GITHUB_STEP_SUMMARY": workplace.beside("summary.md"),
      "RUNNER_TEMP": workplace.beside("temp"), "TOOLSIGHT": Program.path,
    ]
    for (name, value) in inputs { environment[name == "TOOLSIGHT" ? name : "INPUT_\(name)"] = value }
    let ended = try await BashScript(workplace, environment: environment).run("\(Self.folder)/\(script)")
    let lines = try workplace.text("../github-output").split(separator: "\n")
    let pairs = lines.compactMap { line in
      line.firstIndex(of: "=").map { (String(line[..<$0]), String(line[line.index(after: $0)...])) }
    }
    return (ended, Dictionary(pairs, uniquingKeysWith: { _, last in last }))
  }

  private func project(_ edit: (inout SampleProject) -> Void = { _ in }) throws -> Workplace {
    let workplace = try Workplace()
    try workplace.write(SampleProject.dropScript, to: "drop.jsonl")
    var project = SampleProject()
    edit(&project)
    try project.write(to: workplace)
    return workplace
  }

  @Test func runsTheGettingStartedSuite() async throws {
    let workplace = try Workplace()
    for path in ["suites/getting-started.yaml", "fixtures/toolsets/issues.json"] {
      try workplace.write(String(contentsOf: ProjectRoot.folder.appending(path: path), encoding: .utf8), to: path)
    }
    let (ended, outputs) = try await step("run", in: workplace, ["SUITES": "suites/*.yaml\n", "OUTPUT": "out"])
    #expect(ended.way == .code(0), "\(ended.errors)")
    #expect(outputs == ["verdict": "pass", "exit-code": "0", "reports": "out"])
    for name in ["html", "json", "junit.xml", "md", "csv", "comment.md"] {
      #expect(workplace.has("out/report.\(name)"))
    }
    #expect(try workplace.text("../summary.md").contains("## ✓ Pass: `getting-started`"))
  }

  @Test func aFailedGateFailsTheStepAndIsAnnotated() async throws {
    let workplace = try project {
      $0.gate = "{max_drop: 0.05}"
      $0.models = "[\"script:drop.jsonl\"]"
    }
    let (ended, outputs) = try await step("run", in: workplace, ["SUITES": "tracker.yaml"])
    #expect(ended.way == .code(1))
    #expect(outputs == ["verdict": "fail", "exit-code": "1", "reports": "reports/toolsight"])
    let commands = ended.errors.split(separator: "\n").filter { $0.hasPrefix("::") }
    #expect(
      commands.first?.hasPrefix("::error file=tracker.yaml,line=1,title=toolsight tracker%3A gate failed::") == true)
    #expect(
      commands.contains { $0.contains("find is broken::rewrite, script%3A") || $0.contains("find is broken::rewrite") })
    #expect(try workplace.text("../summary.md").contains("## ✗ Fail: `tracker`"))
  }

  @Test(arguments: [("true", 4), ("false", 0)] as [(String, Int32)])
  func anOpenGateIsSaidToBeOpen(strict: String, code: Int32) async throws {
    let workplace = try project {
      $0.gate = "{min_accuracy: 0.6, max_tool_drop: off}"
      $0.models = "[\"script:half.jsonl\"]"
      $0.repeats = 2
    }
    try workplace.write(
      "{\"case\":\"*\",\"repeat\":1,\"text\":\"You are welcome.\"}\n\(SampleProject.dropScript)", to: "half.jsonl")
    let (ended, outputs) = try await step("run", in: workplace, ["SUITES": "tracker.yaml", "STRICT": strict])
    #expect(ended.way == .code(code))
    #expect(outputs["verdict"] == "inconclusive")
    #expect(outputs["exit-code"] == "\(code)")
  }

  @Test func inputsBecomeOptions() async throws {
    let workplace = try project()
    let inputs = [
      "SUITES": "tracker.yaml", "MODELS": "lexical\n  script:right.jsonl", "ARGUMENTS": "--case find\n--seed 7",
      "REPORTS": "json", "OUTPUT": "a folder",
    ]
    let (ended, _) = try await step("run", in: workplace, inputs)
    #expect(ended.way == .code(0), "\(ended.errors)")
    let report = try workplace.json("a folder/report.json")
    #expect(report["trials"]?.count == 4)
    #expect(report.at("run/seed") == 7)
    #expect(workplace.files.filter { $0.hasPrefix("a folder/") } == ["a folder/report.json"])
  }

  @Test func noInputIsCarriedOut() async throws {
    let workplace = try project()
    let inputs = [
      "SUITES": "tracker.yaml", "ARGUMENTS": "--case find --tag $(touch${IFS}pwned) ; touch pwned",
      "OUTPUT": "$(touch pwned)", "MODELS": "`touch pwned`",
    ]
    let (ended, outputs) = try await step("run", in: workplace, inputs)
    #expect(ended.way == .code(2))
    #expect(outputs["verdict"] == "wrong-input")
    #expect(!workplace.has("pwned"))
  }

  @Test(
    arguments: [
      ("", "the input 'suites' names no suite"), ("suites/*.yaml", "no file fits 'suites/*.yaml'"),
      ("100%", "no file fits '100%25'"),
    ])
  func aSuiteThatIsNotThereIsWrongInput(suites: String, sentence: String) async throws {
    let (ended, outputs) = try await step("run", in: project(), ["SUITES": suites])
    #expect(ended.way == .code(2))
    #expect(ended.output.hasPrefix("::error title=toolsight::"))
    #expect(ended.output.contains(sentence))
    #expect(outputs["verdict"] == "wrong-input")
  }

  // MARK: Which toolsight

  private func find(_ input: String, path: String? = nil) async throws -> (ended: Program.Ended, output: String) {
    let workplace = try Workplace()
    try workplace.write("", to: "../github-output")
    var environment = [
      "INPUT_TOOLSIGHT": input, "GITHUB_OUTPUT": workplace.beside("github-output"),
      "RUNNER_TEMP": workplace.beside("temp"),
    ]
    if let path { environment["PATH"] = path }
    let ended = try await BashScript(workplace, environment: environment).run("\(Self.folder)/find")
    return (ended, try workplace.text("../github-output"))
  }

  @Test func aBuiltToolsightIsUsedAsItIs() async throws {
    let (ended, output) = try await find(Program.path)
    #expect(ended.way == .code(0))
    #expect(output == "toolsight=\(Program.path)\n")
  }

  @Test func aToolsightThatIsNotThereIsWrongInput() async throws {
    let (ended, _) = try await find("./nothing")
    #expect(ended.way == .code(2))
    #expect(ended.output.contains("names no program"))
  }

  @Test func withoutSwiftItSaysWhatToDo() async throws {
    let (ended, _) = try await find("", path: "/bin:/usr/bin")
    // Where Swift is a program of the system there is nothing to say.
    try #require(ended.way == .code(2) || ended.way == .code(0))
    #expect((ended.way == .code(0)) != ended.output.contains("run the job in a container"))
  }

  @Test func theKeyOfABuildChangesOnlyWithWhatGoesIntoIt() async throws {
    let (first, second) = (try await find(""), try await find(""))
    #expect(first.ended.way == .code(0), "\(first.ended.output)")
    let key = try #require(first.output.firstMatch(of: /key=(toolsight-[A-Za-z0-9_]+-[A-Za-z0-9_]+-[0-9a-f]{32})\n/))
    #expect(second.output.contains(key.1))
  }
}
