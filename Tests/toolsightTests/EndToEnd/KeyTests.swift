import Foundation
import LoopbackHTTP
import OrderedJSON
import Testing

/// A key goes to its endpoint and nowhere else, whatever the endpoint does with it.
@Suite struct KeyTests {
  private static let key = "sk-test-4f9d0a7be2c1"

  /// Every answer says the key: in its text, as an argument, as a tool's name and in an error.
  private static let gossip: ChatEndpoint.Answer = { question in
    let said = question.authorization ?? "nothing"
    return switch question.number % 4 {
    case 0: .saying("You sent \(said)")
    case 1: .call("search", ["query": .string(said), said: [.string(said)]])
    case 2: .call("tool-\(key)", [:])
    default: .refusing(400, "the key \(said) may not do this", code: key)
    }
  }

  @Test func theKeyIsNowhere() async throws {
    try await ChatEndpoint.serving(Self.gossip) { endpoint in
      let workplace = try Workplace()
      let project = SampleProject(repeats: 3)
      try project.write(to: workplace)
      let program = Program(workplace, environment: ["OPENAI_API_KEY": Self.key])
      var ended = [try await program.run("run", project.file, "--model", endpoint.model, "--concurrency", "1")]
      #expect(endpoint.questions.allSatisfy { $0.authorization == "Bearer \(Self.key)" })
      try #require(endpoint.count == 24)
      for command in [
        ["score", "last"], ["report", "last"], ["history", "show", "last"],
        ["history", "show", "last", "--format", "json"],
      ] {
        ended.append(try await program.run(command))
      }
      for one in ended {
        #expect(!one.output.contains(Self.key))
        #expect(!one.errors.contains(Self.key))
      }
      #expect(workplace.has(".toolsight/history.sqlite"))
      #expect(workplace.files(holding: Self.key) == [])
      // What was looked for is there, only without the key.
      #expect(try workplace.text("reports/latest/report.json").contains("Bearer <redacted:OPENAI_API_KEY>"))
      #expect(ended.last?.output.contains("<redacted:OPENAI_API_KEY>") == true)
    }
  }

  /// History and reports are clean even for somebody who reads them without the key in the environment.
  @Test func theHistoryIsCleanWithoutTheVariable() async throws {
    try await ChatEndpoint.serving(Self.gossip) { endpoint in
      let workplace = try Workplace()
      let project = SampleProject()
      try project.write(to: workplace)
      let program = Program(workplace, environment: ["OPENAI_API_KEY": Self.key])
      _ = try await program.run("run", project.file, "--model", endpoint.model, "--concurrency", "1")
      let later = try await Program(workplace).run("history", "show", "last", "--format", "json")
      #expect(!later.output.contains(Self.key))
      #expect(later.output.contains("<redacted:OPENAI_API_KEY>"))
    }
  }

  /// A run that is killed leaves its last writes in the write-ahead log.
  @Test func aKilledRunLeavesNoKeyBehind() async throws {
    let dam = Dam(after: 8)
    let answer: ChatEndpoint.Answer = { question in
      await dam.pass()
      return await Self.gossip(question)
    }
    try await ChatEndpoint.serving(answer) { endpoint in
      let workplace = try Workplace()
      let project = SampleProject(repeats: 3)
      try project.write(to: workplace)
      let program = Program(workplace, environment: ["OPENAI_API_KEY": Self.key])
      let arguments = ["run", project.file, "--model", endpoint.model, "--concurrency", "1"]
      let ended = try await program.run(arguments) { running in
        try await endpoint.reaches(9)
        running.send(SIGKILL)
      }
      #expect(ended.way == .signal(SIGKILL))
      #expect(workplace.has(".toolsight/history.sqlite-wal"))
      #expect(workplace.files(holding: Self.key) == [])
      #expect(workplace.files(holding: "<redacted:OPENAI_API_KEY>") != [])
      #expect(!ended.errors.contains(Self.key))
    }
  }

  @Test(arguments: [(["--trust-endpoint", "127.0.0.1"], true), ([], false)])
  func aURLInAFileGetsTheKeyOnlyWhereItsHostIsTrusted(options: [String], isTold: Bool) async throws {
    try await ChatEndpoint.serving(\.rightAnswer) { endpoint in
      let workplace = try Workplace()
      let project = SampleProject(models: "[\"\(endpoint.model)\"]")
      try project.write(to: workplace)
      let ended = try await Program(workplace, environment: ["OPENAI_API_KEY": Self.key]).run(
        ["run", project.file] + options)
      #expect(ended.way == .code(0))
      #expect(endpoint.questions.allSatisfy { ($0.authorization == "Bearer \(Self.key)") == isTold })
      #expect(endpoint.count == 8)
    }
  }

  @Test func theVendorsVariableMovesTheEndpoint() async throws {
    try await ChatEndpoint.serving(\.rightAnswer) { endpoint in
      let workplace = try Workplace()
      let project = SampleProject()
      try project.write(to: workplace)
      let environment = ["OPENAI_API_KEY": Self.key, "OPENAI_BASE_URL": endpoint.url]
      let ended = try await Program(workplace, environment: environment).run(
        "run", project.file, "--model", "openai:any")
      #expect(ended.way == .code(0))
      #expect(endpoint.questions.first?.authorization == "Bearer \(Self.key)")
    }
  }

  /// A value that local servers are given for a key is a word, and words stand in facts.
  @Test(arguments: ["test", "sk-xxxxxxxx", "EMPTY", "none", "changeme"])
  func aPlaceholderChangesNoFact(key: String) async throws {
    let workplace = try Workplace()
    var project = SampleProject(name: "latest-tracker")
    project.edit = { $0.replacingOccurrences(of: "id: look", with: "id: look-at-\(key)") }
    try project.write(to: workplace)
    let program = Program(workplace, environment: ["OPENAI_API_KEY": key])
    _ = try await program.run("run", project.file)
    let ended = try await program.run("score", "last", "--format", "json")
    #expect(try JSON(parsing: ended.output).outcomes.values.reduce(0, +) == 8)
    #expect(workplace.files(holding: "<redacted") == [] && !ended.output.contains("<redacted"))
  }

  /// The endpoint writes JSON as PHP does, and gives the key in pieces.
  @Test func aRecordingHoldsNoKeyInAnySpelling() async throws {
    let key = "sk/test/4f9d0a7be2c1"
    try await ChatEndpoint.serving({ _ in .saying("You sent \(key)") }) { endpoint in
      let workplace = try Workplace()
      let project = SampleProject()
      try project.write(to: workplace)
      let program = Program(workplace, environment: ["OPENAI_API_KEY": key])
      _ = try await program.run("run", project.file, "--model", endpoint.model, "--record", "r.jsonl")
      let recorded = try workplace.text("r.jsonl")
      #expect(recorded.contains("You sent <redacted:OPENAI_API_KEY>") && !recorded.contains("4f9d0a7be2c1"))
    }
  }

  /// Another port of the same host is somebody else's.
  @Test func aURLInAFileGetsNoKeyAtAnotherPort() async throws {
    try await ChatEndpoint.serving(\.rightAnswer) { first in
      try await ChatEndpoint.serving(\.rightAnswer) { second in
        let workplace = try Workplace()
        let project = SampleProject(models: "[\"\(second.model)\"]")
        try project.write(to: workplace)
        let environment = ["OPENAI_API_KEY": Self.key, "OPENAI_BASE_URL": first.url]
        _ = try await Program(workplace, environment: environment).run("run", project.file)
        #expect(second.count > 0 && second.questions.allSatisfy { $0.authorization == nil } && first.count == 0)
      }
    }
  }
}
