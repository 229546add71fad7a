import Foundation
import OrderedJSON
import Testing

/// What becomes of a stored run when its suite, its history or its place has changed.
@Suite struct StoredRunsTests {
  private static let project = SampleProject(gate: "{min_accuracy: 0.5}")

  private func workplaceWithARun(_ project: SampleProject = project) async throws -> Workplace {
    let workplace = try Workplace()
    try project.write(to: workplace)
    try #require(try await Program(workplace).run("run", project.file).way == .code(0))
    return workplace
  }

  private func edited(_ old: String, _ new: String) -> SampleProject {
    var project = Self.project
    project.edit = { $0.replacingOccurrences(of: old, with: new) }
    return project
  }

  // MARK: The suite

  @Test(arguments: [
    ("id: find", "id: seek", "gone, or under another id: find"),
    ("prompt: Show me issue 7.", "prompt: Show me issue 8.", "asked something else (prompt): look"),
    ("expect: {show: {number: 7}}", "expect: {show: {number: 7}}\n    todo: true", "marked todo: look"),
    ("repeats: 1", "repeats: 1\nsystem: Be brief.", "asked something else (system prompt): find, look, shut, thanks"),
    ("expect: none", "expect: none\n    turns: 3", "asked something else (turns): thanks"),
    (
      "expect: none", "expect: none\n    skip_in: {rewrite: not there}", "skipped: thanks (rewrite)"
    ),
  ])
  func aCaseThatCannotBeJudgedIsNamedAndMissing(old: String, new: String, named: String) async throws {
    let workplace = try await workplaceWithARun()
    try edited(old, new).write(to: workplace)
    let ended = try await Program(workplace).run("score", "last", "--quiet")
    #expect(ended.way == .code(3), "\(ended.errors)")
    #expect(ended.errors.contains("count as missing") || ended.errors.contains("counts as missing"))
    #expect(ended.errors.contains(named), "\(ended.errors)")
    let missing = try workplace.json("reports/latest/report.json").at("scores/1/missing")
    #expect(missing == .number(JSONNumber(named.contains("thanks,") || named.contains(", thanks") ? 4 : 1)))
  }

  /// The tool has another name in the files and in the suite, and in the answers the old one.
  @Test(arguments: [
    ("expect: {show: {number: 7}}", "expect: {any_of: [show, search]}"),
    ("expect: {show: {number: 7}}", "expect: {calls: [search], optional: [show]}"),
    ("expect: {show: {number: 7}}", "expect: search\n    forbid: [show]\n    allow_extra: true"),
  ])
  func aRenamedToolMakesNoAnswerWrong(expected: String, then: String) async throws {
    let workplace = try Workplace()
    try edited(expected, then).write(to: workplace)
    _ = try await Program(workplace).run("run", "tracker.yaml")
    try edited(expected, then.replacingOccurrences(of: "show", with: "read")).write(to: workplace)
    try workplace.write(
      workplace.text("tools.json").replacingOccurrences(of: "\"show\"", with: "\"read\""), to: "tools.json")
    let scored = try await Program(workplace).run("score", "last", "--quiet")
    #expect(scored.way == .code(3), "\(scored.errors)")
    let named = "judged by names that the run's tools do not have ('read'): look (today, rewrite)"
    #expect(scored.errors.contains(named), "\(scored.errors)")
    #expect(try workplace.json("reports/latest/report.json").at("scores/0/missing") == 1)
  }

  /// What is to do, and what everybody skips, is no part of a run, and stands in its report all the same.
  @Test(arguments: [[], ["--tag", "read"], ["--shard", "1/2"]])
  func theReportOfAStoredRunHasTheCasesOfTheRuns(options: [String]) async throws {
    let workplace = try Workplace()
    let more = """
        - {id: later, prompt: Later., expect: none, todo: true, tags: [read]}
        - {id: never, prompt: Never., expect: none, skip_in: {today: no, rewrite: no}}

      """
    var project = Self.project
    project.edit = { $0 + more }
    try project.write(to: workplace)
    _ = try await Program(workplace).run(["run", "tracker.yaml"] + options)
    _ = try await Program(workplace).run("report", "last", "--output", "again", "--reports", "json")
    let cases = try workplace.json("reports/latest/report.json").at("cases")
    #expect(try workplace.json("again/report.json").at("cases") == cases)
    #expect(cases?.arrayValue?.contains { $0["id"] == "later" } == !options.contains("--shard"))
  }

  @Test func theReportShowsWhatWasAskedThen() async throws {
    let workplace = try await workplaceWithARun()
    try edited("prompt: Show me issue 7.", "prompt: Delete everything.").write(to: workplace)
    _ = try await Program(workplace).run("score", "last", "--reports", "json,html,csv,markdown")
    #expect(workplace.files(holding: "Show me issue 7.").contains("reports/latest/report.html"))
    #expect(workplace.files(holding: "Delete everything.") == ["tracker.yaml"])
  }

  @Test func todaysToolsJudgeNoOldCall() async throws {
    let workplace = try await workplaceWithARun()
    let tools = try workplace.text("tools.json").replacingOccurrences(of: "\"number\"", with: "\"key\"")
    try workplace.write(tools, to: "tools.json")
    try edited("{number: 7}", "{}").write(to: workplace)
    try workplace.write(tools, to: "tools.json")
    let ended = try await Program(workplace).run("score", "last")
    #expect(ended.way == .code(0), "\(ended.errors)")
    #expect(try workplace.json("reports/latest/report.json").outcomes == ["correct": 8])
  }

  @Test func aVariantOrACaseMoreOrLessIsSaid() async throws {
    let workplace = try await workplaceWithARun()
    var project = edited("cases:\n", "cases:\n  - {id: later, prompt: And now?, expect: none}\n")
    project.variants = ["today"]
    try project.write(to: workplace)
    let ended = try await Program(workplace).run("score", "last")
    #expect(ended.way == .code(0), "\(ended.errors)")
    #expect(ended.errors.contains("has cases that the run did not ask: later"))
    #expect(ended.errors.contains("no longer has what the run asked as variant 'rewrite'"))
    #expect(try workplace.json("reports/latest/report.json").at("scores")?.count == 2)
  }

  @Test func aSuiteThatWasMovedIsAskedFor() async throws {
    let workplace = try await workplaceWithARun()
    try FileManager.default.moveItem(atPath: "\(workplace.path)/tracker.yaml", toPath: "\(workplace.path)/moved.yaml")
    let lost = try await Program(workplace).run("score", "last")
    #expect(lost.way == .code(2) && lost.errors.contains("fix: say where it is with --suite FILE"), "\(lost.errors)")
    #expect(try await Program(workplace).run("score", "last", "--suite", "moved.yaml").way == .code(0))
  }

  /// Whoever made an export chose the paths in it.
  @Test(
    arguments: [
      ("../secret.txt", nil), ("../tracker.yaml", "../tracker.yaml"), ("/etc/hostname", "/etc/hostname"),
      ("link.yaml", nil),
    ] as [(String, String?)])
  func noForeignPathIsOpened(suitePath: String, sourcePath: String?) async throws {
    let workplace = try await workplaceWithARun()
    try workplace.write("CANARY: of somebody else\n", to: "../secret.txt")
    try workplace.write("CANARY: of somebody else\n", to: "../tracker.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: "\(workplace.path)/link.yaml", withDestinationPath: workplace.beside("secret.txt"))
    try FileManager.default.removeItem(atPath: "\(workplace.path)/tracker.yaml")
    let program = Program(workplace)
    _ = try await program.run("history", "export", "last", "run.jsonl")
    var lines = try workplace.text("run.jsonl").split(separator: "\n").map(String.init)
    lines[0] = lines[0].replacingOccurrences(
      of: "\"suitePath\":\"tracker.yaml\"", with: "\"suitePath\":\"\(suitePath)\"")
    if let sourcePath {
      lines[0] = lines[0].replacingOccurrences(of: "\"path\":\"tracker.yaml\"", with: "\"path\":\"\(sourcePath)\"")
    }
    try workplace.write(chained(lines), to: "foreign.jsonl")
    #expect(try await program.run("history", "import", "foreign.jsonl", "--history", "h.sqlite").way == .code(0))
    for command in [["score", "last"], ["report", "last"], ["compare", "last", "last"], ["score", "foreign.jsonl"]] {
      let ended = try await program.run(command + (command[1] == "last" ? ["--history", "h.sqlite"] : []))
      #expect(!(ended.output + ended.errors).contains("CANARY"), "\(command)")
      if command[0] == "score" {
        #expect(ended.way == .code(2) && ended.errors.contains("--suite"), "\(command): \(ended.errors)")
      }
    }
  }

  /// The lines of an export with the digest of the last one made anew.
  private func chained(_ lines: [String]) -> String {
    var digest = ""
    for line in lines.dropLast() { digest = ContentDigest.sha256(Array((digest + line).utf8)) }
    return (lines.dropLast() + ["{\"end\":{\"trials\":\(lines.count - 2),\"digest\":\"\(digest)\"}}"])
      .joined(separator: "\n") + "\n"
  }

  // MARK: Resuming

  @Test func aMendedExpectationIsGoneOnWith() async throws {
    try await ChatEndpoint.serving(\.rightAnswer) { endpoint in
      let workplace = try Workplace()
      let arguments = ["run", "tracker.yaml", "--model", endpoint.model, "--concurrency", "1"]
      try edited("expect: none", "expect: {search: {}}").write(to: workplace)
      let first = try await Program(workplace).run(arguments + ["--max-requests", "3"])
      #expect(first.way == .code(3))
      try edited("tags: [write]", "tags: [write, new]").write(to: workplace)
      let resumed = try await Program(workplace).run(arguments + ["--resume", "last"])
      #expect(resumed.way == .code(0), "\(resumed.errors)")
      #expect(try workplace.json("reports/latest/report.json").outcomes == ["correct": 8])
      #expect(endpoint.count == 8)
      // The history follows: what is shown later is what was shown now.
      let shown = try await Program(workplace).run("history", "show", "last", "--format", "json")
      #expect(try JSON(parsing: shown.output).outcomes == ["correct": 8])
    }
  }

  @Test(arguments: [
    ("prompt: Show me issue 7.", "prompt: Show me issue 8.", "case 'look' (prompt)"),
    ("expect: none", "expect: none\n    turns: 3", "case 'thanks' (turns)"),
    ("expect: none", "expect: none\n    system: Be brief.", "case 'thanks' (system prompt)"),
    ("expect: none", "expect: none\n    tools: {only: [search]}", "case 'thanks' (tools)"),
    ("expect: none", "expect: none\n    todo: true", "which cases are asked"),
    ("expect: none", "expect: none\n    skip_in: {rewrite: no}", "which variants skip a case"),
    ("repeats: 1", "repeats: 1\nsystem: Be brief.", "case 'find' (system prompt)"),
    ("repeats: 1", "repeats: 1\nsampling: {temperature: 0.5}", "the sampling"),
    ("by words in title", "by any word in title", "the tools of variant 'rewrite'"),
    ("id: look", "id: see", "which cases are asked"),
  ])
  func anotherQuestionIsNot(old: String, new: String, named: String) async throws {
    let workplace = try await workplaceWithARun()
    try edited(old, new).write(to: workplace)
    let ended = try await Program(workplace).run("run", "tracker.yaml", "--resume", "last")
    #expect(ended.way == .code(2))
    #expect(ended.errors.contains("asked different questions") && ended.errors.contains(named), "\(ended.errors)")
  }

  // MARK: The history

  @Test func aDamagedTranscriptIsMissingUntilItIsAskedAgain() async throws {
    let workplace = try await workplaceWithARun()
    try damage("{\"v\":1,\"trial\":{\"number\":3,", in: workplace)
    let program = Program(workplace)
    for command in [["report", "last"], ["score", "last"], ["history", "show", "last"], ["gate", "last"]] {
      let ended = try await program.run(command)
      #expect(
        ended.errors.contains("warning: the history holds a trial '3' whose 'transcript' is JSON with broken JSON"))
      #expect(ended.errors.contains("--resume"), "\(ended.errors)")
      // One of the four trials of its arm.
      #expect(ended.way == .code(["score", "gate"].contains(command[0]) ? 3 : 0), "\(command)")
    }
    let report = try workplace.json("reports/latest/report.json")
    #expect(
      Set([report.at("scores/0/missing"), report.at("scores/1/missing")].compactMap { $0?.compact }) == ["0", "1"])
    let exported = try await program.run("history", "export", "last", "run.jsonl")
    #expect(exported.way == .code(0) && exported.errors.contains("it is left out"))
    let resumed = try await program.run("run", "tracker.yaml", "--resume", "last")
    #expect(resumed.way == .code(0) && resumed.errors.contains("7 of 8 trials are kept"), "\(resumed.errors)")
    #expect(try workplace.json("reports/latest/report.json").outcomes == ["correct": 8])
    #expect(try await program.run("gate", "last").errors == "")
  }

  @Test func aDamagedRunDoesNotHideTheOthers() async throws {
    let workplace = try await workplaceWithARun()
    let id = try #require(workplace.json("reports/latest/report.json").at("run/id")?.stringValue)
    _ = try await Program(workplace).run("run", "tracker.yaml")
    try damage("{\"v\":1,\"seed\":1,", behind: id, in: workplace)
    let listed = try await Program(workplace).run("history", "list", "--format", "json")
    #expect(listed.way == .code(0) && listed.errors.contains("warning: the history holds a run"))
    #expect(try JSON(parsing: listed.output).count == 1)
    #expect(try await Program(workplace).run("report", "last").way == .code(0))
    #expect(try await Program(workplace).run("report", "last~1").way == .code(3))
  }

  /// Makes another byte of the first one of a text, wherever it stands in the history's file, or the first time behind
  /// another text.
  private func damage(
    _ text: String, behind place: String? = nil, by byte: UInt8 = UInt8(ascii: "<"), in workplace: Workplace
  ) throws {
    let path = "\(workplace.path)/.toolsight/history.sqlite"
    var bytes = try #require(FileManager.default.contents(atPath: path))
    var starts = place == nil ? [bytes.startIndex] : []
    var from = bytes.startIndex
    while let place, let found = bytes.range(of: Data(place.utf8), in: from..<bytes.endIndex) {
      starts.append(found.upperBound)
      from = found.upperBound
    }
    for start in starts {
      guard
        let found = bytes.range(
          of: Data(text.utf8), in: start..<min(start + (place == nil ? bytes.count : 300), bytes.endIndex))
      else { continue }
      bytes[found.lowerBound] = byte
    }
    try bytes.write(to: URL(filePath: path))
  }

  @Test func theLastRunIsTheOneBegunLastWhateverTheClockSaid() async throws {
    let workplace = try await workplaceWithARun()
    let report = try workplace.json("reports/latest/report.json")
    let id = try #require(report.at("run/id")?.stringValue)
    let century = try #require(report.at("run/startedAt")?.stringValue?.prefix(2))
    try damage(String(century), behind: id, by: UInt8(ascii: "9"), in: workplace)
    let listed = try await Program(workplace).run("history", "list", "--format", "json")
    #expect(try JSON(parsing: listed.output).at("0/startedAt")?.stringValue?.hasPrefix("9") == true)
    try SampleProject(name: "second").write(to: workplace)
    _ = try await Program(workplace).run("run", "second.yaml")
    let shown = try await Program(workplace).run("history", "show", "last", "--format", "json")
    #expect(try JSON(parsing: shown.output).at("run/suite") == "second")
  }

  @Test func aBaselineIsKnownByItsName() async throws {
    let workplace = try await workplaceWithARun()
    let program = Program(workplace)
    _ = try await program.run("baseline", "save", "main", "last")
    for command in [["compare", "main", "last"], ["compare", "last", "main"], ["report", "main"], ["gate", "main"]] {
      let ended = try await program.run(command)
      #expect(ended.way == .code(0), "\(command): \(ended.errors)")
    }
    let typo = try await program.run("compare", "mian", "last")
    #expect(typo.way == .code(2) && typo.errors.contains("'mian'"))
  }

  // MARK: Places

  @Test func everyFolderOfAProjectHasTheSameHistoryAndReports() async throws {
    let workplace = try Workplace()
    try Self.project.write(to: workplace)
    try workplace.write("", to: "deep/er/here")
    let inside = Program(workplace, folder: "deep/er")
    #expect(try await inside.run("run", "../../tracker.yaml").way == .code(0))
    #expect(workplace.files.filter { $0.hasSuffix("history.sqlite") } == [".toolsight/history.sqlite"])
    #expect(workplace.has("reports/latest/report.json") && !workplace.has("deep/er/reports"))
    for program in [inside, Program(workplace), Program(workplace, folder: "deep")] {
      for command in [["score", "last"], ["report", "last"], ["history", "show", "last"], ["gate", "last"]] {
        #expect(try await program.run(command).way == .code(0), "\(command)")
      }
    }
    let named = try await inside.run("run", "../../tracker.yaml", "--history", "own.sqlite", "--output", "own")
    #expect(named.way == .code(0) && workplace.has("deep/er/own.sqlite") && workplace.has("deep/er/own/report.json"))
  }

  @Test func anEarlierHistoryOfAFolderIsNotForgotten() async throws {
    let workplace = try Workplace()
    try Self.project.write(to: workplace)
    try workplace.write("", to: "deep/here")
    let inside = Program(workplace, folder: "deep")
    _ = try await inside.run("run", "../tracker.yaml", "--history", ".toolsight/history.sqlite")
    let ended = try await inside.run("report", "last")
    #expect(ended.way == .code(3))
    #expect(ended.errors.contains("--history .toolsight/history.sqlite for the runs of this folder"), "\(ended.errors)")
  }
}
