import Foundation
import JSONSchema
import LoopbackHTTP
import OrderedJSON
import Synchronization
import TestSupport
import Testing

/// A gateway between the harness and the model, as its headers tell: what every report says of it, what a baseline makes of it, and
/// whose key was refused.
@Suite struct GatewayTests {
  private static let tools = """
    {"tools": [{"name": "search", "description": "Search.", "inputSchema": {"type": "object", "properties":
      {"query": {"oneOf": [{"type": "string"}, {"type": "array"}]}}}}]}
    """

  /// Right answers through a LiteLLM proxy to one model, with a number, so that repeats differ.
  private static func answering(_ upstream: String) -> ChatEndpoint.Answer {
    { question in
      let right = SampleProject.answers[question.prompt]
      var response: LoopbackResponse =
        right == nil ? .saying("You are welcome, \(question.number).") : .call("search", ["query": "login"])
      response.headers.append("x-litellm-version", "1.110.2")
      response.headers.append("x-litellm-model-name", upstream)
      response.headers.append("x-litellm-attempted-retries", "1")
      return response
    }
  }

  private func workplace(_ endpoint: ChatEndpoint) throws -> Workplace {
    let workplace = try Workplace()
    try SampleProject(models: "[alias]", repeats: 2, variants: ["today"]) { suite in
      // Only searching and doing nothing are asked for, with the one tool that there is.
      suite.replacing(#/ +- id: (look|shut)(\n +(prompt|expect|tags).*)+/#, with: "")
    }.write(to: workplace)
    try workplace.write(Self.tools, to: "tools.json")
    try workplace.write(
      "schema: toolsight/config/v1\nmodels: {alias: {use: \"openai:any@\(endpoint.url)\"}}\n", to: "toolsight.yaml")
    return workplace
  }

  @Test func isNamedInEveryReport() async throws {
    try await ChatEndpoint.serving(Self.answering("gemini/gemini-2.5-pro")) { endpoint in
      let workplace = try workplace(endpoint)
      let program = Program(workplace)
      let ended = try await program.run(
        "run", "tracker.yaml", "--reports", "html,json,markdown", "--output", "out", "--no-color")
      #expect(ended.way == .code(0), "\(ended.errors)")
      let words = { (text: String) in text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      for report in [ended.output, try workplace.text("out/report.html"), try workplace.text("out/report.md")] {
        let report = words(report).replacing("\\", with: "")
        #expect(report.contains("LiteLLM 1.110.2 from gemini/gemini-2.5-pro"), "\(report.prefix(2_000))")
        #expect(report.contains("the gateway asked again 4 times by itself"))
        #expect(report.contains("LiteLLM is known to take oneOf out of schemas on the way to gemini/"))
      }
      let report = try workplace.json("out/report.json")
      #expect(
        report.at("scores/0/origins/routes/0")
          == ["gateway": "LiteLLM 1.110.2", "upstream": "gemini/gemini-2.5-pro", "answers": 4])
      #expect(report.at("scores/0/origins/retries") == 4)
      #expect(report.at("trials/0/origin/gateway") == "LiteLLM 1.110.2")
      #expect(report.at("scores/0/notes")?.arrayValue?.count ?? 0 >= 3)
      let schema = try Data(contentsOf: ProjectRoot.folder.appending(path: "schemas/report.schema.json"))
      #expect(try JSONSchema(JSON(parsing: [UInt8](schema))).validate(report).map(\.description) == [])
    }
  }

  @Test(arguments: [("openai/gpt-4.1", Int32(3)), ("openai/gpt-4o", 0)])
  func anotherModelBehindTheSameNameIsNotComparedWithABaseline(now: String, code: Int32) async throws {
    let before = Moment("openai/gpt-4o")
    try await ChatEndpoint.serving({ await Self.answering(before.value.withLock(\.self))($0) }) { endpoint in
      let workplace = try workplace(endpoint)
      let program = Program(workplace)
      #expect(try await program.run("run", "tracker.yaml").way == .code(0))
      #expect(try await program.run("baseline", "save", "main", "last").way == .code(0))
      before.value.withLock { $0 = now }
      let ended = try await program.run("run", "tracker.yaml", "--baseline", "main")
      #expect(ended.way == .code(code), "\(ended.output)\(ended.errors)")
      let said = "'alias' was answered by openai/gpt-4o in the baseline, and by openai/gpt-4.1 now"
      #expect(ended.errors.contains(said) == (code == 3))
    }
  }

  /// What the test changes between two runs; the endpoint's tasks read it, hence the lock.
  private final class Moment: Sendable {
    let value: Mutex<String>
    init(_ value: String) { self.value = Mutex(value) }
  }

  @Test(arguments: [
    ("llm_provider-server", "Incorrect API key provided", true),
    ("x-litellm-call-id", "litellm.AuthenticationError: OpenAIException - Incorrect API key", true),
    ("x-litellm-call-id", "Authentication Error, Invalid proxy server token passed", false),
  ])
  func aRefusedKeyIsTheGatewaysOwnWhereItsProviderAnswered(
    header: String, message: String, isGateways: Bool
  ) async throws {
    try await ChatEndpoint.serving({ _ in
      var refusal = LoopbackResponse.refusing(401, message)
      refusal.headers.append(header, "x")
      return refusal
    }) { endpoint in
      let workplace = try Workplace()
      try SampleProject().write(to: workplace)
      let program = Program(workplace, environment: ["OPENAI_API_KEY": "sk-4f9d0a7be2c1"])
      let ended = try await program.run("run", "tracker.yaml", "--model", endpoint.model)
      #expect(ended.way == .code(3))
      let said = ended.errors
      #expect(said.contains("check the key that the gateway at 127.0.0.1 has for ") == isGateways, "\(said)")
      #expect(said.contains("yours was accepted") == isGateways)
      #expect(ended.errors.contains("set OPENAI_API_KEY to a key that 127.0.0.1 accepts") != isGateways)
    }
  }

  @Test func repeatsThatAllComeBackEqualAreSaidAndCountOnce() async throws {
    try await ChatEndpoint.serving({ _ in .saying("I do not know.") }) { endpoint in
      let workplace = try Workplace()
      try SampleProject(repeats: 3).write(to: workplace)
      let ended = try await Program(workplace).run(
        "run", "tracker.yaml", "--model", endpoint.model, "--reports", "json,html,markdown", "--output", "out")
      #expect(ended.way == .code(0), "\(ended.errors)")
      let said = "all repeats of all 4 cases are equal: they count once"
      for report in [ended.output, try workplace.text("out/report.html"), try workplace.text("out/report.md")] {
        #expect(report.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(said))
      }
      let report = try workplace.json("out/report.json")
      #expect(report.at("scores/0/trials") == 12 && report.at("scores/0/missing") == 0)
      #expect(report.at("scores/0/perCase/0/scored") == 1)
      #expect(report["trials"]?.arrayValue?.count { $0["counted"] == false } == 16)
    }
  }
}
