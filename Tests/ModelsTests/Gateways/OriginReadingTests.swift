import EvalCore
import Testing

@testable import Models

struct OriginReadingTests {
  private typealias Headers = [(name: String, value: String)]
  private static let redactor = Redactor(keys: ["OPENAI_API_KEY": "sk-secret-1234"])

  private static func origin(_ headers: Headers, isVendorsOwn: Bool = false) -> AnswerOrigin? {
    AnswerOrigin([("Content-Type", "application/json")] + headers, isVendorsOwn: isVendorsOwn, redactor)
  }

  /// What each gateway is documented to send, in the cases that HTTP/1.1 and HTTP/2 use.
  @Test(
    arguments: [
      (
        [
          ("x-litellm-version", "1.110.2"), ("x-litellm-model-name", "openai/gpt-4o"),
          ("x-litellm-attempted-retries", "2"),
        ],
        "LiteLLM 1.110.2", "openai/gpt-4o", 2
      ),
      ([("X-LiteLLM-Call-Id", "1")], "LiteLLM", nil, nil),
      (
        [
          ("x-litellm-model-name", "openai/gpt-4o-mini"), ("x-litellm-attempted-fallbacks", "1"),
          ("x-litellm-model-group", "om"), ("x-litellm-attempted-retries", "0"),
        ],
        "LiteLLM", "the fallback openai/gpt-4o-mini, om", 0
      ),
      ([("x-litellm-attempted-fallbacks", "0"), ("x-litellm-model-group", "om")], "LiteLLM", nil, nil),
      ([("X-OpenRouter-Cache-Status", "MISS")], "OpenRouter", nil, nil),
      ([("x-portkey-trace-id", "1"), ("x-portkey-retry-attempt-count", "3")], "Portkey", nil, 3),
      ([("cf-aig-log-id", "1"), ("cf-aig-step", "0")], "Cloudflare AI Gateway", nil, nil),
      ([("Helicone-Id", "1")], "Helicone", nil, nil),
      (
        [("X-Kong-LLM-Model", "openai/gpt-4"), ("X-Kong-Upstream-Latency", "9")], "Kong AI Gateway", "openai/gpt-4", nil
      ),
      (
        [("x-bifrost-provider", "bedrock"), ("x-bifrost-resolved-model", "claude")], "Bifrost", "bedrock/claude", nil
      ),
      ([("Ngrok-AIG-Model", "gpt-5"), ("Ngrok-AIG-Attempts", "2")], "ngrok AI Gateway", "gpt-5", 1),
      ([("apim-request-id", "1"), ("x-ms-region", "East US")], "Azure API Management East US", nil, nil),
      ([("x-envoy-upstream-service-time", "12")], "Envoy", nil, nil),
    ] as [([(String, String)], String, String?, Int?)])
  func namesTheGatewayAndWhatStandsBehindIt(
    headers: [(String, String)], gateway: String, upstream: String?, retries: Int?
  ) throws {
    let origin = try #require(Self.origin(headers.map { ($0, $1) }))
    #expect(origin.gateway == gateway && origin.upstream == upstream && origin.retries == retries)
    #expect(!origin.isStored)
  }

  @Test(
    arguments: [
      [("x-litellm-version", "1"), ("x-litellm-cache-key", "6baa")], [("X-OpenRouter-Cache-Status", "HIT")],
      [("x-portkey-cache-status", "SEMANTIC HIT")], [("cf-aig-cache-status", "HIT")], [("Helicone-Cache", "HIT")],
      [("X-Cache", "Hit from cloudfront")], [("X-Cache-Status", "HIT")], [("CF-Cache-Status", "HIT")], [("Age", "12")],
    ] as [[(String, String)]])
  func knowsAnAnswerOutOfAStore(headers: [(String, String)]) throws {
    #expect(try #require(Self.origin(headers.map { ($0, $1) })).isStored)
  }

  @Test(
    arguments: [
      [("x-portkey-cache-status", "MISS")], [("x-portkey-cache-status", "DISABLED")], [("cf-aig-cache-status", "MISS")],
      [("Helicone-Cache", "MISS")], [("X-Cache", "Miss from cloudfront")], [("Age", "0")], [("Age", "-1")],
      [("x-litellm-version", "1"), ("x-litellm-cache-key", "")], [("CF-Cache-Status", "DYNAMIC")],
    ] as [[(String, String)]])
  func takesNoOtherAnswerForOne(headers: [(String, String)]) {
    #expect(Self.origin(headers.map { ($0, $1) })?.isStored != true)
  }

  /// LiteLLM's own refusals carry none of its provider's headers, as a proxy of version 1.108.7 answered.
  @Test(
    arguments: [
      ([("llm_provider-server", "nginx"), ("x-litellm-call-id", "1")], true), ([("x-litellm-call-id", "1")], false),
      ([("x-bifrost-provider", "openai")], true), ([("x-bifrost-request-type", "chat")], false),
      ([("X-Kong-LLM-Model", "openai/gpt-4"), ("X-Kong-Upstream-Latency", "9")], true),
      ([("X-Kong-LLM-Model", "openai/gpt-4"), ("X-Kong-Response-Latency", "9")], false),
      ([("cf-aig-log-id", "1")], false), ([("x-envoy-upstream-service-time", "1")], false),
    ] as [([(String, String)], Bool)])
  func knowsWhatAProviderAnswered(headers: [(String, String)], isRelayed: Bool) throws {
    #expect(try #require(Self.origin(headers.map { ($0, $1) })).isRelayed == isRelayed)
  }

  @Test(
    arguments: [
      ([], false), ([("Server", "llama.cpp")], false), ([("x-request-id", "1")], false),
      ([("X-Kong-Upstream-Latency", "9")], false), ([("x-envoy-upstream-service-time", "9")], true),
      ([("apim-request-id", "1")], true),
    ] as [([(String, String)], Bool)])
  func saysNothingOfPlainEndpointsAndOfTheProxiesOfVendors(headers: [(String, String)], isVendorsOwn: Bool) {
    #expect(Self.origin(headers.map { ($0, $1) }, isVendorsOwn: isVendorsOwn) == nil)
  }

  @Test(
    arguments: [
      [("x-litellm-version", "1.1"), ("x-litellm-model-name", "openai/x"), ("x-litellm-model-id", "1")],
      [("x-litellm-version", "1.1"), ("x-litellm-cache-key", "6baa")], [("x-portkey-trace-id", "1")],
      [("Helicone-Id", "1")],
      [("cf-aig-log-id", "1")], [("x-envoy-upstream-service-time", "12")], [("x-ms-region", "East US")],
      [("X-Kong-LLM-Model", "a/b"), ("X-Kong-Upstream-Latency", "9")], [("x-bifrost-provider", "a")], [("Age", "9")],
      [("Ngrok-AIG-Model", "x"), ("Ngrok-AIG-Attempts", "3")], [("X-OpenRouter-Cache-Status", "HIT")],
    ] as [[(String, String)]])
  func isTheSameFromARecording(headers: [(String, String)]) throws {
    let response = ExchangeResponse(status: 200, headers: headers.map { ($0, $1) }, body: [], milliseconds: 1)
    let recorded = try Exchanged.recording(Exchanged.request(), response)
    let read = try Recording(line: recorded.line.dropLast()).response.headers
    #expect(Self.origin(read) == Self.origin(headers.map { ($0, $1) }))
    #expect(Self.origin(read) != nil)
  }

  @Test func keepsWordsOfStrangersShortInOneLineAndFreeOfKeys() throws {
    let long = String(repeating: "a", count: 5_000)
    let origin = try #require(
      Self.origin([
        ("x-litellm-version", "1\r\n ::error::x \u{9} sk-secret-1234"), ("x-litellm-model-name", long),
        ("x-litellm-attempted-retries", "99999999999"),
      ]))
    #expect(origin.gateway == "LiteLLM 1 ::error::x <redacted:OPENAI_API_KEY>")
    #expect(origin.upstream?.count == 101 && origin.retries == 1_000)
    #expect(Self.origin([("x-litellm-attempted-retries", "-3")])?.retries == nil)
    #expect(Self.origin([("x-litellm-attempted-retries", "many")])?.retries == nil)
  }

  @Test func takesTheProviderThatARouterNamesInTheBody() throws {
    let named = try #require(AnswerOrigin.naming("DeepInfra", nil, Self.redactor))
    #expect(named.gateway == "OpenRouter" && named.upstream == "DeepInfra")
    let told = Self.origin([("x-litellm-version", "1"), ("x-litellm-model-name", "openrouter/x")])
    #expect(AnswerOrigin.naming("DeepInfra", told, Self.redactor) == told)
    #expect(AnswerOrigin.naming(nil, nil, Self.redactor) == nil && AnswerOrigin.naming(" ", nil, Self.redactor) == nil)
  }

  @Test(
    arguments: [
      ([("Retry-After", "3")], 3.0), ([("llm_provider-retry-after", "7")], 7),
      ([("llm_provider-retry-after-ms", "1500")], 1.5),
      ([("Retry-After", "5"), ("llm_provider-retry-after", "7")], 5), ([("x-retry-after", "7")], nil),
    ] as [([(String, String)], Double?)])
  func honoursTheWaitThatAGatewayHandsOn(headers: [(String, String)], seconds: Double?) throws {
    let response = ExchangeResponse(status: 429, headers: headers.map { ($0, $1) }, body: [], milliseconds: 1)
    #expect(RetryAfter.seconds(askedBy: try EndpointAnswer(response) { _ in false }) == seconds)
  }
}
