import Foundation
import OrderedJSON
import Testing

@testable import Models

/// `recordings`: what a recording holds, whether it is whole, and what of it is still asked.
@Suite struct RecordingsTests {
  private static func line(
    _ caseID: String = "find", variant: String = "today", repeat: Int = 1, prompt: String = "Is it broken?"
  ) throws -> String {
    let request: JSON = ["method": "POST", "path": "/v1", "stream": false, "body": ["messages": .string(prompt)]]
    let line: JSON = [
      "v": 1, "key": .string(RecordedRequest(request).key), "repeat": .number(JSONNumber(`repeat`)), "turn": 1,
      "model": "fast", "case": .string(caseID), "variant": .string(variant), "request": request,
      "response": ["status": 200, "headers": [:], "body": "{}"], "latencyMs": 5, "at": "2026-11-22T10:00:00.000Z",
    ]
    return line.compact + "\n"
  }

  private static func workplace(_ lines: String...) throws -> Workplace {
    let workplace = try Workplace()
    try workplace.write(lines.joined(), to: "r.jsonl")
    return workplace
  }

  /// CI has no key, and asks nobody.
  @Test(arguments: [["--offline"], []]) func aVendorsAnswersAreReplayedWithoutItsKey(options: [String]) async throws {
    let workplace = try Workplace()
    try SampleProject().write(to: workplace)
    try workplace.write("", to: "none.jsonl")
    let arguments = ["run", "tracker.yaml", "--model", "openai:gpt-5-mini", "--replay", "none.jsonl"] + options
    let ended = try await Program(workplace).run(arguments)
    #expect(ended.way == .code(3) && ended.errors.contains("not_recorded"), "\(ended.errors)")
  }

  @Test func showSaysWhoseAnswersThereAre() async throws {
    let workplace = try Self.workplace(
      try Self.line(), try Self.line(repeat: 2), try Self.line("other"), try Self.line(variant: "v2"))
    let ended = try await Program(workplace).run("recordings", "show", "r.jsonl")
    #expect(ended.code == 0)
    #expect(
      ended.output == """
        MODEL  VARIANT  CASES  REPEATS  ANSWERS
        fast   today    2      2        3
        fast   v2       1      1        1

        """)
    let json = try await Program(workplace).run("recordings", "show", "r.jsonl", "--format", "json")
    #expect(try JSON(parsing: json.output)["groups"]?[0]?["answers"] == 3)
    let verbose = try await Program(workplace).run("recordings", "show", "r.jsonl", "--verbose")
    #expect(
      verbose.output.contains("2     fast   today    find   2       1     200     5 ms  2026-11-22T10:00:00.000Z"))
  }

  @Test func verifyFindsWhatIsWrongAndNeverShowsASecret() async throws {
    let workplace = try Self.workplace(
      try Self.line(), "{}\n", try Self.line(prompt: "my sk-secret-1"),
      try Self.line().replacing("Is it broken?", with: "Is it whole?"), "{\"v\":1")
    let program = Program(workplace, environment: ["OPENAI_API_KEY": "sk-secret-1"])
    let ended = try await program.run("recordings", "verify", "r.jsonl")
    #expect(ended.code == 1)
    #expect(
      ended.output == """
        r.jsonl:2: expected a line of format 1 ('v': 1), found no 'v'
        r.jsonl:3: the line holds the value of a key: remove the line, and revoke the key if it was published
        r.jsonl:4: the key is not the one of the request, so one of them was edited: record it again

        """)
    #expect(
      ended.errors
        == "r.jsonl: 3 answers, 3 complaints; 2 have a later answer to the same case and variant "
        + "(recordings prune removes older wordings); the last line was cut off and is not used\n")
    #expect(try await Program(try Self.workplace(try Self.line())).run("recordings", "verify", "r.jsonl").code == 0)
  }

  @Test func pruneKeepsWhatTheSuiteAsks() async throws {
    let (old, new) = (try Self.line(prompt: "Old?"), try Self.line())
    let (gone, renamed) = (try Self.line("gone"), try Self.line(variant: "x"))
    let workplace = try Self.workplace(old, gone, new, renamed, "{\"v\":1")
    try SampleProject().write(to: workplace)
    let arguments = ["recordings", "prune", "r.jsonl", "--suite", "tracker.yaml"]
    let before = try workplace.text("r.jsonl")
    let dry = try await Program(workplace).run(arguments + ["--dry-run"])
    #expect(dry.code == 0 && dry.output.contains("would be removed: 1 that later ones replace, 2 of cases"))
    #expect(try workplace.text("r.jsonl") == before)
    let ended = try await Program(workplace).run(arguments)
    #expect(ended.code == 0)
    #expect(try workplace.text("r.jsonl") == new)
  }

  @Test func pruneLeavesABrokenFileAlone() async throws {
    let workplace = try Self.workplace(try Self.line(), "{}\n", try Self.line())
    let before = try workplace.text("r.jsonl")
    let ended = try await Program(workplace).run("recordings", "prune", "r.jsonl")
    #expect(ended.code == 2 && ended.errors.contains("r.jsonl:2: expected a line of format 1"))
    #expect(try workplace.text("r.jsonl") == before)
  }

  @Test(arguments: ["show", "verify", "prune"])
  func aMissingFileIs2(command: String) async throws {
    let ended = try await Program(try Workplace()).run("recordings", command, "none.jsonl")
    #expect(
      ended.code == 2 && ended.errors.hasPrefix("error: there is no recording at 'none.jsonl'\n  fix: make one with "))
  }
}
