import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct AnthropicAnswerTests {
  private let fixtures = ResponseFixtures(provider: .anthropic)

  private static let usage = Usage(inputTokens: 120, outputTokens: 18, cachedTokens: 100, reasoningTokens: 6)
  private static let open = Reading(text: "It is open.", usage: usage)
  private static let bare = Reading(text: "It is open.")

  private static let whole: [(String, Reading)] = [
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

  private static let streams: [(String, Reading)] = [
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
  private static let errors: [(String, String)] = [
    ("no-content", "protocol"), ("error-in-success", "overloaded"), ("stream-cut-off", "protocol"),
    ("stream-error", "overloaded"), ("stream-rate-error", "rate_limited"), ("stream-empty", "protocol"),
    ("400-request", "bad_request"), ("400-context", "context_length"), ("400-credit", "quota"), ("401-key", "auth"),
    ("402-billing", "quota"), ("403-permission", "auth"), ("404-model", "model_not_found"),
    ("413-large", "context_length"), ("429-rate", "rate_limited"), ("500-server", "server"),
    ("529-overloaded", "overloaded"),
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
    ("", "found: nothing"), ("null", "expected an answer with an array 'content', found null"),
    ("{\"content\":{}}", "found {\"content\":{}}"), ("<html><title>Sign in</title>", "titled 'Sign in'"),
  ])
  func namesWhatStandsWhereAnAnswerShould(text: String, message: String) throws {
    try fixtures.expectNoAnswer(text, message)
  }
}
