import Testing

@testable import Models

struct RecordedBodyTests {
  private static let redactor = Redactor(keys: ["KEY": "sk/canary-4f9d"])

  private func recorded(_ body: String) -> String {
    String(decoding: RecordedBody(Array(body.utf8), Self.redactor).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("no key at all", "no key at all"),
    (#"{"text":"sk\/canary-4f9d"}"#, #"{"text":"<redacted:KEY>"}"#),
    (#"{"sk\u002Fcanary-4f9d":1}"#, #"{"<redacted:KEY>":1}"#),
    (#"{"arguments":"{\"k\":\"sk\\/canary-4f9d\"}"}"#, #"{"arguments":"{\"k\":\"<redacted:KEY>\"}"}"#),
    ("data: {\"a\":\"x sk/canary-4f9d\"}\n\n", "data: {\"a\":\"x <redacted:KEY>\"}\n\n"),
  ])
  func losesAKeyInOnePiece(body: String, expected: String) { #expect(recorded(body) == expected) }

  @Test func losesAKeyInEventsThatCarriageReturnsEnd() {
    let events = ["my sk/can", "ary-4f9d!"].map { #"data: {"choices":[{"delta":{"content":"\#($0)"}}]}"# }
    for end in ["\r", "\r\n", "\n"] {
      let said = recorded(events.map { $0 + end + end }.joined())
      #expect(said.contains("my <redacted:KEY>") && !said.contains("ary-"), "\(said)")
      #expect(said.hasSuffix(end + end))
    }
  }

  /// Several choices by turns, and calls whose index drifts.
  @Test(arguments: [
    (
      #"{"choices":[{"index":0,"delta":{"content":"sk/can"}}]}"#,
      #"{"choices":[{"index":1,"delta":{"content":"noise"}}]}"#,
      #"{"choices":[{"index":0,"delta":{"content":"ary-4f9d"}}]}"#
    ),
    (
      #"{"tool_calls":[{"index":0,"arguments":"sk/can"}]}"#, #"{"tool_calls":[{"index":1,"arguments":"ary"}]}"#,
      #"{"tool_calls":[{"index":2,"arguments":"-4f9d"}]}"#
    ),
  ])
  func losesAKeyWhateverTheIndicesSay(first: String, second: String, third: String) {
    let said = recorded([first, second, third].map { "data: \($0)\n\n" }.joined())
    #expect(said.contains("<redacted:KEY>") && !said.contains("ary") && !said.contains("4f9d"), "\(said)")
  }

  /// Chat Completions, Messages, Responses, Gemini and Ollama give text and arguments in pieces of these shapes.
  @Test(arguments: [
    (
      [
        #"data: {"choices":[{"delta":{"content":"my sk/can"}}]}"#, "",
        #"data: {"choices":[{"delta":{"content":"ary-"}}]}"#,
        "", #"data: {"choices":[{"delta":{"content":"4f9d!"}}]}"#, "", "data: [DONE]", "",
      ],
      [
        #"data: {"choices":[{"delta":{"content":"my <redacted:KEY>"}}]}"#, "",
        #"data: {"choices":[{"delta":{"content":""}}]}"#, "", #"data: {"choices":[{"delta":{"content":"!"}}]}"#, "",
        "data: [DONE]", "",
      ]
    ),
    (
      [
        "event: content_block_delta",
        #"data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"k\":\"sk\\"}}"#,
        "", "event: content_block_delta",
        #"data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"/canary-4f9d\"}"}}"#,
        "",
      ],
      [
        "event: content_block_delta",
        #"data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"k\":\"<redacted:KEY>"}}"#,
        "", "event: content_block_delta",
        #"data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"\"}"}}"#, "",
      ]
    ),
    (
      [
        #"{"message":{"content":"sk/canary"}}"#, #"{"message":{"content":"-4f9d sk/canary-4f9"}}"#,
        #"{"message":{"content":"d"}}"#,
      ],
      [
        #"{"message":{"content":"<redacted:KEY>"}}"#, #"{"message":{"content":" <redacted:KEY>"}}"#,
        #"{"message":{"content":""}}"#,
      ]
    ),
    (
      [#"data:{"candidates":[{"content":{"parts":[{"text":"a sk/"},{"text":"canary-4f9d b"}]}}]}"#],
      [#"data:{"candidates":[{"content":{"parts":[{"text":"a <redacted:KEY>"},{"text":" b"}]}}]}"#]
    ),
    (
      [
        #"data: {"type":"response.output_text.delta","delta":"sk/canary-"}"#,
        #"data: {"type":"response.output_text.delta","delta":"4f9d"}"#,
      ],
      [
        #"data: {"type":"response.output_text.delta","delta":"<redacted:KEY>"}"#,
        #"data: {"type":"response.output_text.delta","delta":""}"#,
      ]
    ),
  ])
  func losesAKeyInSeveralPieces(lines: [String], expected: [String]) {
    #expect(recorded(lines.joined(separator: "\n")) == expected.joined(separator: "\n"))
    let windows = recorded(lines.joined(separator: "\r\n"))
    #expect(windows.unicodeScalars.filter { $0 != "\r" }.elementsEqual(expected.joined(separator: "\n").unicodeScalars))
  }

  @Test(arguments: [
    // Each a different member.
    "data: {\"a\":\"sk/canary\",\"b\":\"-4f9d\"}\n\n",
    // Broken JSON has no members.
    "data: {\"a\":\"sk/canary\"\ndata: {\"a\":\"-4f9d\"\n",
    "sk/canary\n-4f9d",
  ])
  func keepsWhatOnlyLooksLikeOne(body: String) { #expect(recorded(body) == body) }

  @Test func losesAKeyAmongBytesThatAreNoText() {
    let body = [0xFF] + Array("sk/canary-4f9d".utf8) + [0x00]
    #expect(RecordedBody(body, Self.redactor).bytes == [0xFF] + Array("<redacted:KEY>".utf8) + [0x00])
  }
}
