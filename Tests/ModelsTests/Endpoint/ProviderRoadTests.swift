import CurlHTTP
import EvalCore
import Foundation
import LoopbackHTTP
import Models
import OrderedJSON
import Testing

/// Every provider over real sockets: where it asks, with what it shows its key, and what comes of its answers.
struct ProviderRoadTests {
  private struct Road: Sendable {
    let provider: Provider
    let path: String
    let streamPath: String
    let key: (String, String)
    let streamType: String
  }

  private static let roads = [
    Road(
      provider: .openAI, path: "/base/chat/completions", streamPath: "/base/chat/completions",
      key: ("Authorization", "Bearer k-1"), streamType: "text/event-stream"),
    Road(
      provider: .responses, path: "/base/responses", streamPath: "/base/responses",
      key: ("Authorization", "Bearer k-1"), streamType: "text/event-stream; charset=utf-8"),
    Road(
      provider: .anthropic, path: "/base/v1/messages", streamPath: "/base/v1/messages", key: ("x-api-key", "k-1"),
      streamType: "text/event-stream"),
    Road(
      provider: .gemini, path: "/base/v1beta/models/m-1:generateContent",
      streamPath: "/base/v1beta/models/m-1:streamGenerateContent", key: ("x-goog-api-key", "k-1"),
      streamType: "text/event-stream"),
    Road(
      provider: .ollama, path: "/base/api/chat", streamPath: "/base/api/chat", key: ("Authorization", "Bearer k-1"),
      streamType: "application/x-ndjson"),
  ]

  private struct Outcome {
    var answer: ModelAnswer?
    var failure: EndpointFailure?
    var requests: [LoopbackRequest] = []
    var pauses: [Double] = []
  }

  private func ask(
    _ provider: Provider, _ answers: [LoopbackResponse], isStream: Bool = false, key: String? = "k-1",
    base: String = "/base", sampling: Sampling? = nil,
    request: ModelRequest = Requests.request(tools: Requests.tracker)
  ) async throws -> Outcome {
    let endpoint = try await ScriptedEndpoint.answering(answers)
    let client = CurlClient()
    let pauses = Pauses()
    var sampling = sampling ?? Sampling()
    if isStream { sampling.extra[provider.rawValue] = ["stream": true] }
    let url = endpoint.url.replacing("/v1", with: base)
    let model = EndpointModel(
      card: ModelCard(name: "m"), model: "m-1", provider: provider,
      access: Credentials.Access(baseURL: url, key: key), sampling: sampling,
      wire: EndpointWire(client: client, retries: pauses.retries(), redactor: Redactor(keys: ["KEY": key ?? ""])))
    var outcome = Outcome()
    do { outcome.answer = try await model.answer(request) } catch { outcome.failure = error }
    outcome.requests = endpoint.requests
    outcome.pauses = pauses.all.map { $0 / .seconds(1) }
    await client.shutdown()
    await endpoint.stop()
    return outcome
  }

  private func kept(_ provider: Provider, _ name: String, type: String = "application/json", status: Int = 200) throws
    -> LoopbackResponse
  {
    let ending = type.contains("event-stream") ? "sse" : type.contains("ndjson") ? "ndjson" : "json"
    return LoopbackResponse(
      status: status, headers: ["Content-Type": type],
      body: .bytes(try ProviderFixture(provider).bytes("\(name).response.\(ending)")))
  }

  @Test(arguments: roads) private func asksWhereTheAPIListens(road: Road) async throws {
    let outcome = try await ask(road.provider, [kept(road.provider, "parallel-calls")])
    let request = try #require(outcome.requests.first)
    #expect(request.method == "POST")
    #expect(request.path == road.path)
    #expect(request.headers.values(road.key.0) == [road.key.1])
    #expect(request.headers.values("Content-Type") == ["application/json"])
    #expect(request.headers["anthropic-version"] == (road.provider == .anthropic ? "2023-06-01" : nil))
    #expect(try request.body == Requests.body(road.provider, Requests.request(tools: Requests.tracker)))
    #expect(outcome.answer?.calls.map(\.name) == ["search_issues", "search_issues", "issues/close"])
    let isRenamed = road.provider != .ollama
    #expect(outcome.answer?.calls.map(\.wireName) == [nil, nil, isRenamed ? "issues_close" : nil])
    let withoutKey = try await ask(road.provider, [kept(road.provider, "text")], key: nil)
    #expect(withoutKey.requests.first?.headers[road.key.0] == nil)
    #expect(withoutKey.answer?.text == "It is open.")
  }

  @Test(arguments: roads) private func readsAStream(road: Road) async throws {
    let stream = try kept(road.provider, "stream-calls", type: road.streamType)
    let outcome = try await ask(road.provider, [stream], isStream: true)
    #expect(outcome.requests.map(\.path) == [road.streamPath])
    #expect(outcome.answer?.finish == .calls)
    #expect(outcome.answer?.calls.first?.object?["query"] == "login")
    // Some servers answer whole what was to be a stream, and as a stream what was not.
    #expect(try await ask(road.provider, [kept(road.provider, "text")], isStream: true).answer?.text == "It is open.")
    #expect(try await ask(road.provider, [stream]).answer?.finish == .calls)
  }

  @Test(arguments: roads) private func asksAgainForAStreamThatWasCutOff(road: Road) async throws {
    let broken = try kept(road.provider, "stream-cut-off", type: road.streamType)
    let outcome = try await ask(road.provider, [broken, kept(road.provider, "text")], isStream: true)
    #expect(outcome.answer?.text == "It is open.")
    #expect(outcome.requests.count == 2)
  }

  @Test(.timeLimit(.minutes(1)), arguments: roads.filter { $0.provider != .gemini })
  private func doesNotWaitForTheConnectionToClose(road: Road) async throws {
    let ending = road.streamType.contains("ndjson") ? "ndjson" : "sse"
    let bytes = try ProviderFixture(road.provider).bytes("stream-calls.response.\(ending)")
    let open = LoopbackResponse(
      headers: ["Content-Type": road.streamType],
      body: .stream { stream in
        try await stream.write(String(decoding: bytes, as: UTF8.self))
        try await Task.sleep(for: .seconds(3600))
      })
    #expect(try await ask(road.provider, [open], isStream: true).answer?.finish == .calls)
  }

  @Test(
    arguments: [
      (.openAI, "/v1", "/v1/chat/completions"), (.responses, "/v1", "/v1/responses"), (.anthropic, "", "/v1/messages"),
      (.anthropic, "/v1", "/v1/messages"), (.anthropic, "/a/v1", "/a/v1/messages"),
      (.gemini, "/v1beta", "/v1beta/models/m-1:generateContent"),
      (.gemini, "/g", "/g/v1beta/models/m-1:generateContent"),
      (.ollama, "", "/api/chat"), (.ollama, "/api", "/api/chat"), (.ollama, "/v1api", "/v1api/api/chat"),
    ] as [(Provider, String, String)])
  func takesABaseURLWithItsVersionOrWithout(provider: Provider, base: String, path: String) async throws {
    let outcome = try await ask(provider, [kept(provider, "text")], base: base)
    #expect(outcome.requests.map(\.path) == [path])
  }

  @Test func callsAModelsOwnForcedToolByItsWireName() async throws {
    let names = NameMap(["close_issue": NameMap.Entry(to: "issues/close")])
    let request = Requests.request(tools: Requests.tracker, toolChoice: "ping", names: names)
    let sampling = Requests.sampling { $0.toolChoice = "close_issue" }
    for (provider, forced) in [
      (.openAI, ["type": "function", "function": ["name": "issues_close"]]),
      (.responses, ["type": "function", "name": "issues_close"]),
      (.anthropic, ["type": "tool", "name": "issues_close"]),
    ] as [(Provider, JSON)] {
      let outcome = try await ask(provider, [kept(provider, "text")], sampling: sampling, request: request)
      #expect(try JSON(parsing: try #require(outcome.requests.first).body)["tool_choice"] == forced)
    }
    let required = Requests.sampling { $0.toolChoice = "required" }
    let outcome = try await ask(.openAI, [kept(.openAI, "text")], sampling: required, request: request)
    #expect(try JSON(parsing: try #require(outcome.requests.first).body)["tool_choice"] == "required")
  }

  @Test func goesOnWithWhatTheProviderWantsBack() async throws {
    for (provider, name, path) in [
      (.anthropic, "thinking", "messages"), (.responses, "reasoning", "input"), (.gemini, "parallel-calls", "contents"),
    ] as [(Provider, String, String)] {
      let first = try #require(try await ask(provider, [kept(provider, name)]).answer)
      let opaque = try #require(first.opaque?.arrayValue)
      var conversation: [ConversationEntry] = [
        .user("Close it."), .assistant(text: first.text, calls: first.calls, opaque: first.opaque),
      ]
      for call in first.calls {
        conversation.append(.result(callID: call.id, tool: call.name, reply: ToolReply(text: "ok", isError: false)))
      }
      let next = try await ask(provider, [kept(provider, "text")], request: Requests.request(conversation))
      let sent = try JSON(parsing: try #require(next.requests.first).body)[path]?.arrayValue ?? []
      let back = sent.dropFirst().first.flatMap { $0["content"] ?? $0["parts"] }?.arrayValue
      #expect((back ?? Array(sent.dropFirst().prefix(opaque.count))) == opaque)
    }
  }

  @Test func waitsAsLongAsGoogleAsks() async throws {
    let slow = try kept(.gemini, "429-rate", status: 429)
    let outcome = try await ask(.gemini, [slow, kept(.gemini, "text")])
    #expect(outcome.pauses == [13.5])
    let exhausted = try await ask(.gemini, [kept(.gemini, "429-day", status: 429)])
    #expect(exhausted.failure?.class == .quota)
    #expect(exhausted.requests.count == 1)
  }

  @Test func waitsAsManyMillisecondsAsOpenAIAsks() async throws {
    let slow = LoopbackResponse.error(429, "slow", headers: ["retry-after-ms": "2500", "Retry-After": "9"])
    #expect(try await ask(.responses, [slow, kept(.responses, "text")]).pauses == [2.5])
  }

  @Test func takesAnOutputThatOllamaCannotParseForAnAnswerOnceItRecurs() async throws {
    let outcome = try await ask(.ollama, [kept(.ollama, "500-unparsable", status: 500)])
    #expect(outcome.answer?.finish == .unparsable)
    #expect(outcome.requests.count == 2)
  }

  @Test func asksNoMoreOnceAModelTakesNoTools() async throws {
    let outcome = try await ask(.ollama, [kept(.ollama, "400-no-tools", status: 400)])
    #expect(outcome.failure?.class == .notShown)
    #expect(outcome.requests.count == 1)
  }

  @Test(arguments: Provider.allCases) func refusesToolsThatWouldShareANameWithoutAsking(provider: Provider) async throws
  {
    let tools = ["a", "a"].map { Requests.tool(["name": .string($0)]) }
    let outcome = try await ask(provider, [.json([:])], request: Requests.request(tools: tools))
    #expect(outcome.failure?.class == .badRequest)
    #expect(outcome.requests.isEmpty)
  }

  @Test(arguments: Provider.allCases) func neverRepeatsAKeyThatTheEndpointEchoes(provider: Provider) async throws {
    for answer in [.error(401, "no k-secret-1"), .json(["sent": "k-secret-1"])] as [LoopbackResponse] {
      let failure = try #require(try await ask(provider, [answer], key: "k-secret-1").failure)
      #expect(failure.message.contains("<redacted:KEY>"))
      #expect(!failure.message.contains("k-secret-1"))
    }
  }
}
