import EvalCore
import OrderedJSON

@testable import Models

extension ProviderSamples {
  static let gemini = ProviderSamples(
    provider: .gemini, path: "/base/v1beta/models/m-1:generateContent",
    streamPath: "/base/v1beta/models/m-1:streamGenerateContent",
    key: ("x-goog-api-key", "k-1"), streamType: "text/event-stream", requests: requests,
    reserved: ["model", "tools", "contents"], whole: whole, streams: streams, errors: errors, strangers: strangers)

  // MARK: requests

  private static let opaque: JSON = [
    ["text": "Both, then.", "thought": true], ["text": "Looking."],
    [
      "functionCall": ["id": "f1", "name": "search_issues", "args": ["query": "login", "limit": 5.0]],
      "thoughtSignature": "CiQB",
    ],
    ["functionCall": ["name": "issues_close"]],
  ]

  private static let requests = Conversations.requests(
    "gemini",
    extra: ["generationConfig": ["thinkingConfig": ["thinkingLevel": "low"], "temperature": 0], "safetySettings": []],
    opaque: opaque)

  // MARK: answers

  private static let usage = Usage(inputTokens: 120, outputTokens: 18, cachedTokens: 100, reasoningTokens: 6)
  private static let bare = Reading(text: "It is open.")

  private static let whole: [AnswerSample] = [
    ("text", Reading(text: "It is open.", usage: usage)),
    (
      "one-call",
      Reading(calls: [["call00003", "search_issues", #"{"query":"login","limit":5.0}"#]], finish: .calls, usage: usage)
    ),
    (
      "parallel-calls",
      Reading(
        text: "Looking.",
        calls: [
          ["call00003", "search_issues", #"{"query":"login"}"#],
          ["call00004", "search_issues", #"{"query":"logout"}"#],
          ["call00005", "issues/close", "{}"],
        ], finish: .calls, usage: usage,
        opaque: #"[{"text":"Looking."},{"functionCall":{"name":"search_issues","args":{"query":"login"}},"#
          + #""thoughtSignature":"CiQB"},{"functionCall":{"name":"search_issues","args":{"query":"logout"}}},"#
          + #"{"functionCall":{"name":"issues_close","args":{}}}]"#)
    ),
    (
      "arguments",
      Reading(
        calls: [
          ["call00003", "ping", "{}"], ["call00004", "ping", "{}"], ["call00005", "ping", "![1]"],
          ["call00006", "ping", #"!{"a":"#],
          ["call00007", "ping", "{}"],
        ], finish: .calls)
    ),
    (
      "call-ids",
      Reading(
        calls: [
          ["call00003", "ping", "{}"], ["call00004", "ping", "{}"], ["x", "ping", "{}"],
          ["call00006", "delete everything", "{}"], ["call00007", "ping", "{}"],
        ], finish: .calls,
        opaque: #"[{"functionCall":{"name":"ping","args":{},"id":""}},"#
          + #"{"functionCall":{"name":"ping","args":{},"id":"made_1"}},"#
          + #"{"functionCall":{"name":"ping","args":{},"id":"x"}},"#
          + #"{"functionCall":{"name":"delete everything","args":{},"id":"x"}},"#
          + #"{"functionCall":{"name":"ping","id":7}}]"#)
    ),
    (
      "thought",
      Reading(
        text: "It is open.", reasoning: "Easy.", usage: usage,
        opaque: #"[{"text":"Easy.","thought":true},{"text":"It is open."},{"text":"","thoughtSignature":"CiQC"}]"#)
    ),
    ("thought-without-signature", Reading(text: "It is open.", reasoning: "Easy.", usage: usage)),
    ("length", Reading(text: "It is op", finish: .length, usage: usage)),
    (
      "malformed",
      Reading(
        text: "Malformed function call: print(search_issues(query='login'))", finish: .unparsable, usage: usage)
    ),
    ("unexpected-tool", Reading(text: "Unexpected tool call: delete_all", finish: .unparsable)),
    ("stopped-safety", Reading(finish: .refused, usage: usage)),
    ("stopped-recitation", Reading(finish: .refused, usage: usage)),
    ("stopped-prohibited-content", Reading(finish: .refused, usage: usage)),
    ("stopped-blocklist", Reading(finish: .refused, usage: usage)),
    ("stopped-spii", Reading(finish: .refused, usage: usage)),
    ("stopped-too-many", Reading(text: "Hm.", finish: .other, usage: usage)),
    ("stopped-language", Reading(text: "Hm.", finish: .other, usage: usage)),
    (
      "blocked",
      Reading(text: "the prompt was blocked: SAFETY", finish: .refused, usage: Usage(inputTokens: 120))
    ),
    ("blocked-message", Reading(text: "Not this.", finish: .refused)),
    ("empty-answer", Reading(usage: Usage(inputTokens: 120))), ("no-finish", bare), ("odd-usage", bare),
    (
      "tool-use-usage",
      Reading(text: "It is open.", usage: Usage(inputTokens: 14, outputTokens: 2, reasoningTokens: 2))
    ),
  ]

  private static let streams: [AnswerSample] = [
    ("stream-text", Reading(text: "Größe 🦜", usage: usage)),
    (
      "stream-calls",
      Reading(
        reasoning: "Easy.",
        calls: [["f1", "search_issues", #"{"query":"login"}"#], ["f2", "issues/close", "{}"]], finish: .calls,
        usage: usage,
        opaque: #"[{"text":"Easy.","thought":true},{"functionCall":{"name":"search_issues","args":{"query":"login"},"#
          + #""id":"f1"},"thoughtSignature":"CiQB"},{"functionCall":{"name":"issues_close","args":{},"id":"f2"}}]"#)
    ),
    (
      "stream-signature-last",
      Reading(text: "It is open.", opaque: #"[{"text":"It is open."},{"text":"","thoughtSignature":"CiQC"}]"#)
    ),
    ("stream-blocked", Reading(text: "the prompt was blocked: PROHIBITED_CONTENT", finish: .refused)),
    ("stream-safety", Reading(text: "It", finish: .refused)),
  ]

  /// Fixtures that are no answer, and the class of the failure, or what else they are.
  private static let errors: [(name: String, kind: String)] = [
    ("no-candidates", "protocol"), ("candidate-null", "protocol"), ("stream-cut-off", "protocol"),
    ("stream-error", "overloaded"), ("stream-empty", "protocol"), ("400-request", "bad_request"), ("400-key", "auth"),
    ("400-context", "context_length"), ("403-permission", "auth"), ("404-model", "model_not_found"),
    ("429-rate", "rate_limited"), ("429-day", "quota"), ("500-server", "server"), ("503-overloaded", "overloaded"),
  ]

  /// Bodies that are no answer, and how the words of the failure end.
  private static let strangers = [
    ("", "found: nothing"), ("{}", "expected an answer with 'candidates' or 'promptFeedback', found {}"),
    ("[]", "found []"), ("{\"candidates\":{}}", "found {\"candidates\":{}}"),
  ]
}
