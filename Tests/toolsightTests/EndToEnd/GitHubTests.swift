import Foundation
import OrderedJSON
import Testing

/// What a run leaves in GitHub Actions, and that it leaves nothing elsewhere.
@Suite struct GitHubTests {
  private func run(
    _ arguments: [String] = [], in workplace: Workplace, suites: [String] = ["tracker"],
    _ environment: [String: String]
  ) async throws -> Program.Ended {
    try workplace.write(SampleProject.dropScript, to: "drop.jsonl")
    for name in suites {
      try SampleProject(name: name, gate: "{max_drop: 0.05}", models: "[\"script:drop.jsonl\"]").write(to: workplace)
    }
    return try await Program(workplace, environment: environment).run(["run"] + suites.map { "\($0).yaml" } + arguments)
  }

  private func environment(_ workplace: Workplace) -> [String: String] {
    [
      "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": workplace.path,
      "GITHUB_STEP_SUMMARY": workplace.beside("summary.md"),
    ]
  }

  private func commands(_ text: String) -> [Substring] { text.split(separator: "\n").filter { $0.hasPrefix("::") } }

  @Test func annotationsStandOnStandardErrorSoThatMachineOutputStaysWhole() async throws {
    let workplace = try Workplace()
    let ended = try await run(["--format", "json"], in: workplace, environment(workplace))
    #expect(ended.way == .code(1))
    #expect(try JSON(parsing: ended.output).at("verdict/outcome") == "fail")
    #expect(commands(ended.errors).count == 2)
    #expect(commands(ended.errors).allSatisfy { $0.hasPrefix("::error file=tracker.yaml,line=") })
  }

  @Test func theSummaryIsAddedToWhatIsThere() async throws {
    let workplace = try Workplace()
    try workplace.write("# Before\n\n", to: "../summary.md")
    _ = try await run(in: workplace, suites: ["one", "two"], environment(workplace))
    let summary = try workplace.text("../summary.md")
    #expect(summary.hasPrefix("# Before\n\n<!-- toolsight:one -->\n## ✗ Fail: `one`"))
    #expect(summary.contains("\n## ✗ Fail: `two`"))
  }

  @Test func aSummaryThatIsFullIsLeftAlone() async throws {
    let workplace = try Workplace()
    try workplace.write(String(repeating: "x", count: 999_000), to: "../summary.md")
    let ended = try await run(in: workplace, environment(workplace))
    #expect(ended.way == .code(1))
    #expect(ended.errors.contains("the summary of this step is full"))
    #expect(try workplace.text("../summary.md").utf8.count == 999_000)
  }

  @Test func aFileOutsideOfTheWorkspaceIsNotNamed() async throws {
    let workplace = try Workplace()
    let ended = try await run(
      in: workplace, environment(workplace).merging(["GITHUB_WORKSPACE": "/nowhere"]) { $1 })
    #expect(!commands(ended.errors).isEmpty)
    #expect(commands(ended.errors).allSatisfy { $0.hasPrefix("::error title=") })
  }

  @Test(arguments: [[:], ["GITHUB_ACTIONS": "false"], ["GITHUB_ACTIONS": ""]])
  func nothingIsSaidElsewhere(variables: [String: String]) async throws {
    let workplace = try Workplace()
    let ended = try await run(
      in: workplace, variables.merging(["GITHUB_STEP_SUMMARY": workplace.beside("summary.md")]) { $1 })
    #expect(commands(ended.errors + ended.output).isEmpty)
    #expect(!workplace.has("../summary.md"))
  }

  /// A text that looks like a command, at the start of a line.
  @Test func whatAModelWroteIsNoCommand() async throws {
    let workplace = try Workplace()
    let script = "{\"case\":\"*\",\"status\":401,\"raw\":\"no\\n::stop-commands::x\\n##[error]y\"}\n"
    try workplace.write(script, to: "refusing.jsonl")
    try SampleProject(models: "[\"script:refusing.jsonl\"]").write(to: workplace)
    let ended = try await Program(workplace, environment: environment(workplace)).run("run", "tracker.yaml")
    #expect(ended.way == .code(3))
    #expect(!(ended.errors + ended.output).contains("##["))
    #expect(!commands(ended.errors + ended.output).contains { $0.hasPrefix("::stop-commands") })
  }

  @Test func theSameReportsComeFromHistory() async throws {
    let workplace = try Workplace()
    _ = try await run(["--reports", "junit,markdown,csv,comment"], in: workplace, [:])
    let ended = try await Program(workplace).run(
      "report", "last", "--reports", "csv,junit,markdown,comment", "--output", "again")
    #expect(ended.output == "again/report.junit.xml\nagain/report.md\nagain/report.csv\nagain/report.comment.md\n")
    for name in ["report.junit.xml", "report.md", "report.csv", "report.comment.md"] {
      #expect(try workplace.text("again/\(name)") == workplace.text("reports/latest/\(name)"), "\(name)")
    }
  }
}
