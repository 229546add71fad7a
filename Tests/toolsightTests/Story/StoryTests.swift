import EvalCore
import Foundation
import JSONSchema
import OrderedJSON
import Reports
import TestSupport
import Testing

/// One example through every stage: `fixtures/story` is the guided tour, and these tests keep it true.
@Suite struct StoryTests {
  @Test func thePlanIsTheOneOnTheTour() async throws {
    try await keep(StageValue().json(Story.told.value.plan), "plan.json")
  }

  @Test func theRunSaysWhatTheScriptAndTheServerSaid() async throws {
    let run = try await Story.told.value.run
    let transcripts = run.transcripts.map { StageValue().json($0) }
    try keep(["record": StageValue().json(run.record), "transcripts": .array(transcripts)], "transcripts.json")
  }

  @Test func theScoresAreThoseOfTheTour() async throws {
    // A judged trial holds its transcript, which has a file of its own.
    let values = StageValue { value in
      (value as? Transcript).map { .string("\($0.trial.caseID), \($0.trial.variant), repeat \($0.trial.repeat)") }
    }
    try await keep(values.json(Story.told.value.evaluation.scores), "scores.json")
  }

  @Test func theComparisonIsTheOneOnTheTour() async throws {
    try await keep(StageValue().json(Story.told.value.evaluation.comparisons), "comparison.json")
  }

  @Test func theVerdictIsTheOneOnTheTour() async throws {
    try await keep(StageValue().json(Story.told.value.evaluation.gate), "verdict.json")
  }

  @Test func theTerminalShowsTheTour() async throws {
    let text = try await TerminalReport(Story.told.value.evaluation, width: 100).text
    try Golden.expect(Array(text.utf8), equals: "fixtures/story/terminal.txt")
  }

  @Test(arguments: ["fixtures/story/report.json", "reports/sample/report.json"])
  func theReportForMachinesIsTheTours(path: String) async throws {
    let bytes = try await ReportFormat.json.bytes(Story.told.value.evaluation)
    try Golden.expect(bytes, equals: path)
    let schema = try Data(contentsOf: ProjectRoot.folder.appending(path: "schemas/report.schema.json"))
    #expect(try JSONSchema(JSON(parsing: [UInt8](schema))).validate(JSON(parsing: bytes)).map(\.description) == [])
  }

  @Test func theSampleReportIsTheTours() async throws {
    try await Golden.expect(ReportFormat.html.bytes(Story.told.value.evaluation), equals: "reports/sample/report.html")
  }

  /// What the tour promises, whatever its files say.
  @Test func theTourShowsSeveralOutcomes() async throws {
    let outcomes = try await Set(Story.told.value.evaluation.scores.trials.map(\.outcome))
    #expect(outcomes == [.correct, .wrongTool, .badArgs, .missingCall, .unexpectedCall])
  }

  private func keep(_ value: JSON, _ file: String) throws {
    try Golden.expect(Array((value.legible() + "\n").utf8), equals: "fixtures/story/\(file)")
  }
}
