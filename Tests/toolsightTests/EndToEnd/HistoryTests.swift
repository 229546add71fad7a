import Foundation
import OrderedJSON
import Testing

/// What is done with runs after they ended: judged, shown and reported again.
@Suite struct HistoryTests {
  /// A workplace with one finished run of `rewrite` missing a call.
  private func workplaceWithARun() async throws -> Workplace {
    let workplace = try Workplace()
    try workplace.write(SampleProject.dropScript, to: "drop.jsonl")
    try Self.project.write(to: workplace)
    let ended = try await Program(workplace).run("run", Self.project.file)
    try #require(ended.way == .code(1))
    return workplace
  }

  private static let project = SampleProject(gate: "{max_drop: 0.05}", models: "[\"script:drop.jsonl\"]")

  @Test func scoreJudgesByTheExpectationsOfToday() async throws {
    let workplace = try await workplaceWithARun()
    let before = try workplace.json("reports/latest/report.json")
    #expect(before.at("verdict/outcome") == "fail")
    var project = Self.project
    project.edit = {
      $0.replacingOccurrences(
        of: "{search: {query: {~contains: login}}}", with: "{any_of: [none, {search: {query: {~contains: login}}}]}")
    }
    try project.write(to: workplace)
    // Nothing is asked: there is nobody left to answer.
    try FileManager.default.removeItem(atPath: "\(workplace.path)/drop.jsonl")
    let ended = try await Program(workplace).run("score", "last")
    #expect(ended.way == .code(0))
    let after = try workplace.json("reports/latest/report.json")
    #expect(after.at("verdict/outcome") == "pass")
    #expect(after.outcomes == ["correct": 8])
    #expect(after.at("run/id") == before.at("run/id"))
  }

  @Test func reportAndShowKeepToTheSuiteAsItWas() async throws {
    let workplace = try await workplaceWithARun()
    let original = try workplace.text("reports/latest/report.json")
    try workplace.write("no suite any more", to: Self.project.file)
    let reported = try await Program(workplace).run("report", "last", "--output", "again", "--reports", "json")
    #expect(reported.way == .code(0))
    #expect(reported.output == "again/report.json\n")
    #expect(try workplace.text("again/report.json").withoutTimesAndID == original.withoutTimesAndID)
    #expect(!workplace.has("again/report.html"))
    let shown = try await Program(workplace).run("history", "show", "last")
    #expect(shown.way == .code(0))
    #expect(shown.output.contains("FAIL max_drop"))
  }

  @Test func listNamesTheLatestRunFirst() async throws {
    let workplace = try await workplaceWithARun()
    _ = try await Program(workplace).run("run", Self.project.file, "--case", "look", "--variant", "today")
    let listed = try await Program(workplace).run("history", "list", "--format", "json")
    let runs = try JSON(parsing: listed.output)
    #expect(runs.count == 2)
    #expect(runs.at("0/trials") == 1)
    #expect(runs.at("1/trials") == 8)
    #expect(runs.at("1/variants") == ["today", "rewrite"])
    let table = try await Program(workplace).run("history", "list", "--limit", "1")
    #expect(table.output.split(separator: "\n").count == 2)
    #expect(table.output.contains(try #require(runs.at("0/id")?.stringValue)))
  }

  @Test func aRunIsNamedByThePartOfItsIDThatIsItsOwn() async throws {
    let workplace = try await workplaceWithARun()
    let id = try #require(workplace.json("reports/latest/report.json").at("run/id")?.stringValue)
    for reference in [id, String(id.prefix(6)), "last", "last~0"] {
      let ended = try await Program(workplace).run("history", "show", reference, "--format", "json")
      #expect(try JSON(parsing: ended.output).at("run/id") == .string(id), "\(reference)")
    }
    let ended = try await Program(workplace).run("history", "show", "last~1")
    #expect(ended.way == .code(2))
  }

  @Test(arguments: [["history", "list"], ["score", "last"], ["report", "last"]])
  func withoutAHistoryThereIsNothingToShow(command: [String]) async throws {
    let ended = try await Program(Workplace()).run(command)
    #expect(ended.way == .code(3))
    #expect(ended.errors.contains("there is no history at '.toolsight/history.sqlite'"))
  }

  @Test func programsThatRunAtTheSameTimeShareAHistory() async throws {
    let workplace = try Workplace()
    try SampleProject(repeats: 2).write(to: workplace)
    try await withThrowingTaskGroup(of: Program.Ended.self) { group in
      for output in ["a", "b", "c"] {
        group.addTask { try await Program(workplace).run("run", "tracker.yaml", "--output", output) }
      }
      for try await ended in group { #expect(ended.way == .code(0)) }
    }
    let listed = try await Program(workplace).run("history", "list", "--format", "json")
    let runs = try #require(JSON(parsing: listed.output).arrayValue)
    #expect(runs.map { $0["trials"] } == [8, 8, 8])
    #expect(runs.allSatisfy { $0["finishedAt"]?.stringValue != nil })
  }

  @Test func aHistoryThatIsNoDatabaseIs3AndLeftAlone() async throws {
    let workplace = try Workplace()
    try Self.project.write(to: workplace)
    try workplace.write(SampleProject.dropScript, to: "drop.jsonl")
    try workplace.write("my notes", to: ".toolsight/history.sqlite")
    let ended = try await Program(workplace).run("run", Self.project.file)
    #expect(ended.way == .code(3))
    #expect(ended.errors.contains(".toolsight/history.sqlite"))
    #expect(try workplace.text(".toolsight/history.sqlite") == "my notes")
  }
}
