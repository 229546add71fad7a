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

  /// Of a line that went on in a second row, only that row could be taken off again.
  @Test func progressFitsTheTerminal() async throws {
    let dam = Dam(after: 0)
    let answer: ChatEndpoint.Answer = { question in
      await dam.pass()
      return question.rightAnswer
    }
    try await ChatEndpoint.serving(answer) { endpoint in
      let arguments = ["run", "tracker.yaml", "--model", endpoint.model]
      let ended = try await program(["COLUMNS": "32"]).run(arguments, to: .errorTerminal) { _ in
        try await endpoint.reaches(1)
        try await Task.sleep(for: .seconds(3))
        dam.open()
      }
      #expect(ended.way == .code(0))
      let rows = ended.errors.components(separatedBy: "\r\u{1B}[2K").dropFirst()
      let lines = rows.dropLast()
      #expect(lines.contains { $0.hasPrefix("0/8 trials · no answer for") }, "\(ended.errors)")
      #expect(lines.allSatisfy { $0.count < 32 && !$0.contains("\n") }, "\(lines)")
    }
  }

  @Test func tablesFitTheTerminalAndCutNothing() async throws {
    let program = try program(["COLUMNS": "60"])
    _ = try await program.run("run", "tracker.yaml")
    let wide = try await program.run("history", "list")
    let narrow = try await program.run(["history", "list"], to: .terminal)
    let lines = narrow.output.split(whereSeparator: \.isNewline)
    #expect(lines.allSatisfy { $0.count <= 60 }, "\(narrow.output)")
    #expect(
      Set(wide.output.split(whereSeparator: \.isWhitespace)).isSubset(
        of: narrow.output.split(whereSeparator: \.isWhitespace)))
    let tools = try await program.run("tools", "show", "tools.json")
    #expect(tools.output.split(separator: "\n").allSatisfy { $0.count <= 60 }, "\(tools.output)")
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

  @Test(arguments: [
    "", "run", "check", "plan", "score", "report", "history", "history list", "history show", "schema", "help",
  ])
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
