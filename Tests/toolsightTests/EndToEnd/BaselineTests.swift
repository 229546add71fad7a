import Foundation
import OrderedJSON
import Testing

/// Runs that are compared with others: baselines, controls, the gate, and runs that end early.
@Suite struct BaselineTests {
  private static let project = SampleProject(models: "[\"script:answers.jsonl\"]", variants: ["today"])

  /// Never searches, whatever the variant.
  private static let broken = SampleProject.dropScript.replacingOccurrences(of: "\"variant\":\"rewrite\",", with: "")

  /// A workplace whose one finished run was right in everything.
  private func workplace(_ project: SampleProject = project) async throws -> Workplace {
    let workplace = try Workplace()
    try project.write(to: workplace)
    try workplace.write(workplace.text("right.jsonl"), to: "answers.jsonl")
    let ended = try await Program(workplace).run("run", project.file)
    try #require(ended.way == .code(0))
    return workplace
  }

  @Test func aLaterRunFailsAgainstASavedOne() async throws {
    let workplace = try await workplace()
    let saved = try await Program(workplace).run("baseline", "save", "main", "last")
    #expect(saved.way == .code(0) && saved.errors.hasPrefix("baseline 'main' of suite 'tracker' is run "))
    try workplace.write(Self.broken, to: "answers.jsonl")
    let ended = try await Program(workplace).run("run", Self.project.file, "--baseline", "main")
    #expect(ended.way == .code(1))
    #expect(ended.output.contains("main") && ended.output.contains("FAIL max_drop"))
    let comparison = try #require(try workplace.json("reports/latest/report.json").at("comparisons/0"))
    #expect(comparison["baseline"] == "main" && comparison["delta"] == -0.25 && comparison["verdict"] == "fail")
    #expect(comparison.at("flips/0/case") == "find" && comparison.at("flips")?.count == 1)
    #expect(comparison.at("moved/0/gold") == "search" && comparison.at("moved/0/to") == "<none>")

    let gate = try await Program(workplace).run("gate", "last", "--baseline", "main", "--format", "json")
    #expect(gate.way == .code(1))
    #expect(try JSON(parsing: gate.output).at("verdict/outcome") == "fail")
    #expect(try await Program(workplace).run("gate", "last~1", "--baseline", "main").way == .code(0))
  }

  @Test func aBaselineTravelsAsOneFile() async throws {
    let home = try await workplace()
    _ = try await Program(home).run("baseline", "save", "main", "last")
    let exported = try await Program(home).run("baseline", "export", "main", "baselines/main.jsonl")
    try #require(exported.way == .code(0))
    let away = try Workplace()
    try Self.project.write(to: away)
    try away.write(Self.broken, to: "answers.jsonl")
    try away.write(home.text("baselines/main.jsonl"), to: "main.jsonl")
    let ended = try await Program(away).run("run", Self.project.file, "--baseline", "main.jsonl")
    #expect(ended.way == .code(1))
    #expect(try away.json("reports/latest/report.json").at("comparisons/0/baseline") == "main")
    let compared = try await Program(away).run("compare", "main.jsonl", "last")
    #expect(compared.way == .code(0) && compared.output.contains("find"))
    #expect(try await Program(away).run("compare", "main.jsonl", "last", "--gate").way == .code(1))
  }

  @Test func baselinesAreListedShownAndRemoved() async throws {
    let workplace = try await workplace()
    _ = try await Program(workplace).run("baseline", "save", "main", "last")
    let listed = try await Program(workplace).run("baseline", "list", "--format", "json")
    #expect(try JSON(parsing: listed.output).at("0/name") == "main")
    let shown = try await Program(workplace).run("baseline", "show", "main")
    #expect(shown.way == .code(0) && shown.output.contains("100.0%"))
    let again = try await Program(workplace).run("baseline", "save", "main", "last")
    #expect(again.way == .code(2) && again.errors.contains("--update"))
    #expect(try await Program(workplace).run("baseline", "save", "main", "last", "--update").way == .code(0))
    #expect(try await Program(workplace).run("baseline", "rm", "main").way == .code(0))
    let gone = try await Program(workplace).run("gate", "last", "--baseline", "main")
    #expect(gone.way == .code(2) && gone.errors.contains("main"))
  }

  @Test func noBaselineIsSavedUnderContinuousIntegrationUnasked() async throws {
    let workplace = try await workplace()
    let ci = Program(workplace, environment: ["CI": "true"])
    let refused = try await ci.run("baseline", "save", "main", "last")
    #expect(refused.way == .code(2) && refused.errors.contains("add --update"))
    #expect(try await ci.run("baseline", "save", "main", "last", "--update").way == .code(0))
  }

  /// What looks like an id is a baseline where there is one of that name.
  @Test func aBaselineIsReachedByEveryNameThatItCanBeSavedUnder() async throws {
    let workplace = try await workplace()
    for name in ["1d56def", "20261201", "release/2.0"] {
      #expect(try await Program(workplace).run("baseline", "save", name, "last").way == .code(0))
    }
    for name in ["last", "main.jsonl"] {
      let refused = try await Program(workplace).run("baseline", "save", name, "last")
      #expect(refused.way == .code(2) && refused.errors.contains("fix: choose a name such as 'main'"))
    }
    try workplace.write(Self.broken, to: "answers.jsonl")
    #expect(try await Program(workplace).run("compare", "release/2.0", "last").way == .code(0))
    try FileManager.default.createDirectory(atPath: "\(workplace.path)/release/2.0", withIntermediateDirectories: true)
    #expect(try await Program(workplace).run("run", Self.project.file, "--control", "release/2.0").way == .code(0))
    for name in ["1d56def", "20261201", "release/2.0"] {
      #expect(try await Program(workplace).run("run", Self.project.file, "--baseline", name).way == .code(1), "\(name)")
      #expect(try workplace.json("reports/latest/report.json").at("comparisons/0/baseline") == .string(name))
    }
  }

  /// Half of the cases are asked for under a name that the control does not know.
  @Test func aControlFromBeforeARenamingIsJudgedByWhatItHas() async throws {
    let workplace = try await workplace()
    try workplace.write(workplace.text("tools.json"), to: "before.json")
    var project = Self.project
    project.edit = {
      $0.replacingOccurrences(of: "{show: {number", with: "{read: {number").replacingOccurrences(
        of: "expect: none", with: "expect: {any_of: [none, read]}")
    }
    try project.write(to: workplace)
    try workplace.write(
      workplace.text("before.json").replacingOccurrences(of: "\"show\"", with: "\"read\""), to: "tools.json")
    try workplace.write(
      workplace.text("answers.jsonl").replacingOccurrences(of: "\"show\"", with: "\"read\""), to: "answers.jsonl")
    let refused = try await Program(workplace).run("run", project.file, "--control", "before.json")
    #expect(
      refused.way == .code(2)
        && refused.errors.contains("'before.json' does not have 'read'\n  changed: 'look', 'thanks'"))
    let partial = try await Program(workplace).run("run", project.file, "--control", "before.json", "--allow-partial")
    #expect(partial.way == .code(0), "\(partial.errors)")
    let comparison = try workplace.json("reports/latest/report.json").at("comparisons/0")
    #expect(comparison?.at("delta") == 0 && comparison?.at("cases/skipped") == ["look", "thanks"])
    #expect(try await Program(workplace).run("plan", project.file, "--control", "before.json").way == .code(0))
  }

  @Test func twoVariantsOfOneRunAreCompared() async throws {
    let workplace = try Workplace()
    let project = SampleProject(models: "[\"script:drop.jsonl\"]")
    try workplace.write(SampleProject.dropScript, to: "drop.jsonl")
    try project.write(to: workplace)
    _ = try await Program(workplace).run("run", project.file)
    let compared = try await Program(workplace).run("compare", "last:today", "last:rewrite", "--format", "json")
    #expect(compared.way == .code(0))
    let comparisons = try JSON(parsing: compared.output).at("comparisons")
    #expect(comparisons?.count == 1)
    #expect(comparisons?.at("0/control") == "today" && comparisons?.at("0/candidate") == "rewrite")
    #expect(comparisons?.at("0/delta") == -0.25)
  }

  @Test func otherQuestionsAreRefusedBeforeAnythingIsAsked() async throws {
    let workplace = try await workplace()
    _ = try await Program(workplace).run("baseline", "save", "main", "last")
    var project = Self.project
    project.edit = { $0.replacingOccurrences(of: "Show me", with: "Let me see").replacing("7.", with: "8.") }
    try project.write(to: workplace)
    let refused = try await Program(workplace).run("run", project.file, "--baseline", "main")
    #expect(refused.way == .code(2) && refused.errors.contains("only 2 of 4 cases can be paired with 'main'"))
    let partial = try await Program(workplace).run("run", project.file, "--baseline", "main", "--allow-partial")
    #expect(partial.way == .code(0))
    #expect(
      try workplace.json("reports/latest/report.json").at("comparisons/0/cases/changed") == ["look", "shut"])
  }

  @Test func thisBranchMeetsAnEarlierRevision() async throws {
    let workplace = try await workplace()
    for arguments in [
      ["init", "--quiet"], ["add", "tools.json", Self.project.file],
      ["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "--message", "before"],
    ] { try Self.git(arguments, in: workplace) }
    try workplace.write(
      workplace.text("tools.json").replacingOccurrences(of: "\"Search.\"", with: "\"Find.\""), to: "tools.json")
    try workplace.write(
      SampleProject.dropScript.replacingOccurrences(of: "rewrite", with: "today"), to: "answers.jsonl")
    let ended = try await Program(workplace).run("run", Self.project.file, "--control", "git:HEAD")
    #expect(ended.way == .code(1))
    let report = try workplace.json("reports/latest/report.json")
    #expect(report.at("comparisons/0/control") == "git:HEAD" && report.at("comparisons/0/candidate") == "today")
    let tools = report.at("comparisons/0/tools")?.arrayValue ?? []
    #expect(tools.first { $0["tool"] == "search" }?["edited"] == true)
    #expect(tools.first { $0["tool"] == "show" }?["edited"] == false)

    // The control is kept with the run: it can be shown without git.
    try FileManager.default.removeItem(atPath: "\(workplace.path)/.git")
    _ = try await Program(workplace).run("report", "last", "--output", "again", "--reports", "json")
    let again = try workplace.json("again/report.json")
    #expect(again.at("comparisons/0/control") == "git:HEAD" && again.at("comparisons/0/delta") == -0.25)
    #expect(try await Program(workplace).run("score", "last").way == .code(1))
  }

  @Test func aRevisionThatIsNotThereIsWrongInput() async throws {
    let workplace = try await workplace()
    try Self.git(["init", "--quiet"], in: workplace)
    let ended = try await Program(workplace).run("run", Self.project.file, "--control", "git:nowhere")
    #expect(ended.way == .code(2))
    #expect(ended.errors.hasPrefix("error: --control git:nowhere: git has no revision 'nowhere'\n  fix: "))
  }

  /// What was typed is repeated, and what it may have been is named.
  @Test(arguments: [
    ("gti:main", "did you mean 'git:main'?"),
    ("mian", "did you mean 'main'?"),
    ("tody", "the suite has a variant 'today', but --control brings one from elsewhere"),
    ("tols.json", "did you mean 'tools.json'?"),
    ("something-else", "name a file such as tools.json, a baseline of toolsight baseline list, or git:main"),
  ]) func aMisspeltControlIsRecognized(control: String, fix: String) async throws {
    let workplace = try await workplace()
    _ = try await Program(workplace).run("baseline", "save", "main", "last")
    let ended = try await Program(workplace).run("run", Self.project.file, "--control", control)
    #expect(ended.way == .code(2) && ended.errors.contains("'\(control)'") && ended.errors.contains("fix: \(fix)"))
  }

  @Test func aToolSetFileIsAControlToo() async throws {
    let workplace = try await workplace()
    try workplace.write(workplace.text("tools.json"), to: "old.json")
    let ended = try await Program(workplace).run("run", Self.project.file, "--control", "old.json")
    #expect(ended.way == .code(0))
    #expect(try workplace.json("reports/latest/report.json").at("comparisons/0/control") == "old.json")
  }

  @Test func anAdaptiveRunEndsWhenItHasFailed() async throws {
    let workplace = try Workplace()
    let project = SampleProject(models: "[\"script:drop.jsonl\"]", repeats: 20)
    // A line that names a repeat makes the model one that is not deterministic.
    let line = "{\"case\":\"thanks\",\"repeat\":1,\"text\":\"You are welcome.\"}\n"
    try workplace.write(line + SampleProject.dropScript, to: "drop.jsonl")
    try project.write(to: workplace)
    let ended = try await Program(workplace).run("run", project.file, "--adaptive", "--concurrency", "1")
    #expect(ended.way == .code(1))
    let report = try workplace.json("reports/latest/report.json")
    // One pair in each round breaks, and seven are needed.
    #expect(report.at("trials")?.count == 7 * 8 && report.at("scores/0/missing") == 0)
    #expect(try await Program(workplace).run("gate", "last").way == .code(1))
  }

  @Test func theShardsOfASuiteAreTheWhole() async throws {
    let workplace = try await workplace()
    var asked: [String] = []
    for shard in ["1/3", "2/3", "3/3"] {
      _ = try await Program(workplace).run("run", Self.project.file, "--shard", shard)
      let trials = try workplace.json("reports/latest/report.json").at("trials")?.arrayValue ?? []
      asked += trials.compactMap { $0["case"]?.stringValue }
    }
    #expect(asked.sorted() == ["find", "look", "shut", "thanks"])
    _ = try await Program(workplace).run("history", "export", "last", "shard.jsonl")
    #expect(try workplace.text("shard.jsonl").contains(#""shard":{"index":3,"of":3}"#))
    for shard in ["0/3", "4/3", "1", "x/y"] {
      #expect(try await Program(workplace).run("run", Self.project.file, "--shard", shard).way == .code(2))
    }
    #expect(try await Program(workplace).run("run", Self.project.file, "--shard", "9/9").way == .code(2))
  }

  private static func git(_ arguments: [String], in workplace: Workplace) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", workplace.path] + arguments
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}
