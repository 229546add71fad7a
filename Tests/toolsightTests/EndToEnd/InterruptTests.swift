import Foundation
import OrderedJSON
import Testing

/// Nothing that was paid for is lost: a run that is cut off goes on where it was.
@Suite struct InterruptTests {
  private static let project = SampleProject(repeats: 5)
  /// 4 cases × 2 variants × 5 repeats.
  private static let planned = 40

  /// Right, after the dam.
  private static func answers(behind dam: Dam) -> ChatEndpoint.Answer {
    { question in
      await dam.pass()
      return question.rightAnswer
    }
  }

  /// Sends `signal` when ten questions are answered and three are held back.
  private func cutOff(
    by signal: Int32, _ endpoint: ChatEndpoint, in workplace: Workplace
  ) async throws -> Program.Ended {
    let arguments = ["run", Self.project.file, "--model", endpoint.model, "--concurrency", "3"]
    return try await Program(workplace).run(arguments, limit: .seconds(60)) { running in
      try await endpoint.reaches(13)
      running.send(signal)
    }
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func aSignalKeepsWhatWasDone(signal: Int32, code: Int32) async throws {
    let dam = Dam(after: 10)
    try await ChatEndpoint.serving(Self.answers(behind: dam)) { endpoint in
      let workplace = try Workplace()
      try Self.project.write(to: workplace)
      let ended = try await cutOff(by: signal, endpoint, in: workplace)
      #expect(ended.way == .code(code))
      let last = try #require(ended.errors.split(separator: "\n").last)
      #expect(last.hasPrefix("interrupted: 3 answers in flight were dropped, 10 of 40 trials are kept; resume with: "))
      #expect(last.contains("--resume"))
      #expect(try workplace.json("reports/latest/report.json")["trials"]?.count == 10)
      dam.open()
      try await expectOnlyTheRest(endpoint, asked: 13, kept: 10, workplace)
    }
  }

  @Test func aKilledRunGoesOnFromWhatWasKept() async throws {
    let dam = Dam(after: 10)
    try await ChatEndpoint.serving(Self.answers(behind: dam)) { endpoint in
      let workplace = try Workplace()
      try Self.project.write(to: workplace)
      let ended = try await cutOff(by: SIGKILL, endpoint, in: workplace)
      #expect(ended.way == .signal(SIGKILL))
      dam.open()
      let list = try await Program(workplace).run("history", "list", "--format", "json")
      let run = try JSON(parsing: list.output)[0]
      #expect(run?["planned"] == 40)
      #expect(run?["finishedAt"] == .null)
      // A question is only put when a trial before it is kept, so that three in flight mean ten in the history.
      #expect(run?["trials"] == 10)
      try await expectOnlyTheRest(endpoint, asked: 13, kept: 10, workplace)
    }
  }

  private func expectOnlyTheRest(_ endpoint: ChatEndpoint, asked: Int, kept: Int, _ workplace: Workplace) async throws {
    let arguments = ["run", Self.project.file, "--model", endpoint.model, "--resume", "last"]
    let resumed = try await Program(workplace).run(arguments)
    #expect(resumed.way == .code(0))
    #expect(resumed.errors.contains("\(kept) of 40 trials are kept"))
    #expect(endpoint.count - asked == Self.planned - kept)
    let report = try workplace.json("reports/latest/report.json")
    #expect(report.outcomes == ["correct": Self.planned])
    #expect(report.at("run/finishedAt")?.stringValue != nil)
    let again = try await Program(workplace).run(arguments)
    #expect(again.way == .code(0))
    #expect(endpoint.count - asked == Self.planned - kept, "a run that is complete asks nothing")
  }

  @Test(arguments: [
    (["--repeats", "4"], "--repeats"), (["--seed", "2"], "--seed"), (["--case", "find"], "which cases are asked"),
    (["--variant", "today"], "the variants"), (["--model", "lexical"], "the models"),
  ])
  func aRunThatAskedOtherQuestionsIsNotGoneOnWith(options: [String], named: String) async throws {
    try await ChatEndpoint.serving(\.rightAnswer) { endpoint in
      let workplace = try Workplace()
      try Self.project.write(to: workplace)
      _ = try await Program(workplace).run("run", Self.project.file, "--model", endpoint.model)
      let asked = endpoint.count
      let ended = try await Program(workplace).run(
        ["run", Self.project.file, "--model", endpoint.model, "--resume", "last"] + options)
      #expect(ended.way == .code(2))
      #expect(ended.errors.contains("asked different questions than it would today: \(named)\n"), "\(ended.errors)")
      #expect(endpoint.count == asked)
      // The command that is printed is the run's own.
      let fix = try #require(ended.errors.firstMatch(of: #/fix: resume it as it began: toolsight (.*)/#))
      let resumed = try await Program(workplace).run(fix.1.split(separator: " ").map(String.init))
      #expect(resumed.way == .code(0) && resumed.errors.contains("40 of 40 trials are kept"), "\(resumed.errors)")
    }
  }

  @Test func aRunOfAnotherWordingIsNotGoneOnWith() async throws {
    let workplace = try Workplace()
    try SampleProject().write(to: workplace)
    _ = try await Program(workplace).run("run", "tracker.yaml")
    try SampleProject { $0.replacingOccurrences(of: "by words", with: "by any word") }.write(to: workplace)
    let ended = try await Program(workplace).run("run", "tracker.yaml", "--resume", "last")
    #expect(ended.way == .code(2))
    #expect(ended.errors.contains("asked different questions"))
  }

  /// The endpoint's failures are asked again, answers are not.
  @Test func resumingAsksAgainWhatTheEndpointFailed() async throws {
    try await ChatEndpoint.serving({ (4...6).contains($0.number) ? .refusing(400, "no") : $0.rightAnswer }) {
      endpoint in
      let workplace = try Workplace()
      try Self.project.write(to: workplace)
      let arguments = ["run", Self.project.file, "--model", endpoint.model, "--concurrency", "1"]
      let first = try await Program(workplace).run(arguments)
      #expect(first.way == .code(3))
      #expect(try workplace.json("reports/latest/report.json").outcomes["infra_error"] == 3)
      let asked = endpoint.count
      let second = try await Program(workplace).run(arguments + ["--resume", "last"])
      #expect(second.way == .code(0))
      #expect(endpoint.count == asked + 3)
      #expect(try workplace.json("reports/latest/report.json").outcomes == ["correct": 40])
    }
  }

  @Test func aRunThatIsOutOfTimeIsCutOff() async throws {
    let dam = Dam(after: 5)
    try await ChatEndpoint.serving(Self.answers(behind: dam)) { endpoint in
      let workplace = try Workplace()
      try Self.project.write(to: workplace)
      let ended = try await Program(workplace).run(
        "run", Self.project.file, "--model", endpoint.model, "--run-timeout", "5", "--concurrency", "2")
      #expect(ended.way == .code(3))
      #expect(ended.errors.contains("--run-timeout"))
      let kept = try #require(workplace.json("reports/latest/report.json")["trials"]?.count)
      #expect(kept <= 5)
      #expect(ended.errors.contains("\(kept) of 40 trials are kept"))
    }
  }
}
