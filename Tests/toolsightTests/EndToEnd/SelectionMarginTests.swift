import Foundation
import JSONSchema
import LoopbackHTTP
import OrderedJSON
import TestSupport
import Testing

/// A model that is asked for log-probabilities: what reports say of them, now and again from the history.
@Suite struct SelectionMarginTests {
  private static func configuration(_ url: String) -> String {
    """
    schema: toolsight/config/v1
    models:
      weighed: {use: "openai:any@\(url)", tools: constrained, logprobs: 20}

    """
  }

  /// Picks `search` whatever is asked, and would have shown an issue almost as well.
  private static func answer(_ question: ChatQuestion) -> LoopbackResponse {
    guard question.body.at("response_format/json_schema/name") == "choice" else {
      return .saying("{\"query\": \"login\"}")
    }
    let token = { (text: String, log: JSON, top: [(String, JSON)]) -> JSON in
      let others = top.map { ["token": .string($0.0), "logprob": $0.1, "bytes": nil] as JSON }
      return ["token": .string(text), "logprob": log, "bytes": nil, "top_logprobs": .array(others)]
    }
    return .saying(
      "{\"tool\": \"search\"}",
      logprobs: [
        token("{\"tool\": \"", 0, [("{", -9)]), token("search", -0.5, [("search", -0.5), ("show", -1.5), ("The", -4)]),
        token("\"}", 0, [("\"", -9)]),
      ])
  }

  @Test func standsInEveryReport() async throws {
    try await ChatEndpoint.serving(Self.answer) { endpoint in
      let workplace = try Workplace()
      try SampleProject(models: "[weighed]").write(to: workplace)
      try workplace.write(Self.configuration(endpoint.url), to: "toolsight.yaml")
      let program = Program(workplace)
      let ended = try await program.run(
        "run", "tracker.yaml", "--reports", "html,json,markdown,csv", "--repeats", "2", "--output", "out")
      // Right once of four, so that the answer to the gate is not the point here.
      #expect(ended.way != .code(3), "\(ended.errors)")
      #expect(ended.output.contains("margin is the log-probability of the right tool less that of the runner-up"))
      #expect(ended.output.contains(#/rewrite .*−1\.75 \[−\d+\.\d\d, \+?−?\d+\.\d\d\]/#), "\(ended.output)")
      try expectMargins(workplace.json("out/report.json"))
      #expect(try workplace.text("out/report.html").contains("margin −1.00 over search"))
      #expect(try workplace.text("out/report.md").contains("| Margin |"))
      #expect(try workplace.text("out/report.csv").contains(",selection_margin\r\n"))
      let again = try await program.run("report", "last", "--reports", "json", "--output", "again")
      #expect(again.way == .code(0), "\(again.errors)")
      try expectMargins(workplace.json("again/report.json"))
      // The arguments are asked for without log-probabilities.
      let asked = endpoint.questions.map { ($0.body.at("response_format/json_schema/name"), $0.body["logprobs"]) }
      #expect(asked.allSatisfy { ($0.0 == "choice") == ($0.1 == true) })
    }
  }

  private func expectMargins(_ report: JSON) throws {
    let trials = report["trials"]?.arrayValue ?? []
    var margins: [String: JSON] = [:]
    for trial in trials { margins[trial["case"]?.stringValue ?? ""] = trial["selectionMargin"] }
    #expect(margins["find"] == ["value": 1, "bound": false, "runnerUp": "show"])
    #expect(margins["look"] == ["value": -1, "bound": false, "runnerUp": "search"])
    // Neither is listed, so that neither is likelier than the least that is.
    #expect(margins["shut"]?["value"] == -3.5 && margins["shut"]?["bound"] == true)
    #expect(margins["thanks"]?["value"] == -3.5 && margins["thanks"]?["bound"] == true)
    #expect(report.at("scores/1/selectionMargin/value") == -1.75)
    // Both repeats of every case are equal, so that they count once.
    #expect(report.at("scores/1/selectionMargin/trials") == 4 && report.at("scores/1/selectionMargin/bounds") == 2)
    let schema = try Data(contentsOf: ProjectRoot.folder.appending(path: "schemas/report.schema.json"))
    #expect(try JSONSchema(JSON(parsing: [UInt8](schema))).validate(report).map(\.description) == [])
  }

  @Test func aModelThatCannotGiveThemIsNamedBeforeAnythingIsAsked() async throws {
    let workplace = try Workplace()
    try SampleProject(models: "[a]").write(to: workplace)
    try workplace.write(
      "schema: toolsight/config/v1\nmodels:\n  a: {use: \"anthropic:x\", logprobs: 20}\n", to: "toolsight.yaml")
    let ended = try await Program(workplace, environment: ["ANTHROPIC_API_KEY": "sk-1"]).run("run", "tracker.yaml")
    #expect(ended.way == .code(2))
    #expect(
      ended.errors.contains("model 'a': 'logprobs' works with openai: and ollama:, not with anthropic: remove it"))
  }
}
