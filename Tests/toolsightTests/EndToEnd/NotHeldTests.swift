import Foundation
import LoopbackHTTP
import OrderedJSON
import Testing

/// An endpoint that does not do what it was told is counted as that, never as its model's mistake.
@Suite struct NotHeldTests {
  private func run(_ sampling: String, repeats: Int = 3, _ answer: @escaping ChatEndpoint.Answer) async throws -> (
    ended: Program.Ended, report: JSON?
  ) {
    try await ChatEndpoint.serving(answer) { endpoint in
      let workplace = try Workplace()
      let project = SampleProject(
        repeats: repeats, variants: ["today"],
        edit: { $0.replacing("gate: {}", with: "gate: {}\nsampling: \(sampling)") })
      try project.write(to: workplace)
      let ended = try await Program(workplace).run("run", project.file, "--model", endpoint.model, "--reports", "json")
      let report = try? JSON(parsing: workplace.text("reports/latest/report.json"))
      return (ended, report)
    }
  }

  @Test(arguments: ["required", "show"]) func aChoiceThatIsIgnoredIsNoScore(choice: String) async throws {
    let (ended, report) = try await run("{tool_choice: \(choice)}") { _ in .saying("Of course, here you are:") }
    #expect(ended.way == .code(3), "\(ended.errors)")
    let trials = report?["trials"]?.arrayValue ?? []
    #expect(
      !trials.isEmpty && trials.allSatisfy { $0["outcome"] == "infra_error" && $0["error"]?["class"] == "not_held" })
    let said = ended.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.contains("not_held: the endpoint did not hold its model to the tool choice"), "\(said)")
  }

  @Test func aModelThatIsFreeToChooseIsScoredAsEver() async throws {
    let (ended, report) = try await run("{tool_choice: auto}") { _ in .saying("Of course, here you are:") }
    #expect(ended.way == .code(0), "\(ended.errors)")
    let outcomes = Set(report?["trials"]?.arrayValue?.compactMap { $0["outcome"]?.stringValue } ?? [])
    #expect(outcomes == ["missing_call", "correct"])
  }

  @Test func aSingleSlipIsOneMissingTrial() async throws {
    let (ended, report) = try await run("{tool_choice: required}", repeats: 10) { question in
      question.number == 20 ? .saying("Of course!") : .call("show", ["number": 7])
    }
    #expect(ended.way == .code(0), "\(ended.errors)")
    let classes = report?["trials"]?.arrayValue?.compactMap { $0["error"]?["class"]?.stringValue }
    #expect(classes == ["not_held"])
    #expect(report?["scores"]?[0]?["missing"] == 1)
  }
}
