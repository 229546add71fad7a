import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct ResponsesAnswerTests {
  private let fixtures = ResponseFixtures(provider: .responses)

  private static let usage = Usage(inputTokens: 120, outputTokens: 18, cachedTokens: 100, reasoningTokens: 6)
  private static let bare = Reading(text: "It is open.")
  private static let functionCall =
    #"{"id":"fc_1","type":"function_call","status":"completed","call_id":"call_a","name":"ping","arguments":"{}"}"#
  private static let reasoning =
    #"{"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"Search first."}],"#
    + #""encrypted_content":"gAAA"}"#

  private static let whole: [(String, Reading)] = [
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

  private static let streams: [(String, Reading)] = [
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
  private static let errors: [(String, String)] = [
    ("no-output", "protocol"), ("failed", "server"), ("failed-rate", "rate_limited"), ("failed-policy", "bad_request"),
    ("queued", "protocol"), ("stream-failed", "server"), ("stream-error", "rate_limited"),
    ("stream-cut-off", "protocol"), ("stream-empty", "protocol"), ("400-request", "bad_request"),
    ("400-context", "context_length"), ("400-filter", "refused"), ("401-key", "auth"), ("404-model", "model_not_found"),
    ("429-quota", "quota"), ("429-rate", "rate_limited"), ("500-server", "server"),
  ]

  @Test(arguments: whole) func readsWholeAnswers(name: String, reading: Reading) throws {
    try fixtures.expect(name, reads: reading)
  }

  @Test(arguments: streams, [.max, 1, 2, 7, 64]) func readsStreamsInPiecesOfAnySize(row: (String, Reading), size: Int)
    throws
  {
    try fixtures.expect(row.0, inPiecesOf: size, reads: row.1)
  }

  @Test(arguments: errors) func takesNothingElseForAnAnswer(name: String, expected: String) throws {
    #expect(try fixtures.error(name) == expected)
  }

  @Test func hasATestForEveryFixture() throws {
    try fixtures.expectTests(of: (Self.whole + Self.streams).map(\.0) + Self.errors.map(\.0))
  }

  @Test(arguments: [
    ("", "found: nothing"), ("{}", "expected an answer with an array 'output', found {}"),
    ("{\"output\":{}}", "found {\"output\":{}}"),
  ])
  func namesWhatStandsWhereAnAnswerShould(text: String, message: String) throws {
    try fixtures.expectNoAnswer(text, message)
  }

  @Test(arguments: [
    (#"{"type":"reasoning","id":"rs_1","summary":[]}"#, false),
    (#"{"type":"reasoning","id":"rs_1","encrypted_content":null,"content":[]}"#, false),
    (#"{"type":"reasoning","id":"rs_1","encrypted_content":"gAAA"}"#, true),
    (#"{"type":"reasoning","id":"rs_1","content":[{"type":"reasoning_text","text":"Hm."}]}"#, true),
  ])
  func givesBackOnlyReasoningThatIsThere(item: String, isGiven: Bool) throws {
    let call = ModelCall(id: "call_a", name: "ping", arguments: .object([:]))
    let opaque: JSON = [try JSON(parsing: item), try JSON(parsing: Self.functionCall)]
    func input(_ sampling: Sampling = Sampling()) throws -> [JSON] {
      let request = Requests.request(
        [.user("Ping."), .assistant(text: nil, calls: [call], opaque: opaque)], sampling: sampling)
      return try JSON(parsing: Requests.body(.responses, request))["input"]?.arrayValue ?? []
    }
    #expect(try input().contains { $0["id"] == "rs_1" } == isGiven)
    // Ids of items that were not stored would be looked for in vain.
    #expect(try input().contains { $0["id"] == "fc_1" } == isGiven)
    #expect(try input().last?["call_id"] == "call_a")
    let storing = Requests.sampling { $0.extra["openai-responses"] = ["store": true] }
    #expect(try input(storing).contains { $0["id"] == "rs_1" })
  }
}
