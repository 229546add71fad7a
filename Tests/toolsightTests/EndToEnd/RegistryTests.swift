import Foundation
import OrderedJSON
import TestSupport
import Testing

/// Tools that are registered, changed and named by suites, by the built program.
@Suite struct RegistryTests {
  private let workplace: Workplace

  init() throws {
    workplace = try Workplace()
    try SampleProject().write(to: workplace)
  }

  @discardableResult
  private func registry(
    _ arguments: String..., expecting code: Int32 = 0, environment: [String: String] = [:]
  ) async throws -> Program.Ended {
    let ended = try await Program(workplace, environment: environment).run(["registry"] + arguments)
    #expect(ended.way == .code(code), "\(ended.errors)")
    return ended
  }

  private func fill() async throws {
    try await registry("import", "tools.json", "--name", "tracker", "--version", "1", "--by", "ana")
    try await registry("import", "tools.json", "--name", "tracker", "--version", "2.1", "--by", "bo")
  }

  private func writeSuite(_ tools: String, variant: String = "registry:tracker@^2") throws {
    try workplace.write(
      """
      schema: toolsight/suite/v1
      name: registered
      tools: \(tools)
      variants: [{name: today}, {name: next, tools: "\(variant)"}]
      cases: [{id: a, prompt: Search it., expect: search}]
      """, to: "registered.yaml")
  }

  @Test func aSuiteRunsOnWhatIsRegistered() async throws {
    try await fill()
    try writeSuite("registry:tracker@1")
    let ended = try await Program(workplace).run("run", "registered.yaml", "--model", "lexical")
    #expect(ended.way == .code(0), "\(ended.errors)")
    let report = try workplace.text("reports/latest/report.json")
    // What becomes of the registry afterwards is nothing to the run.
    try FileManager.default.removeItem(atPath: "\(workplace.path)/registry.sqlite")
    let again = try await Program(workplace).run("report", "last", "--output", "again", "--reports", "json")
    #expect(again.way == .code(0), "\(again.errors)")
    #expect(try workplace.text("again/report.json").withoutTimesAndID == report.withoutTimesAndID)
  }

  @Test(arguments: [
    ("registry:tracker@3", "registered.yaml:3:8: error: no version of 'tracker' fits '3'", "there are 1.0.0, 2.1.0"),
    (
      "registry:trakcer", "registered.yaml:3:8: error: the registry has no tool set 'trakcer'",
      "did you mean 'tracker'?"
    ),
    ("registry:tracker?tenant=acme", "registered.yaml:3:8: error: the registry has no tenant 'acme'", "leave out"),
    ("registry:tracker@x", "registered.yaml:3:8: error: expected a version", "leave out '@x'"),
  ])
  func aReferenceThatMeansNothingIsSaidWhereItStands(tools: String, said: String, fix: String) async throws {
    try await fill()
    try writeSuite(tools)
    let ended = try await Program(workplace).run("check", "registered.yaml")
    #expect(ended.way == .code(2))
    #expect(ended.errors.contains(said) && ended.errors.contains("fix: \(fix)"), "\(ended.errors)")
  }

  @Test func aRegistryThatCannotBeUsedIsNoFaultOfTheSuite() async throws {
    try writeSuite("registry:tracker")
    try workplace.write(String(repeating: "no database ", count: 500), to: "registry.sqlite")
    for command in ["check", "plan"] {
      let ended = try await Program(workplace).run(command, "registered.yaml")
      #expect(ended.way == .code(3))
      #expect(ended.errors.contains("registered.yaml:3:8: error: expected a SQLite database at 'registry.sqlite'"))
    }
  }

  @Test func withoutARegistryItIsSaidHowToMakeOne() async throws {
    try writeSuite("registry:tracker")
    let ended = try await Program(workplace).run("check", "registered.yaml")
    #expect(ended.way == .code(2))
    #expect(ended.errors.contains("registered.yaml:3:8: error: there is no registry at 'registry.sqlite'"))
    try await registry("list", expecting: 2)
  }

  @Test func whereAllToolsAreDisabledNothingIsAsked() async throws {
    try await fill()
    let tools = try JSON(parsing: try await registry("show", "tracker@1", "--format", "json").output)["tools"]
    for tool in tools?.arrayValue ?? [] {
      try await registry("disable", "tracker", try #require(tool["name"]?.stringValue), "--version", "1")
    }
    try writeSuite("registry:tracker@1")
    let ended = try await Program(workplace).run("check", "registered.yaml")
    #expect(ended.way == .code(2) && ended.errors.contains("every tool of 'tracker' 1.0.0 is disabled"))
  }

  @Test func everyChangeSaysWhoWhenAndWhat() async throws {
    try await fill()
    try await registry("disable", "tracker", "show", "--by", "cy")
    try await registry("deprecate", "tracker", "search", "--use", "show", "--since", "2027-01-01", "--by", "di")
    let changes = try JSON(parsing: try await registry("history", "tracker", "--format", "json").output)
    #expect(changes.at("0/by") == "di" && changes.at("0/after/use") == "show")
    #expect(changes.at("1/before/enabled") == true && changes.at("1/after/enabled") == false)
    #expect(changes.at("1/at")?.stringValue?.hasSuffix("Z") == true)
    let text = try await registry("history", "tracker", "search").output
    #expect(text.contains("deprecated since 2027-01-01, use show"))
    let shown = try await registry("show", "tracker").output
    #expect(shown.contains("tracker 2.1.0: "))
  }

  @Test func versionsCanBeHeldAgainstEachOther() async throws {
    try await fill()
    let same = try await Program(workplace).run(
      "tools", "diff", "registry:tracker@1", "registry:tracker", "--exit-code")
    #expect(same.way == .code(0) && same.output.contains("no difference"), "\(same.errors)")
    try await registry("disable", "tracker", "show", "--version", "1")
    let other = try await Program(workplace).run("tools", "diff", "registry:tracker@1", "registry:tracker@2")
    #expect(other.output.contains("+ show"))
    let none = try await Program(workplace).run("tools", "show", "registry:trakcer")
    #expect(none.way == .code(2) && none.errors.contains("did you mean 'tracker'?"), "\(none.errors)")
  }

  @Test func theEnvironmentAndTheOptionNameAnother() async throws {
    try await registry(
      "import", "tools.json", "--name", "other", "--version", "1", environment: ["TOOLSIGHT_REGISTRY": "team.sqlite"])
    #expect(workplace.has("team.sqlite") && !workplace.has("registry.sqlite"))
    let listed = try JSON(
      parsing: try await registry("list", "--registry", "team.sqlite", "--format", "json").output)
    #expect(listed.at("0/name") == "other")
    try writeSuite("registry:other", variant: "registry:other@1")
    let ended = try await Program(workplace).run("check", "registered.yaml", "--registry", "team.sqlite")
    #expect(ended.way == .code(0), "\(ended.errors)")
  }

  @Test(arguments: [
    (["import", "tools.json", "--name", "a b", "--version", "1"], "expected a name of letters"),
    (
      ["import", "tools.json", "--name", "a", "--version", "v1"], "--version expects MAJOR[.MINOR[.PATCH]], found 'v1'"
    ),
    (["import", "tools.json", "--name", "a@2", "--version", "1"], "--name expects the name alone, found 'a@2'"),
    (["import", "tools.json", "tools.json", "--name", "a", "--version", "1"], "both have a tool"),
    (["import", "tools.json", "--name", "a", "--version", "1", "--scope", "serach=x"], "did you mean 'search'?"),
    (["import", "tools.json", "--name", "a", "--version", "1", "--limit", "search=5"], "such as 5/1m, found '5'"),
    (["show", "tracker@"], "expected a version"),
    (["disable", "tracker", "serach"], "did you mean 'search'?"),
    (["deprecate", "tracker", "search", "--since", "soon"], "expected a day such as"),
    (["list", "--registry", "postgres://u:secret@127.0.0.1:1/x"], "fix: "),
  ])
  func whatIsWrongIsSaid(command: [String], said: String) async throws {
    try await fill()
    let ended = try await Program(workplace).run(["registry"] + command)
    #expect(ended.way != .code(0) && ended.errors.contains(said), "\(ended.errors)")
    #expect(!ended.errors.contains("secret"))
  }
}
