import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct ChatResponseTests {
  private let fixtures = ResponseFixtures(provider: .openAI)

  private static let usage = Usage(inputTokens: 120, outputTokens: 18, cachedTokens: 100, reasoningTokens: 6)
  private static let open = Reading(text: "It is open.")

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

  private static let streams: [(String, Reading)] = [
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
  private static let errors: [(String, String)] = [
    ("error-in-success", "server"), ("error-in-choice", "rate_limited"), ("no-choices", "protocol"),
    ("stream-cut-off", "protocol"), ("stream-empty", "protocol"), ("stream-error", "overloaded"),
    ("stream-error-event", "unparsable"), ("stream-no-json", "protocol"),
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
    ("", "found: nothing"), ("<html><title>Sign in</title>", "found: a page of HTML titled 'Sign in'"),
    ("null", "found null"), ("[]", "found []"), ("{\"choices\":{}}", "found {\"choices\":{}}"),
    ("{\"choices\":[{\"message\":\"hi\"}]}", "found {\"choices\":[{\"message\":\"hi\"}]}"),
  ])
  func namesWhatStandsWhereAnAnswerShould(text: String, message: String) throws {
    try fixtures.expectNoAnswer(text, message)
  }

  @Test func refusesMoreCallsThanAnAnswerCanMean() throws {
    let calls = JSON.array(Array(repeating: ["function": ["name": "ping", "arguments": "{}"]], count: 1025))
    let body: JSON = ["choices": [["message": ["tool_calls": calls]]]]
    #expect(throws: ErrorAnswer.self) { try fixtures.read(EndpointBody(whole: body.utf8Bytes)) }
    let delta: JSON = ["choices": [["delta": ["tool_calls": calls], "finish_reason": "stop"]]]
    #expect(throws: ErrorAnswer.self) { try ChatResponse(events: [delta], isClosed: true).wireAnswer().checked() }
  }
}
