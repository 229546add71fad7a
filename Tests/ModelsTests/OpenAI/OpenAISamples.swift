import EvalCore
import OrderedJSON

@testable import Models

extension ProviderSamples {
  static let openAI = ProviderSamples(
    provider: .openAI, path: "/base/chat/completions", streamPath: "/base/chat/completions",
    key: ("Authorization", "Bearer k-1"), streamType: "text/event-stream", model: "gpt-5-mini", requests: requests,
    reserved: ["model", "tools", "messages"], whole: whole, streams: streams, errors: errors, strangers: strangers)

  // MARK: requests

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

  private static let requests: [RequestSample] = [
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

  // MARK: answers

  private static let usage = Usage(inputTokens: 120, outputTokens: 18, cachedTokens: 100, reasoningTokens: 6)
  private static let open = Reading(text: "It is open.")

  private static let whole: [AnswerSample] = [
    ("text", Reading(text: "It is open.", usage: usage)),
    (
      "one-call",
      Reading(calls: [["call_a", "search_issues", #"{"query":"login","limit":5.0}"#]], finish: .calls, usage: usage)
    ),
    (
      "parallel-calls",
      Reading(
        text: "Looking.",
        calls: [
          ["call_a", "search_issues", #"{"query":"login"}"#], ["call_b", "search_issues", #"{"query":"logout"}"#],
          ["call_c", "issues/close", "{}"],
        ], finish: .calls, usage: usage)
    ),
    (
      "call-ids",
      Reading(
        calls: ["call00003", "call00004", "call_2", "call00006", "call00007"].map { [$0, "ping", "{}"] }, finish: .calls
      )
    ),
    ("calls-with-stop", Reading(calls: [["call_a", "ping", "{}"]], finish: .calls)),
    ("no-calls-with-tool-calls", Reading(text: "ping()")),
    ("content-parts", Reading(text: "It is open.", reasoning: "Hm. ")),
    ("reasoning", Reading(text: "It is open.", reasoning: "The user asks.")),
    ("reasoning-openrouter", Reading(text: "It is open.", reasoning: "The user asks.")),
    ("refusal", Reading(text: "I cannot help with that.", finish: .refused, usage: usage)),
    ("length", Reading(text: "It is op", finish: .length, usage: usage)),
    ("length-in-call", Reading(calls: [["call_a", "search_issues", #"!{"query":"log"#]], finish: .length)),
    ("content-filter", Reading(finish: .refused)),
    ("legacy-function-call", Reading(calls: [["call00003", "search_issues", #"{"query":"login"}"#]], finish: .calls)),
    (
      "object-arguments",
      Reading(
        calls: [
          ["call_a", "search_issues", #"{"query":"login"}"#], ["call_b", "ping", "{}"], ["call_c", "ping", "![1]"],
          ["call_d", "ping", "{}"],
        ], finish: .calls)
    ),
    (
      "malformed-arguments",
      Reading(
        calls: [
          ["call_a", "search_issues", #"!{"query":"#], ["call_b", "search_issues", #"!{"query":"a","query":"b"}"#],
          ["call_c", "search_issues", #"!"login""#],
        ], finish: .calls)
    ),
    (
      "unknown-tool",
      Reading(
        calls: [["call_a", "issues/close", "{}"], ["call_b", "delete everything", "{}"], ["call_c", "", "{}"]],
        finish: .calls)
    ),
    (
      "reasoning-with-calls",
      Reading(
        reasoning: "Both.", calls: [["call_a", "ping", "{}"], ["call_b", "issues/close", "{}"]], finish: .calls,
        opaque: #"{"message":{"reasoning_details":[{"type":"reasoning.encrypted","data":"x"}]},"#
          + #""calls":[{"google":{"thought_signature":"s"}},null]}"#)
    ),
    (
      "empty-reasoning-with-call",
      Reading(calls: [["call_a", "ping", "{}"]], finish: .calls, opaque: #"{"message":{"reasoning_content":""}}"#)
    ),
    ("unknown-finish", Reading(text: "It is open.", finish: .other)),
    ("no-finish", open), ("no-usage", open), ("odd-usage", open),
  ]

  private static let streams: [AnswerSample] = [
    ("stream-text", Reading(text: "Größe 🦜", usage: usage)),
    (
      "stream-calls",
      Reading(
        calls: [["call_a", "search_issues", #"{"query":"login"}"#], ["call_b", "issues/close", "{}"]], finish: .calls,
        usage: usage)
    ),
    (
      "stream-same-index",
      Reading(calls: [["call_a", "ping", "{}"], ["call_b", "issues/close", "{}"]], finish: .calls)
    ),
    (
      "stream-no-index",
      Reading(calls: [["call_a", "search_issues", #"{"query":"a"}"#], ["call_b", "ping", "{}"]], finish: .calls)
    ),
    (
      "stream-no-index-no-id",
      Reading(calls: [["call00003", "ping", "{}"], ["call00004", "ping", "{}"]], finish: .calls)
    ),
    ("stream-repeated-name", Reading(calls: [["call_a", "search_issues", #"{"query":"a"}"#]], finish: .calls)),
    ("stream-high-index", Reading(calls: [["call_a", "ping", "{}"], ["call_b", "ping", "{}"]], finish: .calls)),
    (
      "stream-legacy-function-call",
      Reading(calls: [["call00003", "search_issues", #"{"query":"a"}"#]], finish: .calls)
    ),
    ("stream-reasoning-and-refusal", Reading(text: "No, sorry.", reasoning: "Hmm.", finish: .refused)),
    (
      "stream-reasoning-with-call",
      Reading(
        reasoning: "Search.", calls: [["call_a", "ping", "{}"]], finish: .calls,
        opaque: #"{"message":{"reasoning_content":"Search.","reasoning_details":[{"index":0,"data":"a"},"#
          + #"{"index":0,"data":"b"}]},"calls":[{"google":{"thought_signature":"s"}}]}"#)
    ),
    ("stream-without-done", open), ("stream-without-finish", open), ("stream-carriage-returns", open),
    ("stream-after-done", open),
  ]

  /// Fixtures that are no answer, and the class of the failure, or what else they are.
  private static let errors: [(name: String, kind: String)] = [
    ("error-in-success", "server"), ("error-in-choice", "rate_limited"), ("no-choices", "protocol"),
    ("stream-cut-off", "protocol"), ("stream-empty", "protocol"), ("stream-error", "overloaded"),
    ("stream-error-event", "unparsable"), ("stream-no-json", "protocol"),
  ]

  /// Bodies that are no answer, and how the words of the failure end.
  private static let strangers = [
    ("", "found: nothing"), ("<html><title>Sign in</title>", "found: a page of HTML titled 'Sign in'"),
    ("null", "found null"), ("[]", "found []"), ("{\"choices\":{}}", "found {\"choices\":{}}"),
    ("{\"choices\":[{\"message\":\"hi\"}]}", "found {\"choices\":[{\"message\":\"hi\"}]}"),
  ]
}
