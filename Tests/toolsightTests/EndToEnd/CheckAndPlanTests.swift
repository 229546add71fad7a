import Foundation
import OrderedJSON
import Testing

/// The commands that look without asking.
@Suite struct CheckAndPlanTests {
  private static let broken: @Sendable (String) -> String = {
    $0.replacingOccurrences(of: "{close: {number: 7}}", with: "{close: {numbr: 7}}")
  }

  @Test func checkSumsUpWhatIsGood() async throws {
    let workplace = try Workplace()
    try SampleProject().write(to: workplace)
    let ended = try await Program(workplace).run("check", "tracker.yaml")
    #expect(ended.way == .code(0))
    #expect(ended.output == "tracker.yaml: ok: 4 cases, 3 tools, 2 variants, judged by calls\n")
    #expect(ended.errors == "")
  }

  @Test func checkGivesMachinesEveryPlace() async throws {
    let workplace = try Workplace()
    try SampleProject(name: "good").write(to: workplace)
    try SampleProject(name: "bad", edit: Self.broken).write(to: workplace)
    let ended = try await Program(workplace).run("check", "good.yaml", "bad.yaml", "--format", "json")
    #expect(ended.way == .code(2))
    let found = try JSON(parsing: ended.output)
    #expect(found.at("0/ok") == true)
    #expect(found.at("0/cases") == 4)
    #expect(found.at("1/ok") == false)
    let diagnostic = try #require(found.at("1/diagnostics/0"))
    #expect(diagnostic["file"] == "bad.yaml")
    #expect(diagnostic["line"] == 22)
    #expect(diagnostic["severity"] == "error")
    #expect(diagnostic["message"]?.stringValue?.contains("'numbr'") == true)
    #expect(diagnostic["fix"]?.stringValue?.contains("'number'") == true)
  }

  @Test func planSaysWhatWouldBeAsked() async throws {
    let workplace = try Workplace()
    try SampleProject(repeats: 3).write(to: workplace)
    let ended = try await Program(workplace).run("plan", "tracker.yaml", "--model", "openai:any@http://127.0.0.1:9/v1")
    #expect(ended.way == .code(0))
    #expect(ended.output.contains("24 trials = 4 cases × 2 variants × 1 model, 3 repeats"))
    let json = try await Program(workplace).run("plan", "tracker.yaml", "--format", "json")
    let plan = try JSON(parsing: json.output)
    #expect(plan["trials"] == 8)
    #expect(plan.at("models/0/deterministic") == true)
    #expect(plan.at("variants/1/variant") == "rewrite")
    #expect(!workplace.has(".toolsight/history.sqlite"))
  }

  /// A script that tells repeats apart is asked as often as the plan says, in the plan as in the run.
  @Test func planAndRunAgreeAboutScripts() async throws {
    let workplace = try Workplace()
    try workplace.write(
      "{\"case\":\"find\",\"repeat\":2,\"text\":\"?\"}\n{\"case\":\"*\",\"text\":\"!\"}\n", to: "many.jsonl")
    try SampleProject(models: "[\"script:many.jsonl\"]", repeats: 3).write(to: workplace)
    let planned = try await Program(workplace).run("plan", "tracker.yaml", "--format", "json")
    _ = try await Program(workplace).run("run", "tracker.yaml")
    let asked = try workplace.json("reports/latest/report.json")["trials"]?.count
    #expect(try JSON(parsing: planned.output)["trials"]?.numberValue?.intValue == asked)
  }

  @Test func aDryRunAsksNothing() async throws {
    try await ChatEndpoint.serving(\.rightAnswer) { endpoint in
      let workplace = try Workplace()
      try SampleProject(repeats: 2).write(to: workplace)
      let ended = try await Program(workplace).run("run", "tracker.yaml", "--model", endpoint.model, "--dry-run")
      #expect(ended.way == .code(0))
      #expect(ended.output.contains("16 trials"))
      #expect(endpoint.count == 0)
      #expect(!workplace.has("reports/latest/report.json"))
    }
  }
}
