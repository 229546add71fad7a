import EvalCore
import Foundation
import LoopbackHTTP
import OrderedJSON
import Testing

@testable import Models

/// Every provider over real sockets: where it asks, with what it shows its key, and what comes of its answers.
struct ProviderRoadTests {
  private func ask(
    _ provider: Provider, _ answers: [LoopbackResponse], isStream: Bool = false, key: String? = "k-1",
    base: String = "/base", sampling: Sampling? = nil,
    request: ModelRequest = Requests.request(tools: Requests.tracker)
  ) async throws -> AskedEndpoint {
    var sampling = sampling ?? Sampling()
    if isStream { sampling.extra[provider.name] = ["stream": true] }
    return try await AskedEndpoint(
      answers, request, provider: provider, base: base, key: key, sampling: sampling)
  }

  private func kept(_ provider: Provider, _ name: String, type: String = "application/json", status: Int = 200) throws
    -> LoopbackResponse
  {
    let ending = type.contains("event-stream") ? "sse" : type.contains("ndjson") ? "ndjson" : "json"
    return LoopbackResponse(
      status: status, headers: ["Content-Type": type],
      body: .bytes(try ProviderFixture(provider).bytes("\(name).response.\(ending)")))
  }

  @Test(arguments: ProviderSamples.all) func asksWhereTheAPIListens(road: ProviderSamples) async throws {
    let outcome = try await ask(road.provider, [kept(road.provider, "parallel-calls")])
    let request = try #require(outcome.requests.first)
    #expect(request.method == "POST")
    #expect(request.path == road.path)
    #expect(request.headers.values(road.key.name) == [road.key.value])
    #expect(request.headers.values("Content-Type") == ["application/json"])
    #expect(request.headers["anthropic-version"] == (road.provider == .anthropic ? "2023-06-01" : nil))
    #expect(try request.body == Requests.body(road.provider, Requests.request(tools: Requests.tracker)))
    #expect(outcome.answer?.calls.map(\.name) == ["search_issues", "search_issues", "issues/close"])
    let isRenamed = road.provider.limits.nameMarks != nil
    #expect(outcome.answer?.calls.map(\.wireName) == [nil, nil, isRenamed ? "issues_close" : nil])
    let withoutKey = try await ask(road.provider, [kept(road.provider, "text")], key: nil)
    #expect(withoutKey.requests.first?.headers[road.key.name] == nil)
    #expect(withoutKey.answer?.text == "It is open.")
  }

  @Test(arguments: ProviderSamples.all) func readsAStream(road: ProviderSamples) async throws {
    let stream = try kept(road.provider, "stream-calls", type: road.streamType)
    let outcome = try await ask(road.provider, [stream], isStream: true)
    #expect(outcome.requests.map(\.path) == [road.streamPath])
    #expect(outcome.answer?.finish == .calls)
    #expect(outcome.answer?.calls.first?.object?["query"] == "login")
    // Some servers answer whole what was to be a stream, and as a stream what was not.
    #expect(try await ask(road.provider, [kept(road.provider, "text")], isStream: true).answer?.text == "It is open.")
    #expect(try await ask(road.provider, [stream]).answer?.finish == .calls)
  }

  @Test(arguments: ProviderSamples.all) func asksAgainForAStreamThatWasCutOff(road: ProviderSamples) async throws {
    let broken = try kept(road.provider, "stream-cut-off", type: road.streamType)
    let outcome = try await ask(road.provider, [broken, kept(road.provider, "text")], isStream: true)
    #expect(outcome.answer?.text == "It is open.")
    #expect(outcome.requests.count == 2)
  }

  @Test(.timeLimit(.minutes(1)), arguments: ProviderSamples.all.filter { $0.provider != .gemini })
  func doesNotWaitForTheConnectionToClose(road: ProviderSamples) async throws {
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

  @Test(arguments: Provider.all) func refusesToolsThatWouldShareANameWithoutAsking(provider: Provider) async throws {
    let tools = ["a", "a"].map { Requests.tool(["name": .string($0)]) }
    let outcome = try await ask(provider, [.json([:])], request: Requests.request(tools: tools))
    #expect(outcome.failure?.class == .badRequest)
    #expect(outcome.requests.isEmpty)
  }

  @Test(arguments: Provider.all) func neverRepeatsAKeyThatTheEndpointEchoes(provider: Provider) async throws {
    for answer in [.error(401, "no k-secret-1"), .json(["sent": "k-secret-1"])] as [LoopbackResponse] {
      let failure = try #require(try await ask(provider, [answer], key: "k-secret-1").failure)
      #expect(failure.message.contains("<redacted:KEY>"))
      #expect(!failure.message.contains("k-secret-1"))
    }
  }
}
