import EvalCore
import OrderedJSON
import Synchronization
import Testing

@testable import Models

struct ConstrainedModelTests {
  /// Gives the next of its answers and keeps what it was asked.
  final class Inner: LanguageModel {
    let card = ModelCard(name: "inner", note: ConstrainedModel.note)
    private let state: Mutex<(answers: [ModelAnswer], asked: [ModelRequest])>

    init(_ answers: ModelAnswer...) { state = Mutex((answers, [])) }

    var asked: [ModelRequest] { state.withLock(\.asked) }

    func answer(_ request: ModelRequest) async throws(EndpointFailure) -> ModelAnswer {
      state.withLock { state in
        state.asked.append(request)
        return state.answers.isEmpty ? ModelAnswer(text: "?") : state.answers.removeFirst()
      }
    }
  }

  private static let tools = [
    Requests.tool([
      "name": "close", "description": "Closes an issue.",
      "inputSchema": ["type": "object", "properties": ["number": ["type": "integer"]], "required": ["number"]],
    ]),
    Requests.tool(["name": "ping", "description": "Answers."]),
  ]

  private static func answer(
    _ inner: Inner, _ conversation: [ConversationEntry] = [.system("Be brief."), .user("Close issue 7.")],
    tools: [Tool] = tools, toolChoice: String? = nil
  ) async throws -> ModelAnswer {
    let request = ModelRequest(
      trial: Trial(number: 0, caseID: "c", variant: "v", model: "m", repeat: 1), turn: 1, conversation: conversation,
      catalogue: Catalogue(tools: tools, key: "v"), sampling: Sampling(),
      toolChoice: toolChoice)
    return try await ConstrainedModel(inner, of: .openAI).answer(request)
  }

  private static func format(_ request: ModelRequest) -> JSON? {
    request.constraint["openai"]?["response_format"]?["json_schema"]
  }

  @Test(
    arguments: [
      ("auto", ["close", "ping", "none"]), ("required", ["close", "ping"]), ("ping", ["ping"]), ("none", ["none"]),
      ("gone", ["close", "ping", "none"]),
    ] as [(String, JSON)])
  func offersWhatTheToolChoiceAllows(choice: String, offered: JSON) async throws {
    let inner = Inner(ModelAnswer(text: "{\"tool\": \"\(offered[0]?.stringValue ?? "")\"}"))
    _ = try? await Self.answer(inner, toolChoice: choice)
    #expect(Self.format(inner.asked[0])?["schema"]?["properties"]?["tool"]?["enum"] == offered)
    guard case .system(let told)? = inner.asked[0].conversation.first else {
      Testing.Issue.record("expected a system prompt")
      return
    }
    #expect(told.contains("- none: no tool") == (offered.arrayValue?.last == "none"))
  }

  @Test func picksAToolAndThenItsArguments() async throws {
    let inner = Inner(
      ModelAnswer(
        text: "{\"tool\": \"close\"}", usage: Usage(inputTokens: 50, outputTokens: 5), latencyMilliseconds: 10),
      ModelAnswer(
        text: "{\"number\": 7}", usage: Usage(inputTokens: 80, outputTokens: 6), latencyMilliseconds: 20))
    let answer = try await Self.answer(inner)
    #expect(answer.calls.map(\.name) == ["close"] && answer.calls[0].object == ["number": 7])
    #expect(answer.finish == .calls && answer.text == nil && answer.latencyMilliseconds == 30)
    #expect(answer.usage == Usage(inputTokens: 130, outputTokens: 11))
    #expect(inner.asked.allSatisfy { $0.catalogue.tools.isEmpty })
    #expect(Self.format(inner.asked[0])?["schema"]?["properties"]?["tool"]?["enum"] == ["close", "ping", "none"])
    #expect(Self.format(inner.asked[1])?["schema"] == Self.tools[0].inputSchema)
  }

  @Test func onlyTheChoiceIsAskedForWithLogProbabilities() async throws {
    let part = { (text: String, log: Double) in AnswerToken.Alternative(Array(text.utf8), log) }
    let tokens = [
      AnswerToken(part("{\"tool\":\"", 0), alternatives: [part("{", -9)]),
      AnswerToken(part("close", -0.5), alternatives: [part("none", -1.5), part("ping", -2.5)]),
      AnswerToken(part("\"}", 0), alternatives: [part("\"", -9)]),
    ]
    let inner = Inner(ModelAnswer(text: "{\"tool\":\"close\"}", tokens: tokens), ModelAnswer(text: "{\"number\": 7}"))
    let request = ModelRequest(
      trial: Trial(number: 0, caseID: "c", variant: "v", model: "m", repeat: 1), turn: 1,
      conversation: [.user("Close issue 7.")], catalogue: Catalogue(tools: Self.tools, key: "v"), sampling: Sampling())
    let answer = try await ConstrainedModel(inner, of: .openAI, logprobs: 20).answer(request)
    #expect(inner.asked.map { $0.constraint["openai"]?["top_logprobs"] } == [20, nil])
    #expect(answer.likelihoods?.choices.map(\.tool) == ["close", nil, "ping"])
    #expect(answer.likelihoods?.offersNone == true && answer.tokens.isEmpty)
  }

  @Test func theToolsComeFirstAndTheSuitesSystemPromptAfterThem() async throws {
    let inner = Inner(ModelAnswer(text: "{\"tool\":\"none\"}"))
    let answer = try await Self.answer(inner)
    #expect(answer.calls.isEmpty && answer.text == nil)
    guard case .system(let system) = inner.asked[0].conversation[0] else { return #expect(Bool(false), "no system") }
    #expect(system.hasPrefix("You can use these tools:\n- close (number): Closes an issue.\n- ping: Answers.\n- none"))
    #expect(system.hasSuffix("\n\nBe brief."))
  }

  @Test func aToolWithoutParametersNeedsNoSecondQuestion() async throws {
    let inner = Inner(ModelAnswer(text: "{\"tool\":\"ping\"}"))
    let answer = try await Self.answer(inner)
    #expect(answer.calls.map(\.name) == ["ping"] && answer.calls[0].object == [:] && inner.asked.count == 1)
  }

  @Test func earlierCallsAndResultsAreSaidInWords() async throws {
    let inner = Inner(ModelAnswer(text: "{\"tool\":\"none\"}"))
    let call = ModelCall(id: "1", name: "ping", arguments: .object([:]))
    _ = try await Self.answer(
      inner,
      [
        .user("Ping."), .assistant(text: nil, calls: [call]),
        .result(callID: "1", tool: "ping", reply: ToolReply(text: "pong", isError: false)),
      ])
    let said = inner.asked[0].conversation.dropFirst().map { entry -> String in
      switch entry {
      case .user(let text): text
      case .assistant(let text, _, _): text ?? ""
      case .system, .result: "?"
      }
    }
    #expect(said == ["Ping.", "{\"tool\":\"ping\",\"arguments\":{}}", "ping answered: pong"])
  }

  @Test(arguments: ["I would close it.", "{\"tool\":\"open\"}", "{}", ""])
  func aChoiceOutsideTheConstraintIsTheEndpoints(text: String) async throws {
    await #expect(throws: EndpointFailure.self) { try await Self.answer(Inner(ModelAnswer(text: text))) }
    do { _ = try await Self.answer(Inner(ModelAnswer(text: text))) } catch let error as EndpointFailure {
      #expect(error.class == .notHeld && !error.stopsRun)
    }
  }

  private static let strict = Requests.tool([
    "name": "close",
    "inputSchema": [
      "type": "object", "required": ["number"], "additionalProperties": false,
      "$defs": ["day": ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"]],
      "properties": ["number": ["type": "integer", "maximum": 99], "on": ["$ref": "#/$defs/day"]],
    ],
  ])

  /// What servers drop of a schema: a bound, a pattern, a reference, a required member, closedness, JSON itself.
  @Test(arguments: [
    #"{"number": 100}"#, #"{"number": 7, "on": "today"}"#, #"{"number": "7"}"#, "{}", #"{"number": 7, "why": "x"}"#,
    "I would close it.", "[7]", #"{"number": 7, "number": 8}"#,
  ])
  func argumentsOutsideTheSchemaAreTheEndpoints(text: String) async throws {
    let inner = Inner(ModelAnswer(text: #"{"tool":"close"}"#), ModelAnswer(text: text))
    do {
      _ = try await Self.answer(inner, tools: [Self.strict])
      Testing.Issue.record("expected a failure")
    } catch let error as EndpointFailure {
      #expect(error.class == .notHeld && !error.stopsRun && error.message.contains("arguments of 'close'"))
    }
  }

  @Test func argumentsInsideTheSchemaAreTheModels() async throws {
    let inner = Inner(
      ModelAnswer(text: #"{"tool":"close"}"#), ModelAnswer(text: #"{"number": 7, "on": "2026-12-01"}"#))
    #expect(try await Self.answer(inner, tools: [Self.strict]).calls.count == 1)
  }

  private static let patterned = Requests.tool([
    "name": "set",
    "inputSchema": [
      "type": "object", "required": ["code", "more"], "additionalProperties": false,
      "properties": [
        "code": ["type": "string", "pattern": "^[0-9]{3}-[0-9]{3}", "maxLength": 9],
        "more": ["type": "string", "pattern": "b$"], "count": ["type": "integer", "maximum": 9],
      ],
    ],
  ])

  /// What is cut off is the model's, but where nothing that begins so could fit.
  @Test(
    arguments: [
      (#"{"code":"1234567890123"#, false), (#"{"code":"123-4567890"#, false), (#"{"count":10,"code":"12"#, false),
      (#"{"code":"x"#, false), (#"{"why":1,"code":"1"#, false), (#"{"count":"9","#, false),
      (#"{"code":"\u0061\u00"#, false),
      (#"{"code":"123-4"#, true), (#"{"code":"12"#, true), (#"{"code":""#, true),
      (#"{"count":9,"more":"aaaaaaaa"#, true),
      (#"{"count":10"#, true), (#"{"co"#, true), ("{", true), ("", true), ("I would", false),
      (#"{"code":"123\u002"#, true),
      (#"{"why":"lo"#, false), (#"Sure! {"code":"1"#, false), ("<think>Hm", true),
      (#"{"code": "1", "code": "2"#, false),
    ])
  func whatWasCutOffIsTheEndpointsWhereNothingCouldFitIt(text: String, isModels: Bool) async throws {
    let inner = Inner(ModelAnswer(text: #"{"tool":"set"}"#), ModelAnswer(text: text, finish: .length))
    do {
      let answer = try await Self.answer(inner, tools: [Self.patterned])
      #expect(isModels && answer.finish == .length)
    } catch let error as EndpointFailure {
      #expect(!isModels && error.class == .notHeld, "\(error.message)")
    }
  }

  @Test(arguments: [ModelAnswer.Finish.length, .refused, .unparsable])
  func anAnswerThatEndedOtherwiseStaysWhatItIs(finish: ModelAnswer.Finish) async throws {
    let answer = try await Self.answer(Inner(ModelAnswer(text: "{\"to", finish: finish)))
    #expect(answer.finish == finish && answer.calls.isEmpty)
  }

  @Test func aChoiceThatIsNoneIsTheEndpointsAlsoWhereItWasCutOff() async throws {
    for (text, isModels) in [("I think the best", false), (#"{"to"#, true), ("", true), ("<think>Which", true)] {
      let inner = Inner(ModelAnswer(text: text, finish: .length))
      do {
        #expect(try await Self.answer(inner).finish == .length && isModels)
      } catch let error as EndpointFailure {
        #expect(error.class == .notHeld && !isModels, "\(text)")
      }
    }
  }

  @Test func argumentsThatWereNeverWrittenAreNotEmptyOnes() async throws {
    let inner = Inner(ModelAnswer(text: "{\"tool\":\"close\"}"), ModelAnswer(text: " ", finish: .length))
    #expect(try await Self.answer(inner).calls.map(\.object) == [nil])
  }

  /// In the control's names, before the suite's.
  @Test func theModelsOwnToolChoiceCounts() async throws {
    let inner = Inner(ModelAnswer(text: "{\"tool\":\"ping\"}"))
    let request = ModelRequest(
      trial: Trial(number: 0, caseID: "c", variant: "v", model: "m", repeat: 1), turn: 1, conversation: [.user("Go.")],
      catalogue: Catalogue(tools: Self.tools, key: "v"), sampling: Sampling(), toolChoice: "auto")
    _ = try await ConstrainedModel(inner, of: .openAI, toolChoice: "required").answer(request)
    let words = Self.format(try #require(inner.asked.first))?["schema"]?["properties"]?["tool"]?["enum"]
    #expect(words == ["close", "ping"])
  }

  @Test func argumentsThatAreCutOffAreMalformed() async throws {
    let inner = Inner(ModelAnswer(text: "{\"tool\":\"close\"}"), ModelAnswer(text: "{\"number\": ", finish: .length))
    let answer = try await Self.answer(inner)
    #expect(answer.finish == .length && answer.calls.count == 1 && answer.calls[0].object == nil)
  }

  @Test func aToolCalledNoneIsStillATool() async throws {
    let tool = Requests.tool(["name": "none", "description": "Does nothing, on purpose."])
    let inner = Inner(ModelAnswer(text: "{\"tool\":\"none\"}"), ModelAnswer(text: "{\"tool\":\"none_2\"}"))
    #expect(try await Self.answer(inner, tools: [tool]).calls.map(\.name) == ["none"])
    #expect(try await Self.answer(inner, tools: [tool]).calls.isEmpty)
  }

  @Test(arguments: [Provider.anthropic, .gemini, .responses])
  func otherProvidersSayThatTheyCannot(provider: Provider) {
    #expect(throws: ModelSetupError.self) { try ConstrainedModel(Inner(), of: provider) }
  }
}
