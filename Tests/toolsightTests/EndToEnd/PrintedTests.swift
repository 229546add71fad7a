import Foundation
import OrderedJSON
import Testing

/// What is printed arrives, or its loss is said; machine output is JSON and nothing else; no text is a workflow command.
@Suite struct PrintedTests {
  private func workplaceWithARun() async throws -> Workplace {
    let workplace = try Workplace()
    for name in ["tracker", "second"] { try SampleProject(name: name).write(to: workplace) }
    try #require(try await Program(workplace).run("run", "tracker.yaml").way == .code(0))
    _ = try await Program(workplace).run("baseline", "save", "main", "last")
    _ = try await Program(workplace).run("registry", "import", "tools.json", "--name", "tracker", "--version", "1")
    return workplace
  }

  @Test(arguments: [
    ["tools", "show", "tools.json"], ["tools", "show", "tools.json", "--format", "json"], ["check", "tracker.yaml"],
    ["plan", "tracker.yaml", "--format", "json"], ["run", "tracker.yaml"], ["run", "tracker.yaml", "--format", "json"],
    ["report", "last"], ["score", "last"], ["gate", "last"], ["history", "list"], ["baseline", "list"],
    ["registry", "list"], ["--help"],
  ])
  func whatCannotBeWrittenIsNoSuccess(command: [String]) async throws {
    let workplace = try await workplaceWithARun()
    let ended = try await Program(workplace).run(command, to: .full)
    #expect(ended.way == .code(3))
    #expect(ended.errors.contains("standard output cannot be written: No space left on device"), "\(ended.errors)")
    #expect(ended.errors.contains("are kept"))
    // What was done is there.
    let runs = try JSON(parsing: try await Program(workplace).run("history", "list", "--format", "json").output)
    #expect(runs.count == (command[0] == "run" ? 2 : 1))
  }

  @Test func anotherReasonToEndStaysTheReason() async throws {
    let ended = try await Program(try await workplaceWithARun()).run(["check", "tools.json"], to: .full)
    #expect(ended.way == .code(2))
  }

  @Test(
    arguments: [
      ["check", "tracker.yaml"], ["check", "tracker.yaml", "second.yaml"], ["plan", "tracker.yaml"],
      ["plan", "tracker.yaml", "second.yaml"], ["run", "tracker.yaml"], ["run", "tracker.yaml", "second.yaml"],
      ["run", "tracker.yaml", "--dry-run"], ["run", "tracker.yaml", "second.yaml", "--dry-run"], ["score", "last"],
      ["report", "last"], ["report", "last", "--reports", "markdown,csv"], ["compare", "main", "last"],
      ["gate", "last"],
      ["baseline", "list"], ["baseline", "show", "main"], ["baseline", "save", "next", "last"],
      ["baseline", "export", "main", "main.jsonl"], ["baseline", "rm", "main"], ["history", "list"],
      ["history", "show", "last"], ["history", "export", "last", "run.jsonl"], ["tools", "show", "tools.json"],
      ["tools", "diff", "tools.json", "tools.json"], ["tools", "diff", "tools.json", "tools.json", "--breaking"],
      ["models", "list"], ["schema", "suite"], ["help", "gate"],
      ["registry", "import", "tools.json", "--name", "tracker", "--version", "2"], ["registry", "list"],
      ["registry", "show", "tracker"], ["registry", "disable", "tracker", "search"],
      ["registry", "enable", "tracker", "search"], ["registry", "deprecate", "tracker", "search", "--use", "show"],
      ["registry", "history", "tracker"],
      ["import", "rows", "rows.csv", "--tools", "tools.json"],
      ["import", "rows", "rows.csv", "--tools", "tools.json", "--out", "rows.yaml"],
    ])
  func machineOutputIsJSONAlone(command: [String]) async throws {
    let workplace = try await workplaceWithARun()
    try workplace.write("id,prompt,tool\na,Find it.,search\nb,Show it.,show\n", to: "rows.csv")
    let ended = try await Program(workplace).run(command + ["--format", "json"])
    #expect(ended.way == .code(0), "\(ended.errors)")
    let json = try JSON(parsing: ended.output)
    let suites = command.count { $0.hasSuffix(".yaml") && $0 != "rows.yaml" }
    if suites > 1 { #expect(json.count == suites) }
    if command[0] == "import" && command.count < 6 { #expect(json["cases"]?.count == 2) }
  }

  @Test func anImportedRunIsToldInJSON() async throws {
    let workplace = try await workplaceWithARun()
    _ = try await Program(workplace).run("history", "export", "last", "run.jsonl")
    for isNew in [true, false] {
      let ended = try await Program(workplace).run(
        "history", "import", "run.jsonl", "--history", "h.sqlite", "--format", "json")
      #expect(try JSON(parsing: ended.output).at("0/new") == .bool(isNew))
    }
  }

  // MARK: Workflow commands

  private static let hostile = [
    "::warning::CANARY", " \t::warning::CANARY", "a\n::warning::CANARY", "a\n\u{3000}::warning::CANARY",
    "a\r::warning::CANARY", "a ##[group]CANARY", "##[group]CANARY", "###[group]CANARY", "::\u{301}warning::CANARY",
  ]

  private func tools() -> String {
    let tools = Self.hostile.enumerated().map { number, text -> JSON in
      ["name": .string("t\(number)"), "description": .string(text), "inputSchema": ["type": "object"]]
    }
    return JSON.object(["tools": .array(tools)]).compact
  }

  private func live(_ text: String) -> [Substring] {
    let lines = text.unicodeScalars.split { $0 == "\n" || $0 == "\r" }.map { Substring($0) }
    return lines.filter { line in
      let rest = line.unicodeScalars.drop { $0.properties.isWhitespace }
      return rest.starts(with: "::".unicodeScalars) || Array(line.utf8).contains(Array("##[".utf8))
    }
  }

  @Test(arguments: [[], ["-v"], ["--format", "json"]])
  func whatAServerWroteIsNoCommand(options: [String]) async throws {
    let workplace = try Workplace()
    try workplace.write(tools(), to: "tools.json")
    let program = Program(workplace, environment: ["GITHUB_ACTIONS": "true"])
    let ended = try await program.run(["tools", "show", "tools.json"] + options)
    #expect(ended.output.contains("CANARY"))
    #expect(live(ended.output + ended.errors) == [])
    if options.contains("json") {
      let shown = try JSON(parsing: ended.output).arrayValue ?? []
      #expect(
        shown.compactMap { $0["description"]?.stringValue }.map { Array($0.utf8) }
          == Self.hostile.map { Array($0.utf8) })
    }
    // Elsewhere texts are what they are.
    let plain = try await Program(workplace).run(["tools", "show", "tools.json", "--format", "json"])
    #expect(plain.output.contains("\"::warning::CANARY\"") && plain.output.contains("##[group]"))
  }

  @Test func norInASuiteThatIsPrinted() async throws {
    let workplace = try Workplace()
    try SampleProject().write(to: workplace)
    let prompts = Self.hostile + ["a##[group]CANARY"]
    let rows = JSON.array(prompts.map { ["prompt": .string($0), "tool": "search"] })
    try workplace.write(rows.compact, to: "rows.json")
    let command = ["import", "rows", "rows.json", "--tools", "tools.json"]
    let printed = try await Program(workplace, environment: ["GITHUB_ACTIONS": "true"]).run(command)
    let plain = try await Program(workplace).run(command)
    #expect(printed.output != plain.output && live(printed.output) == [])
    var asked: [JSON?] = []
    for (name, text) in [("printed", printed.output), ("plain", plain.output)] {
      try workplace.write(text, to: "\(name).yaml")
      let run = try await Program(workplace).run("run", "\(name).yaml", "--model", "lexical", "--format", "json")
      let cases = try JSON(parsing: run.output)["cases"]?.arrayValue ?? []
      asked.append(.array(cases.compactMap { $0["prompt"] }))
    }
    #expect(asked[0]?.count == prompts.count && asked[0]?.compact == asked[1]?.compact)
  }

  @Test func norInWhatATrialSays() async throws {
    let workplace = try Workplace()
    let script = #"{"case":"*","calls":[{"::warning::x ##[group]y":{"a":"\n::error::z"}}]}"# + "\n"
    try workplace.write(script, to: "hostile.jsonl")
    try SampleProject(models: "[\"script:hostile.jsonl\"]").write(to: workplace)
    let program = Program(workplace, environment: ["GITHUB_ACTIONS": "true"])
    let ended = try await program.run("run", "tracker.yaml", "-v")
    let commands = live(ended.output + ended.errors)
    #expect(!commands.contains { $0.contains("::warning::x") || $0.contains("::error::z") }, "\(commands)")
    #expect(!(ended.output + ended.errors).contains("##["))
  }
}
