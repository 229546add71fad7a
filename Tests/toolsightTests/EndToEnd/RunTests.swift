import Foundation
import JSONSchema
import OrderedJSON
import TestSupport
import Testing

/// `toolsight run` with answers from a script: what it prints, writes and selects.
@Suite struct RunTests {
  private func run(
    _ project: SampleProject = SampleProject(), _ arguments: [String] = [], in workplace: Workplace
  ) async throws -> Program.Ended {
    try project.write(to: workplace)
    return try await Program(workplace).run(["run", project.file] + arguments)
  }

  @Test func printsTheFiguresAndWritesTheReports() async throws {
    let workplace = try Workplace()
    try workplace.write(SampleProject.dropScript, to: "drop.jsonl")
    let ended = try await run(
      SampleProject(gate: "{max_tool_drop: off}", models: "[\"script:drop.jsonl\"]"), in: workplace)
    #expect(ended.way == .code(0))
    #expect(ended.output.contains(#/today +100\.0%/#))
    #expect(ended.output.contains(#/rewrite +75\.0%/#))
    #expect(ended.output.contains("−25.0"))
    #expect(ended.output.contains(#/find +1\/1 +0\/1 +rewrite: missing_call/#))
    #expect(ended.errors.contains("reports are in reports/latest"))
    #expect(workplace.has("reports/latest/report.html"))
    let report = try workplace.json("reports/latest/report.json")
    #expect(report.at("scores/1/accuracy/value") == 0.75)
    #expect(report.at("comparisons/0/delta") == -0.25)
    #expect(report.outcomes == ["correct": 7, "missing_call": 1])
  }

  @Test func theReportHasEveryKeyOfTheContract() async throws {
    let workplace = try Workplace()
    try workplace.write(SampleProject.dropScript, to: "drop.jsonl")
    _ = try await run(SampleProject(gate: "{min_accuracy: 0.1}", models: "[\"script:drop.jsonl\"]"), in: workplace)
    let report = try workplace.json("reports/latest/report.json")
    for (place, keys) in ReportSkeleton.keys {
      let object = report.at(place)?.objectValue
      #expect(Set(keys.split(separator: " ").map(String.init)).subtracting(object?.keys ?? []) == [], "in '\(place)'")
    }
    let schema = try Data(contentsOf: ProjectRoot.folder.appending(path: "schemas/report.schema.json"))
    #expect(try JSONSchema(JSON(parsing: [UInt8](schema))).validate(report).map(\.description) == [])
  }

  @Test func thePageNeedsNothingFromOutside() async throws {
    let workplace = try Workplace()
    _ = try await run(in: workplace)
    let page = try workplace.text("reports/latest/report.html")
    #expect(page.hasPrefix("<!DOCTYPE html>") || page.hasPrefix("<!doctype html>"))
    #expect(page.contains("Content-Security-Policy"))
    let reference =
      #/(?i)\b(?:src|href|action|data|poster|srcset)\s*=\s*["']?(?!["'#])[^\s>]+|url\(|@import|\bimport\s*\(|fetch\(/#
    #expect(page.matches(of: reference).map { String($0.0) } == [])
  }

  @Test(arguments: [["--concurrency", "1"], ["--concurrency", "16"]])
  func theSameSeedGivesTheSameBytes(options: [String]) async throws {
    let workplaces = try [Workplace(), Workplace()]
    let project = SampleProject(gate: "{min_accuracy: 0.5}")
    _ = try await run(project, ["--seed", "7"] + options, in: workplaces[0])
    _ = try await run(project, ["--seed", "7"], in: workplaces[1])
    let texts = try workplaces.map { try $0.text("reports/latest/report.json").withoutTimesAndID }
    #expect(texts[0] == texts[1])
    #expect(texts[0].contains("\"seed\":7"))
  }

  @Test(
    arguments: [
      (["--case", "find"], 2), (["--case", "find", "--case", "look"], 4), (["--tag", "read"], 4),
      (["--tag", "read", "--tag", "write"], 6), (["--variant", "today"], 4),
      (["--variant", "rewrite", "--tag", "write"], 1),
      (["--repeats", "3"], 24), (["--repeats", "2", "--case", "look"], 4),
    ])
  func asksOnlyWhatIsSelected(options: [String], trials: Int) async throws {
    let workplace = try Workplace()
    // A line that names a repeat, so that the script is asked as often as the plan says.
    let script = "{\"case\":\"nobody\",\"repeat\":1,\"text\":\"\"}\n{\"case\":\"*\",\"text\":\"I do not know.\"}\n"
    try workplace.write(script, to: "many.jsonl")
    let ended = try await run(SampleProject(models: "[\"script:many.jsonl\"]"), options, in: workplace)
    #expect(ended.way == .code(0))
    #expect(try workplace.json("reports/latest/report.json")["trials"]?.count == trials)
  }

  @Test(
    arguments: [
      (["--case", "fnd"], "suite 'tracker' has no case 'fnd'\n  fix: did you mean 'find'?"),
      (["--tag", "reads"], "suite 'tracker' has no tag 'reads'\n  fix: did you mean 'read'?"),
      (["--variant", "rewrit"], "suite 'tracker' has no variant 'rewrit'\n  fix: did you mean 'rewrite'?"),
    ])
  func saysWhatTheSuiteLacks(options: [String], sentence: String) async throws {
    let ended = try await run(SampleProject(), options, in: Workplace())
    #expect(ended.way == .code(2))
    #expect(ended.errors.contains(sentence))
  }

  @Test(
    arguments: [
      (["--case", "find", "--tag", "write"], "suite 'tracker' has no case 'find' with the tag 'write'"),
      (["--case", "find", "--case", "look", "--tag", "write"], "has no case 'find' or 'look' with the tag 'write'"),
      (["--case", "later"], "suite 'tracker' has no case to ask: every selected case is marked todo"),
      (["--tag", "read", "--shard", "3/3"], "suite 'tracker' has no case for --shard 3/3: it has 2"),
    ])
  func saysWhyNothingIsSelected(options: [String], sentence: String) async throws {
    let later = "  - {id: later, prompt: Later., expect: none, todo: true}\n"
    let ended = try await run(SampleProject { $0 + later }, options, in: Workplace())
    #expect(ended.way == .code(2))
    #expect(ended.errors.contains(sentence))
  }

  @Test(
    arguments: [
      (["today", "rewrite"], false, [], "suite 'tracker' has no case to ask: every case is marked skip_in"),
      (["today", "rewrite"], true, [], "suite 'tracker' has no case to ask: every case is marked todo or skip_in"),
      (["rewrite"], false, ["--variant", "rewrite"], "every case is marked skip_in for variant 'rewrite'"),
      (["rewrite"], false, ["--variant", "rewrite", "--case", "find"], "every selected case is marked skip_in for"),
      (["rewrite"], false, ["--variant", "rewrite", "--shard", "1/2"], "every case is marked skip_in for"),
    ] as [([String], Bool, [String], String)])
  func aRunThatAsksNothingIsRefused(
    skipping: [String], todo: Bool, options: [String], sentence: String
  ) async throws {
    let skipped = "skip_in: {\(skipping.map { "\($0): no" }.joined(separator: ", "))}"
    let project = SampleProject { text in
      let skipping = text.replacingOccurrences(of: "    prompt:", with: "    \(skipped)\n    prompt:")
      return todo
        ? skipping.replacingOccurrences(of: skipped + "\n    prompt: Show", with: "todo: true\n    prompt: Show")
        : skipping
    }
    let workplace = try Workplace()
    let ended = try await run(project, options, in: workplace)
    #expect(ended.way == .code(2) && ended.errors.contains(sentence), "\(ended.errors)")
    #expect(try await Program(workplace).run(["plan", project.file] + options).way == .code(2))
  }

  /// What one suite has is asked of it, and the other is named, however quiet the run is.
  @Test(
    arguments: [
      (["--tag", "smoke"], "left out: suite 'small' has no case with the tag 'smoke'"),
      (["--case", "smoke"], "left out: suite 'small' has no case 'smoke'"),
      (["--variant", "other"], "left out: suite 'small' has no variant 'other'"),
      (["--shard", "5/5"], "left out: suite 'small' has no case for --shard 5/5: it has 4"),
    ])
  func aSuiteThatLacksWhatIsAskedForIsLeftOut(options: [String], sentence: String) async throws {
    let workplace = try Workplace()
    try SampleProject(name: "small").write(to: workplace)
    let smoke = "  - {id: smoke, prompt: Thanks., expect: none, tags: [smoke]}\n"
    try SampleProject(name: "big", variants: ["today", "other"]) { $0 + smoke }.write(to: workplace)
    for command in ["run", "plan"] {
      let ended = try await Program(workplace).run([command, "small.yaml", "big.yaml", "--quiet"] + options)
      #expect(ended.way == .code(0))
      #expect(ended.errors.contains(sentence))
    }
    #expect(try workplace.json("reports/latest/big/report.json").at("run/suite") == "big")
    #expect(!workplace.has("reports/latest/small/report.json"))
    let none = try await Program(workplace).run("run", "small.yaml", "big.yaml", "--tag", "smok")
    #expect(none.way == .code(2))
    #expect(none.errors.contains("none of the 2 suites has a tag 'smok'\n  fix: did you mean 'smoke'?"))
  }

  @Test func severalSuitesWriteAFolderEach() async throws {
    let workplace = try Workplace()
    try SampleProject(name: "one").write(to: workplace)
    try SampleProject(name: "two").write(to: workplace)
    let ended = try await Program(workplace).run("run", "one.yaml", "two.yaml", "--output", "out")
    #expect(ended.way == .code(0))
    for name in ["one", "two"] {
      #expect(try workplace.json("out/\(name)/report.json").at("run/suite") == .string(name))
      #expect(workplace.has("out/\(name)/report.html"))
    }
    #expect(!workplace.has("out/report.json"))
  }

  @Test func suitesOfTheSameNameDoNotOverwriteEachOther() async throws {
    let workplace = try Workplace()
    try SampleProject(name: "one").write(to: workplace)
    try workplace.write(
      workplace.text("one.yaml").replacingOccurrences(of: "id: find", with: "id: other"), to: "copy.yaml")
    let ended = try await Program(workplace).run("run", "one.yaml", "copy.yaml", "--output", "out")
    let reports = workplace.files.filter { $0.hasSuffix("report.json") }
    #expect(reports.count == 2 || ended.way == .code(2), "found \(reports), \(ended.way)")
  }
}
