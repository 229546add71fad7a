import CurlHTTP
import EvalCore
import Foundation
import LoopbackHTTP
import Models
import OrderedJSON
import Testing

/// A trial of several turns, from the suite's words to the bytes of every request.
struct ConversationRoadTests {
  /// Answers every call with the same words.
  private struct Host: ToolHost {
    func catalogue(for trial: Trial) -> Catalogue { Requests.catalogue(Requests.tracker) }
    func reply(to call: ModelCall, in trial: Trial) -> ToolReply { ToolReply(text: "done", isError: false) }
    func end(_ trial: Trial) {}
  }

  /// The variant calls `close_issue` `issues/close`, two user turns of at most two answers each.
  private static let prompt: TrialPrompt = {
    var evalCase = EvalCase(
      id: "c", prompts: ["Close it.", "Thanks."], expectation: CaseExpectation(alternatives: [], source: .null),
      position: FilePosition(file: "s.yaml", line: 1, column: 1))
    evalCase.turns = 2
    let names = NameMap(["close_issue": NameMap.Entry(to: "issues/close")])
    let variant = Variant(name: "v", toolSet: ToolSet(tools: Requests.tracker), names: names)
    var suite = Suite(name: "s", path: "s.yaml", variants: [variant], cases: [evalCase], strictness: .calls)
    suite.system = "Be brief."
    suite.sampling.toolChoice = "close_issue"
    return TrialPrompt(suite, evalCase, variant)
  }()

  private func hold(
    _ provider: Provider, _ answers: [String],
    sampling: Sampling? = Requests.sampling { $0.toolChoice = "auto" }
  ) async throws -> (Transcript, [JSON]) {
    let endpoint = try await ScriptedEndpoint.answering(
      try answers.map { .json(try JSON(parsing: ProviderFixture(provider).bytes("\($0).response.json"))) })
    let client = CurlClient()
    let model = EndpointModel(
      card: ModelCard(name: "m"), model: "m-1", provider: provider, access: EndpointAccess(baseURL: endpoint.url),
      sampling: sampling,
      wire: EndpointWire(exchange: NetworkExchange(client), retries: Pauses().retries(), redactor: Redactor(keys: [:]))
    )
    let trial = Trial(number: 0, caseID: "c", variant: "v", model: "m", repeat: 1)
    let transcript = await Conversation(trial: trial, prompt: Self.prompt, model: model, host: Host()).run()
    let bodies = try endpoint.requests.map { try JSON(parsing: $0.body) }
    await client.shutdown()
    await endpoint.stop()
    return (transcript, bodies)
  }

  @Test(arguments: [
    (Provider.anthropic, "thinking", "messages"), (.responses, "reasoning", "input"),
    (.gemini, "parallel-calls", "contents"),
  ])
  func givesBackWhatTheProviderWantsInEveryLaterTurn(provider: Provider, calls: String, member: String) async throws {
    let (transcript, bodies) = try await hold(provider, [calls, "text", "text"])
    #expect(transcript.failure == nil)
    #expect(transcript.turns.map(\.answer.finish) == [.calls, .stop, .stop])
    let opaque = try #require(transcript.turns.first?.answer.opaque?.arrayValue)
    #expect(bodies.count == 3)
    for body in bodies.dropFirst() {
      let entries = body[member]?.arrayValue ?? []
      let parts = entries.flatMap { ($0["content"] ?? $0["parts"])?.arrayValue ?? [] }
      #expect(opaque.allSatisfy { parts.contains($0) || entries.contains($0) })
    }
    #expect(bodies[0][member]?.arrayValue?.count == 1)
  }

  @Test func keepsTheReasoningOfCompatibleServersWithinTheirTurn() async throws {
    let (transcript, bodies) = try await hold(.openAI, ["reasoning-with-calls", "text", "text"])
    #expect(transcript.turns.map(\.answer.reasoning) == ["Both.", nil, nil])
    let message = try #require(bodies.last?["messages"]?[2])
    #expect(message["reasoning"] == nil)
    #expect(message["reasoning_details"] == [["type": "reasoning.encrypted", "data": "x"]])
    #expect(message["tool_calls"]?[0]?["extra_content"] == ["google": ["thought_signature": "s"]])
    #expect(message["tool_calls"]?[1]?["extra_content"] == nil)
  }

  @Test func keepsTheNameOnTheWireWhereItDiffers() async throws {
    let (transcript, _) = try await hold(.openAI, ["parallel-calls", "text", "text"])
    #expect(transcript.calls.map(\.name) == ["search_issues", "search_issues", "issues/close"])
    #expect(transcript.calls.map(\.wireName) == [nil, nil, "issues_close"])
    let (ollama, _) = try await hold(.ollama, ["parallel-calls", "text", "text"])
    #expect(ollama.calls.map(\.wireName) == [nil, nil, nil])
  }

  @Test func forcesTheToolThatTheSuiteOrTheModelsEntryNamesInTheVariantsWords() async throws {
    let forced: JSON = ["type": "tool", "name": "issues_close"]
    // A text in place of the call ends the trial: the endpoint did not hold the choice.
    let (transcript, bodies) = try await hold(.anthropic, ["text"], sampling: nil)
    #expect(bodies.map { $0["tool_choice"] } == [forced])
    #expect(transcript.failure?.class == .notHeld)
    let own = Requests.sampling { $0.toolChoice = "close_issue" }
    #expect(try await hold(.anthropic, ["text"], sampling: own).1.map { $0["tool_choice"] } == [forced])
    let auto = Requests.sampling { $0.toolChoice = "auto" }
    #expect(try await hold(.anthropic, ["text"], sampling: auto).1.first?["tool_choice"] == ["type": "auto"])
  }
}
