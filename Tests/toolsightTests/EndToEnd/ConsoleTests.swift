import Foundation
import OrderedJSON
import Testing

/// What is printed where: machine output on standard output, remarks on standard error, colors on terminals only.
@Suite struct ConsoleTests {
  private func program(_ environment: [String: String] = [:]) throws -> Program {
    let workplace = try Workplace()
    try SampleProject().write(to: workplace)
    return Program(workplace, environment: environment)
  }

  @Test func quietPrintsNothing() async throws {
    let ended = try await program().run("run", "tracker.yaml", "--quiet")
    #expect(ended.way == .code(0))
    #expect(ended.output == "")
    #expect(ended.errors == "")
  }

  @Test func jsonOnStandardOutputIsTheReport() async throws {
    let program = try program()
    let ended = try await program.run("run", "tracker.yaml", "--format", "json")
    #expect(
      ended.output.trimmingCharacters(in: .newlines)
        == (try program.workplace.text("reports/latest/report.json")).trimmingCharacters(in: .newlines))
  }

  @Test(
    arguments: [
      ([:], [], true), (["NO_COLOR": "1"], [], false), ([:], ["--no-color"], false), (["NO_COLOR": ""], [], true),
    ] as [([String: String], [String], Bool)])
  func colorsAreForTerminalsThatWantThem(environment: [String: String], options: [String], isColored: Bool) async throws
  {
    let ended = try await program(environment).run(["run", "tracker.yaml"] + options, to: .terminal)
    #expect(ended.way == .code(0))
    #expect(ended.output.contains("100.0%"))
    #expect(ended.output.contains("\u{1B}[") == isColored)
  }

  @Test func aFileGetsNoColors() async throws {
    let ended = try await program().run("run", "tracker.yaml")
    #expect(!ended.output.contains("\u{1B}"))
    #expect(!ended.errors.contains("\u{1B}"))
  }

  @Test(arguments: [
    ["run", "tracker.yaml"], ["check", "tracker.yaml"], ["plan", "tracker.yaml"], ["run", "--help"],
  ])
  func aClosedPipeIsNoCrash(command: [String]) async throws {
    let program = try program()
    let ended = try await program.run(command, to: .closedPipe)
    #expect(ended.way == .code(0))
    #expect(ended.errors.contains("rror") == false)
    #expect(program.workplace.has("reports/latest/report.json") == (command == ["run", "tracker.yaml"]))
  }

  @Test(arguments: ["", "run", "check", "plan", "score", "report", "history", "history list", "history show"])
  func everyCommandHasHelpWithAnExample(command: String) async throws {
    let words = command.split(separator: " ").map(String.init)
    let ended = try await Program(Workplace()).run(words + ["--help"])
    #expect(ended.way == .code(0))
    #expect(command == "history" || ended.output.contains("xample"))
    #expect(ended.errors == "")
  }

  @Test func hostileNamesDoNotReachTheTerminal() async throws {
    let program = try program()
    let escape = "\u{1B}]0;owned\u{07}\u{1B}[2J"
    try program.workplace.write(
      "{\"case\":\"*\",\"calls\":[{\"search\\u001b]0;owned\\u0007\":{}}]}\n", to: "hostile.jsonl")
    let ended = try await program.run("run", "tracker.yaml", "--model", "script:hostile.jsonl")
    #expect(!ended.output.contains("\u{1B}") && !ended.output.contains("\u{07}"))
    let refused = try await program.run("run", "tracker.yaml", "--model", "script:\(escape)")
    #expect(refused.way == .code(2))
    #expect(!refused.errors.contains("\u{1B}") && !refused.errors.contains("\u{07}"))
  }
}
