import EvalCore
import OrderedJSON

@testable import Models

extension ProviderSamples {
  static let responses = ProviderSamples(
    provider: .responses, path: "/base/responses", streamPath: "/base/responses",
    key: ("Authorization", "Bearer k-1"), streamType: "text/event-stream; charset=utf-8", requests: requests,
    reserved: ["model", "tools", "input"], whole: whole, streams: streams, errors: errors, strangers: strangers)

  // MARK: requests

  private static let opaque: JSON = [
    ["id": "rs_1", "type": "reasoning", "summary": [], "encrypted_content": "gAAA"],
    [
      "id": "msg_1", "type": "message", "role": "assistant", "status": "completed", "phase": "commentary",
      "content": [["type": "output_text", "text": "Looking.", "annotations": []]],
    ],
    [
      "id": "fc_1", "type": "function_call", "status": "completed", "call_id": "call_a", "name": "search_issues",
      "arguments": "{\"query\":\"login\",\"limit\":5}",
    ],
    [
      "id": "fc_2", "type": "function_call", "status": "completed", "call_id": "call_a", "name": "issues_close",
      "arguments": "{\"n\":",
    ],
  ]

  private static let requests = Conversations.requests(
    "openai-responses",
    extra: ["reasoning": ["effort": "low"], "include": ["reasoning.encrypted_content"], "temperature": nil],
    opaque: opaque)

  // MARK: answers

  private static let usage = Usage(inputTokens: 120, outputTokens: 18, cachedTokens: 100, reasoningTokens: 6)
  private static let bare = Reading(text: "It is open.")
  private static let functionCall =
    #"{"id":"fc_1","type":"function_call","status":"completed","call_id":"call_a","name":"ping","arguments":"{}"}"#
  private static let reasoning =
    #"{"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"Search first."}],"#
    + #""encrypted_content":"gAAA"}"#

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
      "arguments",
      Reading(
        calls: [
          ["call_a", "ping", "{}"], ["call_b", "ping", "{}"], ["call_c", "ping", #"!{"a":"#],
          ["call_d", "ping", #"!{"a":1,"a":2}"#], ["call_e", "ping", "![]"], ["call_f", "ping", #"{"a":1}"#],
          ["call_g", "ping", "{}"],
        ], finish: .calls)
    ),
    (
      "call-ids",
      Reading(
        calls: [
          ["fc_7", "ping", "{}"], ["call00004", "ping", "{}"], ["call00005", "ping", "{}"], ["x", "ping", "{}"],
          ["call00007", "delete everything", "{}"],
        ], finish: .calls)
    ),
    (
      "reasoning",
      Reading(
        reasoning: "Search first.", calls: [["call_a", "issues/close", "{}"]], finish: .calls, usage: usage,
        opaque: "[\(reasoning),\(functionCall.replacing("ping", with: "issues_close"))]")
    ),
    (
      "reasoning-text",
      Reading(
        text: "It is open.", reasoning: "Easy.", usage: usage,
        opaque: #"[{"id":"rs_1","type":"reasoning","summary":[],"content":[{"type":"reasoning_text","text":"Easy."}]},"#
          + #"{"id":"msg_1","type":"message","status":"completed","role":"assistant","content":"#
          + #"[{"type":"output_text","text":"It is open.","annotations":[]}]}]"#)
    ),
    (
      "phase",
      Reading(
        text: "Looking.", calls: [["call_a", "ping", "{}"]], finish: .calls, usage: usage,
        opaque: #"[{"id":"msg_1","type":"message","status":"completed","role":"assistant","content":"#
          + #"[{"type":"output_text","text":"Looking.","annotations":[]}],"phase":"commentary"},\#(functionCall)]"#)
    ),
    ("refusal", Reading(text: "I cannot help with that.", finish: .refused, usage: usage)),
    ("length", Reading(text: "It is op", finish: .length, usage: usage)),
    (
      "length-in-call",
      Reading(calls: [["call_a", "search_issues", #"!{"query":"log"#]], finish: .length, usage: usage)
    ),
    ("content-filter", Reading(finish: .refused, usage: usage)),
    ("unknown-incomplete", Reading(text: "It", finish: .other, usage: usage)),
    ("other-items", Reading(text: "It is open.", usage: usage)),
    ("no-usage", bare), ("odd-usage", bare),
    // What SmolLM2 really said through llama.cpp, but for the folder of the model's file.
    ("llama-cpp-cut", Reading(text: cutOff, usage: Usage(inputTokens: 37, outputTokens: 64, cachedTokens: 36))),
    ("llama-cpp-text", Reading(text: hello, usage: Usage(inputTokens: 36, outputTokens: 12, cachedTokens: 35))),
  ]

  private static let cutOff =
    "The login page is a critical component of any online business, and there are several issues tha"
    + "t can be addressed to ensure a smooth and secure user experience. Here are some of the most com"
    + "mon issues:\n\n1. **Unauthorized Access**: This is a major issue, as it can happen when a user is"
    + " not authorized to"

  private static let hello = "Hello, welcome to my little corner of the world."

  private static let streams: [AnswerSample] = [
    ("llama-cpp-stream", Reading(text: hello, usage: Usage(inputTokens: 36, outputTokens: 12, cachedTokens: 35))),
    ("stream-text", Reading(text: "Größe 🦜", usage: usage)),
    (
      "stream-calls",
      Reading(
        calls: [["call_a", "search_issues", #"{"query":"login"}"#], ["call_b", "issues/close", "{}"]], finish: .calls,
        usage: usage)
    ),
    (
      "stream-reasoning",
      Reading(
        reasoning: "Search first.", calls: [["call_a", "ping", "{}"]], finish: .calls, usage: usage,
        opaque: "[\(reasoning),\(functionCall)]")
    ),
    ("stream-empty-output", Reading(calls: [["call_a", "ping", "{}"]], finish: .calls)),
    (
      "stream-incomplete",
      Reading(text: "It is op", calls: [["call_a", "search_issues", #"!{"query":"log"#]], finish: .length)
    ),
    ("stream-refusal", Reading(text: "No, sorry.", finish: .refused)), ("stream-strays", bare),
  ]

  /// Fixtures that are no answer, and the class of the failure, or what else they are.
  private static let errors: [(name: String, kind: String)] = [
    ("no-output", "protocol"), ("failed", "server"), ("failed-rate", "rate_limited"), ("failed-policy", "bad_request"),
    ("queued", "protocol"), ("stream-failed", "server"), ("stream-error", "rate_limited"),
    ("stream-cut-off", "protocol"), ("stream-empty", "protocol"), ("400-request", "bad_request"),
    ("400-context", "context_length"), ("400-filter", "refused"), ("401-key", "auth"), ("404-model", "model_not_found"),
    ("429-quota", "quota"), ("429-rate", "rate_limited"), ("500-server", "server"),
  ]

  /// Bodies that are no answer, and how the words of the failure end.
  private static let strangers = [
    ("", "found: nothing"), ("{}", "expected an answer with an array 'output', found {}"),
    ("{\"output\":{}}", "found {\"output\":{}}"),
  ]
}
