import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct OllamaAnswerTests {
  private let fixtures = ResponseFixtures(provider: .ollama)

  private static let usage = Usage(inputTokens: 120, outputTokens: 18)
  private static let open = Reading(text: "It is open.", usage: usage)

  private static let whole: [(String, Reading)] = [
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

  private static let streams: [(String, Reading)] = [
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
  private static let errors: [(String, String)] = [
    ("not-done", "protocol"), ("loaded", "protocol"), ("no-message", "protocol"), ("error-in-success", "server"),
    ("stream-error", "server"),
    ("stream-unparsable", "unparsable"), ("stream-cut-off", "protocol"), ("stream-no-json", "protocol"),
    ("stream-empty", "protocol"), ("400-no-tools", "not_shown"), ("400-request", "bad_request"), ("401-key", "auth"),
    ("404-model", "model_not_found"), ("429-rate", "rate_limited"), ("500-unparsable", "unparsable"),
    ("500-server", "server"), ("503-busy", "overloaded"),
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
    ("", "found: nothing"), ("{}", "expected an answer with 'message', found {}"),
    ("{\"message\":\"hi\"}", "found {\"message\":\"hi\"}"),
  ])
  func namesWhatStandsWhereAnAnswerShould(text: String, message: String) throws {
    try fixtures.expectNoAnswer(text, message)
  }

  @Test func saysWhatToDoWhereAModelTakesNoTools() throws {
    let words = ErrorWords(try ProviderFixture(.ollama).bytes("400-no-tools.response.json"), Redactor(keys: [:]))
    guard case .failure(let failure) = ErrorAnswer(status: 400, words).believed(unlessIn: nil) else {
      Testing.Issue.record("expected a failure")
      return
    }
    #expect(
      failure.message
        == "registry.ollama.ai/library/gemma:2b does not support tools; the model was not shown the tools: "
        + "choose a model that takes tools, or start its server with tool calls enabled")
    #expect(failure.stopsRun)
  }
}
