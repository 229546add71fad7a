import EvalCore
import OrderedJSON

@testable import Models

extension ProviderSamples {
  static let ollama = ProviderSamples(
    provider: .ollama, path: "/base/api/chat", streamPath: "/base/api/chat",
    key: ("Authorization", "Bearer k-1"), streamType: "application/x-ndjson", requests: requests,
    reserved: ["model", "tools", "messages"], whole: whole, streams: streams, errors: errors, strangers: strangers)

  // MARK: requests

  private static let opaque: JSON = ["thinking": "Both, then."]

  private static let requests = Conversations.requests(
    "ollama", extra: ["options": ["num_ctx": 8192, "temperature": 0], "think": true, "keep_alive": "10m"],
    opaque: opaque)

  // MARK: answers

  private static let usage = Usage(inputTokens: 120, outputTokens: 18)
  private static let open = Reading(text: "It is open.", usage: usage)

  private static let whole: [AnswerSample] = [
    ("text", open),
    (
      "one-call",
      Reading(calls: [["call_a", "search_issues", #"{"query":"login","limit":5.0}"#]], finish: .calls, usage: usage)
    ),
    (
      "parallel-calls",
      Reading(
        text: "Looking.",
        calls: [
          ["call00003", "search_issues", #"{"query":"login"}"#],
          ["call00004", "search_issues", #"{"query":"logout"}"#],
          ["call00005", "issues/close", "{}"],
        ], finish: .calls, usage: usage)
    ),
    (
      "arguments",
      Reading(
        calls: [
          ["call00003", "ping", "{}"], ["call00004", "ping", "{}"], ["call00005", "ping", "![1]"],
          ["call00006", "ping", #"!{"a":"#],
          ["call00007", "ping", "{}"], ["call00008", "ping", "{}"], ["call00009", "", "{}"],
        ], finish: .calls)
    ),
    (
      "call-ids",
      Reading(
        calls: [
          ["call00003", "ping", "{}"], ["call00004", "ping", "{}"], ["x", "ping", "{}"],
          ["call00006", "delete everything", "{}"],
        ], finish: .calls)
    ),
    (
      "thinking",
      Reading(
        reasoning: "Search first.", calls: [["call_a", "ping", "{}"]], finish: .calls, usage: usage,
        opaque: #"{"thinking":"Search first."}"#)
    ),
    ("thinking-text", Reading(text: "It is open.", reasoning: "Easy.", usage: usage)),
    ("length", Reading(text: "It is op", finish: .length, usage: usage)),
    ("no-reason", Reading(text: "It is open.")),
  ]

  private static let streams: [AnswerSample] = [
    ("stream-text", Reading(text: "Größe 🦜", usage: usage)),
    (
      "stream-calls",
      Reading(
        reasoning: "Search first.",
        calls: [["call_a", "search_issues", #"{"query":"login","done":true}"#], ["call_b", "issues/close", "{}"]],
        finish: .calls, usage: usage, opaque: #"{"thinking":"Search first."}"#)
    ),
    ("stream-after-done", open), ("stream-no-line-break", open),
  ]

  /// Fixtures that are no answer, and the class of the failure, or what else they are.
  private static let errors: [(name: String, kind: String)] = [
    ("not-done", "protocol"), ("loaded", "protocol"), ("no-message", "protocol"), ("error-in-success", "server"),
    ("stream-error", "server"),
    ("stream-unparsable", "unparsable"), ("stream-cut-off", "protocol"), ("stream-no-json", "protocol"),
    ("stream-empty", "protocol"), ("400-no-tools", "not_shown"), ("400-request", "bad_request"), ("401-key", "auth"),
    ("404-model", "model_not_found"), ("429-rate", "rate_limited"), ("500-unparsable", "unparsable"),
    ("500-server", "server"), ("503-busy", "overloaded"),
  ]

  /// Bodies that are no answer, and how the words of the failure end.
  private static let strangers = [
    ("", "found: nothing"), ("{}", "expected an answer with 'message', found {}"),
    ("{\"message\":\"hi\"}", "found {\"message\":\"hi\"}"),
  ]
}
