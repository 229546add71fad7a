import CurlHTTP
import EvalCore
import Foundation
import LoopbackHTTP
import OrderedJSON
import Testing

@testable import Models

struct EndpointModelTests {
  private func ask(
    _ answers: [LoopbackResponse], _ request: ModelRequest = Requests.request(tools: Requests.tracker),
    key: String? = nil, sampling: Sampling? = nil, timeout: Duration = .seconds(30), budget: Double = 50
  ) async throws -> AskedEndpoint {
    try await AskedEndpoint(answers, request, key: key, sampling: sampling, timeout: timeout, budget: budget)
  }

  private static func stream(_ answers: [LoopbackResponse]) -> ([LoopbackResponse], ModelRequest) {
    (answers, Requests.request(sampling: Requests.sampling { $0.extra["openai"] = ["stream": true] }))
  }

  private static let unparsable = LoopbackResponse.error(500, "Failed to parse input at pos 3", code: 500)
  private static let ok = LoopbackResponse.text("It is open.")

  @Test func sendsTheRequestAsItIsMade() async throws {
    let outcome = try await ask([Self.ok], key: "sk-test")
    let request = try #require(outcome.requests.first)
    #expect(request.method == "POST")
    #expect(request.path == "/v1/chat/completions")
    #expect(request.headers.values("Authorization") == ["Bearer sk-test"])
    #expect(request.headers.values("Content-Type") == ["application/json"])
    let body = try Requests.body(.openAI, Requests.request(tools: Requests.tracker))
    #expect(request.body == body)
    #expect(outcome.answer?.text == "It is open.")
    #expect(try #require(outcome.answer).latencyMilliseconds > 0)
  }

  @Test func sendsNoAuthorizationWithoutAKey() async throws {
    #expect(try await ask([Self.ok]).requests.first?.headers["Authorization"] == nil)
  }

  @Test func laysTheModelsSamplingOverTheSuites() async throws {
    let request = Requests.request(
      tools: Requests.tracker,
      sampling: Requests.sampling {
        $0.temperature = JSONNumber(1); $0.seed = 3
      }, toolChoice: "auto")
    let sampling = Requests.sampling {
      $0.temperature = JSONNumber(0); $0.toolChoice = "required"
    }
    let sent = try JSON(parsing: try #require(await ask([Self.ok], request, sampling: sampling).requests.first).body)
    #expect(sent["temperature"] == 0)
    #expect(sent["seed"] == 3)
    #expect(sent["tool_choice"] == "required")
  }

  @Test(
    arguments: [
      ("429", [.error(429, "slow"), ok]),
      ("three times 500", [.error(500, "oops"), .error(500, "oops"), .error(502, "oops"), ok]),
      ("503 while loading", [.error(503, "Loading model"), ok]),
      ("cut off", [.cutOff, ok]),
      ("no JSON", [LoopbackResponse(text: "It is open."), ok]),
      ("an error in a success", [.json(["error": ["code": 429, "message": "slow"]]), ok]),
      ("408", [.error(408, "slow"), ok]),
      ("unparsable once", [unparsable, ok]),
    ] as [(String, [LoopbackResponse])])
  func survivesWhatPasses(name: String, answers: [LoopbackResponse]) async throws {
    let outcome = try await ask(answers)
    #expect(outcome.answer?.text == "It is open.")
    #expect(outcome.requests.count == answers.count)
    #expect(outcome.pauses.count == answers.count - 1)
    #expect(Set(outcome.requests.map(\.body)).count == 1)
  }

  @Test(
    arguments: [
      ("429", [.error(429, "slow")], .rateLimited, 429, 5),
      ("insufficient quota", [.error(429, "pay", code: "insufficient_quota")], .quota, 429, 1),
      ("401", [.error(401, "who")], .auth, 401, 1), ("403", [.error(403, "no")], .auth, 403, 1),
      ("402", [.error(402, "pay")], .quota, 402, 1), ("404", [.error(404, "what")], .modelNotFound, 404, 1),
      ("400", [.error(400, "bad")], .badRequest, 400, 1), ("422", [.error(422, "bad")], .badRequest, 422, 1),
      ("413", [.error(413, "long")], .contextLength, 413, 1),
      ("500", [.error(500, "oops")], .server, 500, 5), ("503", [.error(503, "busy")], .overloaded, 503, 5),
      ("cut off", [.cutOff], .protocol, nil, 5),
      ("a page of HTML", [LoopbackResponse(status: 502, text: "<html><title>Bad gateway</title>")], .server, 502, 5),
      ("no JSON", [LoopbackResponse(text: "hello")], .protocol, 200, 5),
      ("no content", [LoopbackResponse(status: 204)], .protocol, 200, 5),
      (
        "a redirect", [LoopbackResponse(status: 307, headers: ["Location": "http://127.0.0.1:9/"])], .badRequest, 307, 1
      ),
      ("not modified", [LoopbackResponse(status: 304)], .badRequest, 304, 1),
    ] as [(String, [LoopbackResponse], EndpointFailure.Class, Int?, Int)])
  func givesUpOnWhatStays(
    name: String, answers: [LoopbackResponse], class: EndpointFailure.Class, status: Int?, attempts: Int
  ) async throws {
    let outcome = try await ask(answers)
    #expect(outcome.answer == nil)
    #expect(outcome.failure?.class == `class`)
    #expect(outcome.failure?.status == status)
    #expect(outcome.failure?.attempts == attempts)
    #expect(outcome.requests.count == attempts)
  }

  /// No trial waits for it; whether it holds for others too is theirs to find out.
  @Test(arguments: [("301", true, 1), ("1e300", true, 1), ("300", false, 5)])
  func aLimitThatLastsFailsItsTrialAtOnce(wait: String, isLasting: Bool, attempts: Int) async throws {
    let outcome = try await ask([.error(429, "tokens per day (TPD)", headers: ["Retry-After": wait])])
    #expect(outcome.failure?.class == .rateLimited && outcome.failure?.attempts == attempts)
    #expect(outcome.failure?.isLasting == isLasting && outcome.failure?.stopsRun == isLasting)
    #expect(outcome.failure?.message.contains("asks to wait") == isLasting)
    #expect(outcome.pauses.count == attempts - 1)
  }

  @Test func waitsAsLongAsTheEndpointAsks() async throws {
    let outcome = try await ask([.error(429, "slow", headers: ["Retry-After": "7"]), Self.ok])
    #expect(outcome.answer != nil)
    #expect(outcome.pauses == [7])
  }

  @Test func doesNotFollowRedirects() async throws {
    let elsewhere = try await ScriptedEndpoint.answering([Self.ok])
    let moved = LoopbackResponse(status: 308, headers: ["Location": elsewhere.url + "/chat/completions"])
    let outcome = try await ask([moved], key: "sk-test")
    #expect(outcome.failure?.message.contains(elsewhere.url) == true)
    #expect(elsewhere.requests.isEmpty)
    await elsewhere.stop()
  }

  @Test func doesNotReachAServerThatIsNotThere() async throws {
    let gone = try await ScriptedEndpoint.answering([Self.ok])
    await gone.stop()
    let client = CurlClient()
    let model = EndpointModel(
      card: ModelCard(name: "m"), model: "any", provider: .openAI, access: EndpointAccess(baseURL: gone.url),
      wire: EndpointWire(exchange: NetworkExchange(client), retries: Pauses().retries(), redactor: Redactor(keys: [:])))
    let failure = await #expect(throws: EndpointFailure.self) { try await model.answer(Requests.request()) }
    #expect(failure?.class == .connection)
    #expect(failure?.attempts == 5)
    #expect(failure?.status == nil)
    await client.shutdown()
  }

  @Test(arguments: [false, true]) func doesNotWaitForeverForASlowAnswer(isStream: Bool) async throws {
    let request = isStream ? Self.stream([]).1 : Requests.request()
    let outcome = try await ask([.silent], request, timeout: .milliseconds(100), budget: 0)
    #expect(outcome.failure?.class == .timeout)
    #expect(outcome.failure?.attempts == 3)
  }

  @Test func endsAStreamThatNeverDoes() async throws {
    let endless = LoopbackResponse(
      headers: ["Content-Type": "text/event-stream"],
      body: .stream { stream in
        while true {
          try await stream.write(": still here\n\n")
          try await Task.sleep(for: .milliseconds(5))
        }
      })
    let (answers, request) = Self.stream([endless])
    let outcome = try await ask(answers, request, timeout: .seconds(2), budget: 0)
    #expect(outcome.failure?.class == .timeout)
    #expect(outcome.failure?.status == 200)
  }

  @Test func doesNotWaitForTheEndAfterTheClosingEvent() async throws {
    let open = LoopbackResponse(
      headers: ["Content-Type": "text/event-stream"],
      body: .stream { stream in
        try await stream.write("data: {\"choices\":[{\"delta\":{\"content\":\"It is open.\"}}]}\n\ndata: [DONE]\n\n")
        try await Task.sleep(for: .seconds(3600))
      })
    let (answers, request) = Self.stream([open])
    let outcome = try await ask(answers, request, timeout: .seconds(5), budget: 0)
    #expect(outcome.answer?.text == "It is open.")
    #expect(outcome.requests.count == 1)
  }

  @Test func readsAStreamAndWhatComesInItsPlace() async throws {
    let delta = "data: {\"choices\":[{\"delta\":{\"content\":\"It is open.\"},\"finish_reason\":\"stop\"}]}\n\n"
    for answer in [.events(delta + "data: [DONE]\n\n"), .events(delta), Self.ok] as [LoopbackResponse] {
      let (answers, request) = Self.stream([answer])
      let outcome = try await ask(answers, request)
      #expect(outcome.answer?.text == "It is open.")
      #expect(outcome.requests.count == 1)
    }
    #expect(try await ask([.events(delta)]).answer?.text == "It is open.")
  }

  @Test func asksAgainForAStreamThatWasCutOff() async throws {
    let piece = "data: {\"choices\":[{\"delta\":{\"content\":\"It\"}}]}\n\n"
    for broken in [.events(piece), .events(piece, isCutOff: true), .error(429, "slow")] as [LoopbackResponse] {
      let (answers, request) = Self.stream([broken, Self.ok])
      #expect(try await ask(answers, request).answer?.text == "It is open.")
    }
    let (answers, request) = Self.stream([.events(piece)])
    #expect(try await ask(answers, request).failure?.class == .protocol)
  }

  @Test(
    arguments: [
      ([unparsable], 2), ([unparsable, .error(429, "slow"), unparsable], 3),
      ([.error(429, "slow"), unparsable, unparsable], 3),
    ] as [([LoopbackResponse], Int)])
  func takesAnOutputThatStaysUnparsableForAnAnswer(answers: [LoopbackResponse], asked: Int) async throws {
    let outcome = try await ask(answers)
    #expect(outcome.answer?.finish == .unparsable)
    #expect(outcome.answer?.text == "Failed to parse input at pos 3")
    #expect(outcome.requests.count == asked)
  }

  @Test func takesAFilteredPromptForARefusal() async throws {
    let outcome = try await ask([.error(400, "The response was filtered", code: "content_filter")])
    #expect(outcome.answer?.finish == .refused && outcome.answer?.refusedByStatus == 400)
    #expect(outcome.requests.count == 1)
  }

  @Test(
    arguments: [
      .error(401, "Incorrect API key provided: sk-test-123."),
      LoopbackResponse(status: 500, text: "Authorization: Bearer sk-test-123"),
      LoopbackResponse(text: "you sent sk-test-123"), .json(["sent": "sk-test-123"]),
      LoopbackResponse(status: 302, headers: ["Location": "/login/sk-test-123"]),
    ] as [LoopbackResponse])
  func neverRepeatsAKeyThatTheEndpointEchoes(answer: LoopbackResponse) async throws {
    let failure = try #require(await ask([answer], key: "sk-test-123").failure)
    #expect(failure.message.contains("<redacted:KEY>"))
    #expect(!failure.message.contains("sk-test-123"))
  }

  @Test func keepsToolsApartThatWouldShareAName() async throws {
    let tools = [Requests.tool(["name": "a.b"]), Requests.tool(["name": "a_b"])]
    let outcome = try await ask([Self.ok], Requests.request(tools: tools))
    #expect(outcome.failure == nil)
    let sent = try JSON(parsing: try #require(outcome.requests.first).body)
    let names = (sent["tools"]?.arrayValue ?? []).compactMap { $0["function"]?["name"]?.stringValue }
    #expect(Set(names).count == 2 && names.contains("a_b"))
  }

  @Test(.timeLimit(.minutes(1))) func stopsWaitingWhenTheTrialIsCancelled() async throws {
    let endpoint = try await ScriptedEndpoint.answering([.error(429, "slow", headers: ["Retry-After": "100"])])
    let client = CurlClient()
    let (begun, announcement) = AsyncStream.makeStream(of: Void.self)
    let retries = Retries { pause in
      announcement.yield()
      try await Task.sleep(for: pause)
    }
    let model = EndpointModel(
      card: ModelCard(name: "m"), model: "any", provider: .openAI, access: EndpointAccess(baseURL: endpoint.url),
      wire: EndpointWire(exchange: NetworkExchange(client), retries: retries, redactor: Redactor(keys: [:])))
    let trial = Task { try await model.answer(Requests.request()) }
    for await _ in begun { break }
    trial.cancel()
    let failure = await #expect(throws: EndpointFailure.self) { try await trial.value }
    #expect(failure?.class == .rateLimited)
    #expect(endpoint.requests.count == 1)
    await client.shutdown()
    await endpoint.stop()
  }
}
