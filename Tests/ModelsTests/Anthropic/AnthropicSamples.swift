import EvalCore
import OrderedJSON

@testable import Models

extension ProviderSamples {
  static let anthropic = ProviderSamples(
    provider: .anthropic, path: "/base/v1/messages", streamPath: "/base/v1/messages",
    key: ("x-api-key", "k-1"), streamType: "text/event-stream", requests: requests,
    reserved: ["model", "tools", "messages"], whole: whole, streams: streams, errors: errors, strangers: strangers)

  // MARK: requests

  private static let opaque: JSON = [
    ["type": "thinking", "thinking": "Both, then.", "signature": "EqQB"],
    ["type": "redacted_thinking", "data": "Zm9v"],
    ["type": "text", "text": ""], ["type": "text", "text": "Looking."],
    [
      "type": "tool_use", "id": "call_a", "name": "search_issues", "input": ["query": "login", "limit": 5.0],
      "caller": ["type": "direct"],
    ],
    ["type": "tool_use", "id": "call_a", "name": "issues_close", "input": [:]],
  ]

  private static let requests = Conversations.requests(
    "anthropic", extra: ["thinking": ["type": "enabled", "budget_tokens": 1024], "top_k": 5, "temperature": nil],
    opaque: opaque)

  // MARK: answers

  private static let usage = Usage(inputTokens: 120, outputTokens: 18, cachedTokens: 100, reasoningTokens: 6)
  private static let open = Reading(text: "It is open.", usage: usage)
  private static let bare = Reading(text: "It is open.")

  private static let whole: [AnswerSample] = [
    ("text", open),
    ("text-blocks", Reading(text: "It is open.", usage: Usage(inputTokens: 3, outputTokens: 2))),
    (
      "one-call",
      Reading(calls: [["toolu_a", "search_issues", #"{"query":"login","limit":5.0}"#]], finish: .calls, usage: usage)
    ),
    (
      "parallel-calls",
      Reading(
        text: "Looking.",
        calls: [
          ["toolu_a", "search_issues", #"{"query":"login"}"#], ["toolu_b", "search_issues", #"{"query":"logout"}"#],
          ["toolu_c", "issues/close", "{}"],
        ], finish: .calls, usage: usage)
    ),
    (
      "arguments",
      Reading(
        calls: [
          ["toolu_a", "ping", "{}"], ["toolu_b", "ping", "{}"], ["toolu_c", "ping", "![1]"],
          ["toolu_d", "ping", #"!{"a":"#], ["toolu_e", "ping", "{}"], ["toolu_f", "ping", "{}"],
        ], finish: .calls)
    ),
    (
      "call-ids",
      Reading(
        calls: [
          ["call00003", "ping", "{}"], ["call00004", "ping", "{}"], ["call00005", "ping", "{}"],
          ["x", "delete everything", "{}"], ["call00007", "ping", "{}"],
        ], finish: .calls)
    ),
    (
      "thinking",
      Reading(
        reasoning: "Search first.", calls: [["toolu_a", "ping", "{}"]], finish: .calls, usage: usage,
        opaque: #"[{"type":"thinking","thinking":"Search first.","signature":"EqQB"},"#
          + #"{"type":"redacted_thinking","data":"Zm9v"},"#
          + #"{"type":"tool_use","id":"toolu_a","name":"ping","input":{}}]"#)
    ),
    (
      "thinking-text",
      Reading(
        text: "It is open.", reasoning: "Easy.", usage: usage,
        opaque: #"[{"type":"thinking","thinking":"Easy.","signature":"EqQC"},{"type":"text","text":"It is open."}]"#)
    ),
    ("refusal", Reading(text: "This could do harm.", finish: .refused, usage: usage)),
    ("refusal-without-reason", Reading(text: "I can", finish: .refused, usage: usage)),
    ("length", Reading(text: "It is op", finish: .length, usage: usage)),
    ("context-window", Reading(text: "It is op", finish: .length, usage: usage)),
    ("pause", Reading(text: "Searching.", finish: .other, usage: usage)),
    ("unknown-stop", Reading(text: "It is open.", finish: .other, usage: usage)),
    ("no-usage", bare), ("odd-usage", bare),
    // What SmolLM2 really said through llama.cpp, but for the folder of the model's file.
    ("llama-cpp-text", Reading(text: hello, usage: Usage(inputTokens: 36, outputTokens: 12, cachedTokens: 24))),
  ]

  private static let hello = "Hello, welcome to my little corner of the world."

  private static let streams: [AnswerSample] = [
    ("llama-cpp-stream", Reading(text: hello, usage: Usage(inputTokens: 36, outputTokens: 12, cachedTokens: 35))),
    ("stream-text", Reading(text: "Größe 🦜", usage: usage)),
    (
      "stream-calls",
      Reading(
        text: "Looking.",
        calls: [
          ["toolu_a", "search_issues", #"{"query":"login"}"#], ["toolu_b", "issues/close", "{}"],
          ["toolu_c", "ping", #"!{"a":1,"a":2}"#],
        ], finish: .calls, usage: Usage(inputTokens: 120, outputTokens: 18, cachedTokens: 100))
    ),
    (
      "stream-thinking",
      Reading(
        reasoning: "Search first.", calls: [["toolu_a", "search_issues", #"{"query":"login","limit":5.0}"#]],
        finish: .calls, usage: Usage(inputTokens: 120, outputTokens: 18, cachedTokens: 100),
        opaque: #"[{"type":"thinking","thinking":"Search first.","signature":"EqQB"},"#
          + #"{"type":"redacted_thinking","data":"Zm9v"},{"type":"tool_use","id":"toolu_a","name":"search_issues","#
          + #""input":{"query":"login","limit":5.0}}]"#)
    ),
    (
      "stream-length-in-call",
      Reading(calls: [["toolu_a", "search_issues", #"!{"query":"lo"#]], finish: .length)
    ),
    ("stream-without-stop", bare), ("stream-strays", bare),
  ]

  /// Fixtures that are no answer, and the class of the failure, or what else they are.
  private static let errors: [(name: String, kind: String)] = [
    ("no-content", "protocol"), ("error-in-success", "overloaded"), ("stream-cut-off", "protocol"),
    ("stream-error", "overloaded"), ("stream-rate-error", "rate_limited"), ("stream-empty", "protocol"),
    ("400-request", "bad_request"), ("400-context", "context_length"), ("400-credit", "quota"), ("401-key", "auth"),
    ("402-billing", "quota"), ("403-permission", "auth"), ("404-model", "model_not_found"),
    ("413-large", "context_length"), ("429-rate", "rate_limited"), ("500-server", "server"),
    ("529-overloaded", "overloaded"),
  ]

  /// Bodies that are no answer, and how the words of the failure end.
  private static let strangers = [
    ("", "found: nothing"), ("null", "expected an answer with an array 'content', found null"),
    ("{\"content\":{}}", "found {\"content\":{}}"), ("<html><title>Sign in</title>", "titled 'Sign in'"),
  ]
}
