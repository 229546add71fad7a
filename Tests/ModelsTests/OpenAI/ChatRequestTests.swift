import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct ChatRequestTests {
  private static let call = ModelCall(
    id: "call_a", name: "search_issues", arguments: .object(["query": "login", "limit": 5]))
  private static let broken = ModelCall(
    id: "call_b", name: "issues/close", arguments: .malformed(text: "{\"n\":", reason: ""))
  private static let unknown = ModelCall(id: "call_c", name: "no such tool", arguments: .object([:]))

  private static let conversation: [ConversationEntry] = [
    .system("You are the assistant of an issue tracker."),
    .user("Is the \"login\" broken?\nAnd the logout? 🦜 / \u{7F}"),
    .assistant(text: nil, calls: [call]),
    .result(callID: "call_a", tool: "search_issues", reply: ToolReply(text: "[{\"number\":7}]", isError: false)),
    .assistant(text: "Closing it.", calls: [broken, unknown]),
    .result(callID: "call_b", tool: "issues/close", reply: ToolReply(text: "no arguments", isError: true)),
    .result(callID: "call_c", tool: "no such tool", reply: ToolReply(text: "Error: unknown tool", isError: true)),
    .assistant(text: nil, calls: []),
    .user("Thanks."),
  ]

  private static let fullSampling = Requests.sampling {
    $0.temperature = JSONNumber(uncheckedText: "0.70")
    $0.topP = JSONNumber(1)
    $0.maxOutputTokens = 512
    $0.seed = 7
    $0.parallelCalls = false
  }

  private static let opaque: JSON = [
    "message": [
      "reasoning_content": "Both, then.", "reasoning_details": [["type": "reasoning.encrypted", "data": "x"]],
    ],
    "calls": [["google": ["thought_signature": "s"]], nil],
  ]

  private static func extra(_ members: JSONObject) -> Sampling { Requests.sampling { $0.extra["openai"] = members } }

  private static let requests: [(name: String, request: ModelRequest, isVendorsOwn: Bool)] = [
    ("plain", Requests.request(), false),
    ("tools", Requests.request(tools: Requests.tracker), false),
    ("conversation", Requests.request(conversation, tools: Requests.tracker), false),
    ("sampling", Requests.request(tools: Requests.tracker, sampling: fullSampling), false),
    ("sampling-openai", Requests.request(tools: Requests.tracker, sampling: fullSampling), true),
    ("sampling-without-tools", Requests.request(sampling: fullSampling, toolChoice: "required"), true),
    ("tool-choice-required", Requests.request(tools: Requests.tracker, toolChoice: "required"), false),
    ("tool-choice-named", Requests.request(tools: Requests.tracker, toolChoice: "issues/close"), false),
    (
      "parallel-calls",
      Requests.request(tools: Requests.tracker, sampling: Requests.sampling { $0.parallelCalls = true }),
      false
    ),
    (
      "extra",
      Requests.request(
        sampling: extra(["reasoning_effort": "low", "temperature": nil, "metadata": ["suite": "tracker"]])), false
    ),
    ("given-back", Requests.request(Conversations.givenBack(opaque), tools: Requests.tracker), false),
    ("stream", Requests.request(tools: Requests.tracker, sampling: extra(["stream": true])), false),
    (
      "stream-options",
      Requests.request(sampling: extra(["stream": true, "stream_options": ["include_usage": false]])), false
    ),
  ]

  @Test(arguments: requests.indices) func isByteForByteTheFixture(index: Int) throws {
    let (name, request, isVendorsOwn) = Self.requests[index]
    let body = try Requests.body(.openAI, request, model: "gpt-5-mini", isVendorsOwn: isVendorsOwn)
    try ProviderFixture(.openAI).expect(body, equals: "\(name).request.json")
  }

  @Test func hasATestForEveryFixture() throws {
    #expect(try ProviderFixture(.openAI).names(".request.json") == Self.requests.map(\.name).sorted())
  }

  @Test(arguments: ["model", "tools", "messages"]) func refusesExtraMembersThatReplaceTheQuestion(member: String) throws
  {
    let request = Requests.request(sampling: Self.extra([member: []]))
    let failure = try #require(throws: EndpointFailure.self) {
      try Requests.body(.openAI, request)
    }
    #expect(failure.class == .badRequest)
    #expect(
      failure.message
        == "sampling: extra.openai: '\(member)' is written by the run itself: take it out, or change the suite")
  }

}
