import Foundation
import LoopbackHTTP
import OrderedJSON
import Synchronization
import Testing

/// One prompt that is refused for good costs its own trial; an account that is empty costs a few requests; going on asks
/// first what was never asked.
@Suite struct RefusalTests {
  /// Forty questions with the same right answer; `bad` are refused for ever.
  private static func suite(cases: Int = 40, bad: Set<Int> = [20]) -> String {
    let lines = (0..<cases).map { number in
      "  - {id: c\(number), prompt: \"Search, \(number).\(bad.contains(number) ? " @@bad" : "")\", expect: search}\n"
    }
    return "schema: toolsight/suite/v1\nname: forty\ntools: tools.json\nvariants: [{name: today}]\ncases:\n"
      + lines.joined()
  }

  private func workplace(_ suite: String) throws -> Workplace {
    let workplace = try Workplace()
    try SampleProject().write(to: workplace)
    try workplace.write(suite, to: "forty.yaml")
    return workplace
  }

  private static let right = LoopbackResponse.call("search", ["query": "login"])

  private static func error(_ status: Int, _ body: String, _ headers: [String: String] = [:]) -> LoopbackResponse {
    var fields: LoopbackHeaders = ["Content-Type": "application/json"]
    for (name, value) in headers { fields.append(name, value) }
    return LoopbackResponse(status: status, headers: fields, body: .bytes(Array(body.utf8)))
  }

  @Test(arguments: [1, 16], [401, 402, 403, 404, 429, 503])
  func onePromptOfFortyIsMissing(concurrency: Int, status: Int) async throws {
    let no = Self.error(
      status, #"{"error":{"message":"Blocked by rule 12."}}"#, status > 404 ? ["Retry-After": "86400"] : [:])
    try await ChatEndpoint.serving({ $0.prompt.hasSuffix("@@bad") ? no : Self.right }) { endpoint in
      let workplace = try workplace(Self.suite())
      let ended = try await Program(workplace).run(
        "run", "forty.yaml", "--model", endpoint.model, "--concurrency", "\(concurrency)")
      #expect(ended.way == .code(0), "\(ended.errors)")
      let score = try workplace.json("reports/latest/report.json").at("scores/0")
      #expect(score?["trials"] == 40 && score?["missing"] == 1)
      #expect(endpoint.count == 40)
    }
  }

  /// In the words of each vendor for an account that has nothing left, or not before tomorrow.
  @Test(
    arguments: [
      ("openai", 429, #"{"error":{"message":"no","type":"insufficient_quota","code":"insufficient_quota"}}"#, [:]),
      ("openai", 402, #"{"error":{"message":"Insufficient credits","code":402}}"#, [:]),
      ("openai", 429, #"{"error":{"message":"balance","type":"exceeded_current_quota_error"}}"#, [:]),
      (
        "openai", 429, #"{"error":{"message":"tokens per day (TPD)","code":"rate_limit_exceeded"}}"#,
        ["Retry-After": "3600"]
      ),
      ("openai-responses", 429, #"{"error":{"message":"no","code":"billing_not_active"}}"#, [:]),
      ("anthropic", 402, #"{"type":"error","error":{"type":"billing_error","message":"no"}}"#, [:]),
      (
        "anthropic", 400,
        #"{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API."}}"#,
        [:]
      ),
      (
        "gemini", 429,
        #"{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]},{"retryDelay":"30s"}]}}"#,
        [:]
      ),
      ("ollama", 402, #"{"error":"you have no credit"}"#, [:]),
    ] as [(String, Int, String, [String: String])])
  func anEmptyAccountStopsAfterAFewRequests(
    provider: String, status: Int, body: String, headers: [String: String]
  ) async throws {
    try await ChatEndpoint.serving({ _ in Self.error(status, body, headers) }) { endpoint in
      let ended = try await Program(workplace(Self.suite())).run(
        "run", "forty.yaml", "--repeats", "5", "--model", "\(provider):any@\(endpoint.url)")
      #expect(ended.way == .code(3))
      #expect(ended.errors.contains("stopped: "), "\(ended.errors)")
      #expect(endpoint.count <= 3)
    }
  }

  @Test func anAccountThatIsUsedUpOnTheWayStopsAfterAFewMore() async throws {
    let empty = Self.error(402, "{}")
    try await ChatEndpoint.serving({ $0.number > 50 ? empty : Self.right }) { endpoint in
      let ended = try await Program(workplace(Self.suite(bad: []))).run(
        "run", "forty.yaml", "--repeats", "5", "--model", endpoint.model, "--concurrency", "4")
      #expect(ended.way == .code(3) && ended.errors.contains("stopped: quota (HTTP 402)"), "\(ended.errors)")
      #expect(endpoint.count <= 50 + 3 * 4, "what was under way at the first, the second and the third failure")
    }
  }

  /// The bad prompts fail before the account is empty, and go last from then on.
  @Test func goingOnAsksFirstWhatWasNeverAsked() async throws {
    let isPaid = Mutex(false)
    let bad: Set<Int> = [3, 20]
    let answer: ChatEndpoint.Answer = { question in
      if question.prompt.hasSuffix("@@bad") { return Self.error(403, "{}") }
      return question.number <= 20 || isPaid.withLock(\.self) ? Self.right : Self.error(402, "{}")
    }
    try await ChatEndpoint.serving(answer) { endpoint in
      let program = Program(try workplace(Self.suite(bad: bad)))
      let options = ["run", "forty.yaml", "--model", endpoint.model, "--concurrency", "1"]
      #expect(try await program.run(options).way == .code(3))
      isPaid.withLock { $0 = true }
      let asked = endpoint.questions
      let ended = try await program.run(options + ["--resume", "last"])
      #expect(ended.way == .code(0), "\(ended.errors)")
      let before = Set(asked.map(\.prompt))
      let order = endpoint.questions.dropFirst(asked.count).map { before.contains($0.prompt) }
      #expect(order == order.sorted { !$0 && $1 } && order.contains(true) && order.contains(false))
      // Only the bad ones are left, and fail again: that is no news, and stops nothing.
      let again = try await program.run(options + ["--resume", "last"])
      #expect(again.way == .code(0), "\(again.errors)")
    }
  }

  /// A filter's own code is a refusal; where it is all that an arm gets, nothing was measured.
  @Test func anArmThatOnlyAFilterAnswersIsNotMeasured() async throws {
    let filtered = Self.error(400, #"{"error":{"code":"content_filter","message":"no"}}"#)
    try await ChatEndpoint.serving({ _ in filtered }) { endpoint in
      let workplace = try workplace(Self.suite().replacing("expect: search", with: "expect: none"))
      let program = Program(workplace)
      let run = ["run", "forty.yaml", "--model", endpoint.model]
      let ended = try await program.run(run)
      #expect(ended.way == .code(3), "\(ended.errors)")
      #expect(
        ended.errors.contains("every question of variant 'today' was answered with an error: no"), "\(ended.errors)")
      // What failed before is no news, so that it may all be asked.
      let again = try await program.run(run + ["--resume", "last"])
      #expect(again.way == .code(3) && again.errors.contains("bad_request (HTTP 400)"), "\(again.errors)")
    }
  }

  /// As few trials as a run has in flight at once: it ends before it could be stopped, and whoever judges it later is told the
  /// same as the run's own report.
  @Test(
    arguments: [
      #"{"error":{"code":"content_filter","message":"no"}}"#,
      #"{"error":{"code":"tool_use_failed","message":"no","failed_generation":"<tool"}}"#,
      #"{"error":"Tool error: Failed to parse generated text"}"#,
    ])
  func aSmallArmThatOnlyErrorsAnswerIsNotMeasured(body: String) async throws {
    let isMended = Mutex(false)
    let answer: ChatEndpoint.Answer = { _ in isMended.withLock(\.self) ? Self.right : Self.error(400, body) }
    try await ChatEndpoint.serving(answer) { endpoint in
      let workplace = try workplace(Self.suite(cases: 4))
      let program = Program(workplace)
      let run = ["run", "forty.yaml", "--model", endpoint.model]
      #expect(try await program.run(run).way == .code(3))
      let report = try JSON(parsing: workplace.text("reports/latest/report.json"))
      #expect(report["verdict"]?["exit"] == 3 && report["scores"]?[0]?["missing"] == 4)
      for command in [["score", "last"], ["gate", "last"]] {
        let ended = try await program.run(command)
        #expect(ended.way == .code(3), "\(command): \(ended.output)\(ended.errors)")
      }
      isMended.withLock { $0 = true }
      let again = try await program.run(run + ["--resume", "last"])
      #expect(again.way == .code(0), "\(again.errors)")
    }
  }

  @Test func aRelayedRefusalNamesTheGatewaysKey() async throws {
    let no = Self.error(
      401,
      #"{"error":{"message":"litellm.AuthenticationError: AuthenticationError: OpenAIException - Incorrect API key"}}"#)
    try await ChatEndpoint.serving({ _ in no }) { endpoint in
      let program = Program(try workplace(Self.suite()), environment: ["OPENAI_API_KEY": "sk-gateway-1234"])
      let ended = try await program.run("run", "forty.yaml", "--model", endpoint.model)
      #expect(ended.way == .code(3))
      #expect(ended.errors.contains("the key that the gateway at 127.0.0.1 has for OpenAI"), "\(ended.errors)")
    }
  }
}
