import EvalCore
import OrderedJSON
import TestSupport
import Testing

struct ConversationTests {
  private static func held(
    _ evalCase: EvalCase, _ change: (inout Suite) -> Void = { _ in }, host: MemoryHost = MemoryHost(),
    _ script: @escaping @Sendable (ModelRequest) throws(EndpointFailure) -> ModelAnswer
  ) async -> (transcript: Transcript, model: ScriptModel) {
    var suite = Made.suite([evalCase])
    change(&suite)
    let model = ScriptModel("m") { request throws(EndpointFailure) in try script(request) }
    let conversation = Conversation(
      trial: Made.trial(), prompt: TrialPrompt(suite, evalCase, suite.control), model: model, host: host)
    return (await conversation.run(), model)
  }

  /// One word an entry, and the texts.
  private static func words(_ request: ModelRequest) -> [String] {
    request.conversation.map { entry in
      switch entry {
      case .system(let text): "system \(text)"
      case .user(let text): "user \(text)"
      case .assistant(let text, let calls, _): "assistant \(text ?? "") \(calls.map(\.name).joined(separator: "+"))"
      case .result(let id, let tool, let reply): "result \(id) \(tool): \(reply.text)"
      }
    }
  }

  private static func calling(_ names: String..., text: String? = nil) -> ModelAnswer {
    ModelAnswer(
      text: text, calls: names.enumerated().map { ModelCall(id: "id\($0)", name: $1, arguments: .object([:])) },
      finish: .calls)
  }

  @Test func aPlainPromptIsOneQuestion() async {
    let (transcript, model) = await Self.held(Made.evalCase("x", Made.alternative(["a"])), { $0.system = "Be brief." })
    {
      _ in Self.calling("a")
    }
    #expect(model.requests.map(Self.words) == [["system Be brief.", "user ?"]])
    #expect(transcript.stopped == .turns && transcript.turns.count == 1 && transcript.failure == nil)
    #expect(model.requests[0].catalogue.tools.map(\.name) == Made.tools.map(\.name) && model.requests[0].turn == 1)
  }

  @Test func everyTurnSaysAgainAllThatWasSaid() async {
    var evalCase = Made.evalCase("x", Made.alternative(["a", "b"]))
    evalCase.turns = 3
    let (transcript, model) = await Self.held(evalCase) { request in
      request.turn == 1 ? Self.calling("a", "b", text: "Wait.") : ModelAnswer(text: "Done.")
    }
    #expect(
      model.requests.map(Self.words) == [
        ["user ?"], ["user ?", "assistant Wait. a+b", "result id0 a: of a", "result id1 b: of b"],
      ])
    #expect(transcript.stopped == .answer && transcript.turns.count == 2 && model.requests.map(\.turn) == [1, 2])
    #expect(transcript.turns[0].results.count == 2 && transcript.turns[1].results.isEmpty)
  }

  @Test func aModelThatKeepsCallingHasItsTurnsAndNoMore() async {
    var evalCase = Made.evalCase("x", Made.alternative(["a"]))
    evalCase.turns = 2
    let (transcript, model) = await Self.held(evalCase) { _ in Self.calling("a") }
    #expect(model.requests.count == 2 && transcript.stopped == .turns && transcript.calls.count == 2)
  }

  @Test func theSuitesTurnsHoldWhereACaseHasNone() async {
    let (_, model) = await Self.held(Made.evalCase("x", Made.alternative(["a"])), { $0.turns = 4 }) { _ in
      Self.calling("a")
    }
    #expect(model.requests.count == 4)
  }

  @Test func severalPromptsComeOneAfterTheOtherAndTurnsAreCountedOn() async {
    var evalCase = Made.evalCase("x", Made.alternative(["a"]))
    evalCase.prompts = ["First.", "Second."]
    let (transcript, model) = await Self.held(evalCase) { _ in ModelAnswer(text: "Yes.") }
    #expect(
      model.requests.map(Self.words) == [["user First."], ["user First.", "assistant Yes. ", "user Second."]])
    #expect(model.requests.map(\.turn) == [1, 2] && transcript.stopped == .answer)
  }

  @Test func aWrittenConversationStandsBeforeThePrompt() async {
    var evalCase = Made.evalCase("x", Made.alternative(["a"]))
    evalCase.history = [
      .user("Show 7."),
      .assistant(text: nil, calls: [AuthoredCall(tool: "a", arguments: [:]), AuthoredCall(tool: "b", arguments: [:])]),
      .tool([AuthoredResult(tool: "a", result: .ok), AuthoredResult(tool: "b", result: .ok)]),
    ]
    let (_, model) = await Self.held(evalCase) { _ in ModelAnswer() }
    let said = Self.words(model.requests[0])
    #expect(said.map { String($0.split(separator: " ")[0]) } == ["user", "assistant", "result", "result", "user"])
    // Results find their calls by id.
    guard case .assistant(_, let calls, _) = model.requests[0].conversation[1],
      case .result(let first, _, _) = model.requests[0].conversation[2],
      case .result(let second, _, _) = model.requests[0].conversation[3]
    else {
      Issue.record("expected a call with two results")
      return
    }
    #expect(calls.map(\.id) == [first, second] && first != second)
  }

  @Test func callsAreAnsweredInTheModelsOrder() async {
    let host = MemoryHost()
    _ = await Self.held(Made.evalCase("x", Made.alternative(["a"])), host: host) { _ in Self.calling("b", "a", "b") }
    #expect(host.events == [.called("b", trial: 0), .called("a", trial: 0), .called("b", trial: 0)])
  }

  @Test func aFailureKeepsWhatCameBeforeIt() async {
    var evalCase = Made.evalCase("x", Made.alternative(["a"]))
    evalCase.turns = 2
    let (transcript, _) = await Self.held(evalCase) { request throws(EndpointFailure) in
      if request.turn == 2 { throw EndpointFailure(.server, status: 500, message: "down") }
      return Self.calling("a")
    }
    #expect(transcript.stopped == .failure && transcript.failure?.class == .server)
    #expect(transcript.turns.count == 1 && transcript.turns[0].results.count == 1)
  }

  @Test func aServerThatCannotAnswerIsAFailureOfTheConnection() async {
    let host = MemoryHost(failing: ToolHostFailure("gone"))
    let (transcript, _) = await Self.held(Made.evalCase("x", Made.alternative(["a"])), host: host) { _ in
      Self.calling("a")
    }
    #expect(transcript.failure?.class == .connection && transcript.failure?.message == "embedded MCP server: gone")
  }

  @Test func theToolChoiceIsSaidInTheVariantsNames() async {
    let (_, model) = await Self.held(
      Made.evalCase("x", Made.alternative(["a"])),
      { suite in
        suite.sampling.toolChoice = "a"
        suite.variants[0] = Variant(
          name: "today", toolSet: ToolSet(tools: Made.tools), names: NameMap(["a": .init(to: "b")]))
      }
    ) { _ in ModelAnswer() }
    #expect(model.requests[0].toolChoice == "b")
  }
}
