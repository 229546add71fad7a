import CurlHTTP
import EvalCore
import LoopbackHTTP
import OrderedJSON
import Testing

@testable import Models

struct EndpointCountingTests {
  private static let providers: [Provider] = [.responses, .anthropic, .gemini]

  /// By the name of its fixture.
  private static func requests(_ provider: Provider) -> [(name: String, request: ModelRequest)] {
    func counting(_ tools: [Tool], _ change: (inout Sampling) -> Void = { _ in }) -> ModelRequest {
      ModelRequest(counting: tools, of: "m", Requests.sampling(change))
    }
    let tools = Requests.tracker
    return [
      ("tools", counting(tools)), ("without-tools", counting([]) { $0.toolChoice = "required" }),
      ("required", counting(tools) { $0.toolChoice = "required" }),
      ("named", counting([tools[0]]) { $0.toolChoice = "issues/close" }),
      (
        "sampling",
        counting(tools) {
          $0 = Conversations.fullSampling
          $0.toolChoice = "auto"
          $0.extra = [provider.name: ["stream": true, "top_k": 5]]
        }
      ),
    ]
  }

  private static func dialect(_ provider: Provider) throws -> any CountingDialect {
    try #require(provider.dialect(at: EndpointAccess(baseURL: "https://x")) as? any CountingDialect)
  }

  private static func question(_ provider: Provider, _ request: ModelRequest, model: String = "m-1") throws -> Question
  {
    let tools = try EncodedTools(request.catalogue.tools, dialect(provider))
    return Question(model: model, request: request, tools: tools, api: provider.name)
  }

  @Test(arguments: providers) func theRequestIsByteForByteTheFixture(provider: Provider) throws {
    for (name, request) in Self.requests(provider) {
      let body = try Self.dialect(provider).countBody(of: Self.question(provider, request))
      try ProviderFixture(provider).expect(body, equals: "\(name).count-request.json")
    }
    let names = try ProviderFixture(provider).names(".count-request.json")
    #expect(names == Self.requests(provider).map(\.name).sorted())
  }

  @Test(arguments: providers) func theToolsAreEncodedAsInARealQuestion(provider: Provider) throws {
    let request = Requests.request(tools: Requests.tracker)
    let asked = try JSON(parsing: Requests.body(provider, request))
    let counted = try JSON(parsing: Self.dialect(provider).countBody(of: Self.question(provider, request)))
    let whole = counted["generateContentRequest"] ?? counted
    #expect(try #require(whole["tools"]).compact == #require(asked["tools"]).compact)
    for conversation in ["messages", "input", "contents"] { #expect(whole[conversation] == asked[conversation]) }
  }

  @Test(arguments: [
    (Provider.responses, "m/1", "/responses/input_tokens"), (.anthropic, "m/1", "/v1/messages/count_tokens"),
    (.gemini, "m/1", "/v1beta/models/m%2F1:countTokens"),
    (.gemini, "tunedModels/a", "/v1beta/tunedModels/a:countTokens"),
  ])
  func asksWhereTheAPICounts(provider: Provider, model: String, path: String) throws {
    let request = ModelRequest(counting: [], of: "m", Sampling())
    #expect(try Self.dialect(provider).countPath(of: Self.question(provider, request, model: model)) == path)
  }

  @Test(arguments: providers) func readsTheNumber(provider: Provider) throws {
    #expect(try ProviderFixture(provider).names(".count-response.json") == ["no-number", "tokens"])
    func count(_ name: String) throws -> Int {
      let bytes = try ProviderFixture(provider).bytes("\(name).count-response.json")
      return try Self.dialect(provider).count(in: EndpointBody(whole: bytes), Redactor(keys: [:]))
    }
    #expect(try count("tokens") == 403)
    let error = try #require(throws: ErrorAnswer.self) { try count("no-number") }
    guard case .failure(let failure) = error else {
      Testing.Issue.record("expected a failure, found \(error)")
      return
    }
    let member = provider == .gemini ? "totalTokens" : "input_tokens"
    #expect(failure.class == .protocol)
    #expect(failure.message.hasPrefix("expected an answer with a number of tokens in '\(member)', found {"))
  }

  @Test(arguments: [
    (Provider.openAI, false), (.ollama, false), (.responses, true), (.anthropic, true), (.gemini, true),
  ])
  func saysWhichAPIsCount(provider: Provider, counts: Bool) throws {
    func choice(_ tools: ConfiguredModel.ToolForm = .native) -> ModelChoice {
      ModelChoice(name: "m", reference: ModelReference("\(provider.name):m", origin: .commandLine), tools: tools)
    }
    #expect(provider.countsTokens == counts)
    #expect(try choice().countsTokens() == counts)
    #expect(try !choice(.constrained).countsTokens(), "its tools stand in the prompt")
  }

  @Test func whatIsNoModelDoesNotPassForOneThatCannotCount() throws {
    func counts(_ text: String) throws -> Bool {
      try ModelChoice(name: text, reference: ModelReference(text, origin: .commandLine)).countsTokens()
    }
    for text in ["lexical", "script:a.jsonl"] { #expect(try !counts(text)) }
    for text in ["gtp-5", "script:", "antropic:claude"] {
      #expect(throws: ModelSetupError.self) { try counts(text) }
    }
  }

  // MARK: On the wire

  private struct Outcome {
    var tokens: Int?
    var failure: EndpointFailure?
    var requests: [LoopbackRequest] = []
    var pauses = 0
  }

  private static let key = "sk-secret-1234"

  private func count(
    _ answers: [LoopbackResponse], _ provider: Provider = .anthropic, sampling: Sampling? = nil
  ) async throws -> Outcome {
    let endpoint = try await ScriptedEndpoint.answering(answers)
    let client = CurlClient()
    let pauses = Pauses()
    let model = EndpointModel(
      card: ModelCard(name: "m"), model: "any", provider: provider,
      access: EndpointAccess(baseURL: endpoint.url, key: Self.key), sampling: sampling,
      wire: EndpointWire(
        exchange: NetworkExchange(client), retries: pauses.retries(), redactor: Redactor(keys: ["A_KEY": Self.key])))
    var outcome = Outcome()
    do throws(EndpointFailure) {
      outcome.tokens = try await model.promptTokens(with: Requests.tracker, sampling: Sampling())
    } catch {
      outcome.failure = error
    }
    outcome.requests = endpoint.requests
    outcome.pauses = pauses.all.count
    await client.shutdown()
    await endpoint.stop()
    return outcome
  }

  private static let ok = LoopbackResponse.json(["input_tokens": 403])

  @Test func sendsTheRequestAsItIsMade() async throws {
    let outcome = try await count([Self.ok], sampling: Requests.sampling { $0.toolChoice = "required" })
    #expect(outcome.tokens == 403)
    let request = try #require(outcome.requests.first)
    #expect(request.method == "POST" && request.path == "/v1/messages/count_tokens")
    #expect(request.headers.values("x-api-key") == [Self.key])
    #expect(request.headers.values("anthropic-version") == ["2023-06-01"])
    let asked = Self.requests(.anthropic)[2].request
    #expect(try request.body == Self.dialect(.anthropic).countBody(of: Self.question(.anthropic, asked, model: "any")))
  }

  @Test(arguments: [Provider.openAI, .ollama]) func asksNobodyWhereTheAPIDoesNotCount(provider: Provider) async throws {
    let outcome = try await count([Self.ok], provider)
    #expect(outcome.tokens == nil && outcome.failure == nil && outcome.requests.isEmpty)
  }

  @Test(arguments: [
    LoopbackResponse.error(429, "slow"), .error(529, "overloaded"), .cutOff, .json(["input_tokens": "many"]),
    LoopbackResponse(text: "403"), .json(["error": ["code": 429, "message": "slow"]]),
  ])
  func survivesWhatPasses(answer: LoopbackResponse) async throws {
    let outcome = try await count([answer, answer, Self.ok])
    #expect(outcome.tokens == 403 && outcome.requests.count == 3 && outcome.pauses == 2)
  }

  @Test(
    arguments: [
      (401, "who are you", .auth, 1), (404, "no such path", .modelNotFound, 1), (400, "tools: bad", .badRequest, 1),
      (400, "flagged by moderation", .badRequest, 1), (500, "failed to parse input", .server, 5),
    ] as [(Int, String, EndpointFailure.Class, Int)])
  func failsInTheClassesOfARealQuestion(
    status: Int, message: String, kind: EndpointFailure.Class, attempts: Int
  ) async throws {
    let outcome = try await count([.error(status, "\(message) \(Self.key)")])
    let failure = try #require(outcome.failure)
    #expect(failure.class == kind && failure.status == status && failure.attempts == attempts)
    #expect(outcome.requests.count == attempts)
    #expect(failure.message.contains("<redacted:A_KEY>") && !failure.message.contains(Self.key))
  }
}
