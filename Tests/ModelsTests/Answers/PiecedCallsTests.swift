import EvalCore
import OrderedJSON
import Testing

@testable import Models

/// Each row a stream as some server sends it: events, each a list of pieces, and the calls that it means.
struct PiecedCallsTests {
  fileprivate struct Piece: Sendable {
    var index: Int? = 0
    var id: String?
    var name = ""
    var arguments: JSON?

    var callPiece: CallPiece { CallPiece(index: index, id: id, name: name, arguments: arguments) }
  }

  fileprivate struct Stream: Sendable, CustomTestStringConvertible {
    let says: String
    let events: [[Piece]]
    let calls: [String]

    init(_ says: String, _ events: [[Piece]], _ calls: [String]) {
      self.says = says
      self.events = events
      self.calls = calls
    }

    var testDescription: String { says }
  }

  private static let key = #"lookup {"key":"x"}"#
  private static let list = "list {}"
  private static let whole: JSON = #"{"key":"x"}"#
  /// `{"key":"x"}` in two pieces, the second of which can begin no object.
  private static let (first, second): (JSON, JSON) = (#"{"ke"#, #"y":"x"}"#)

  fileprivate static let streams = [
    // As the documentation has it.
    Stream(
      "an honest stream",
      [
        [Piece(id: "a", name: "lookup", arguments: "")], [Piece(arguments: first)], [Piece(arguments: second)],
        [Piece(index: 1, id: "b", name: "list", arguments: "")], [Piece(index: 1, arguments: "{}")],
      ], [key, list]),
    Stream(
      "interleaved pieces",
      [
        [Piece(id: "a", name: "lookup", arguments: "")], [Piece(index: 1, id: "b", name: "lookup", arguments: "")],
        [Piece(arguments: first)], [Piece(index: 1, arguments: first)],
        [Piece(index: 1, arguments: #"y":"y"}"#)], [Piece(arguments: second)],
      ], [key, #"lookup {"key":"y"}"#]),
    Stream(
      "interleaved, the second beginning while the first is open",
      [
        [Piece(id: "a", name: "lookup", arguments: first)], [Piece(index: 1, id: "b", name: "lookup", arguments: "")],
        [Piece(index: 1, arguments: whole)], [Piece(arguments: second)],
      ], [key, key]),
    Stream(
      "interleaved, whole beside open",
      [
        [Piece(id: "a", name: "lookup", arguments: #"{"key"#)],
        [Piece(index: 1, id: "b", name: "lookup", arguments: whole)], [Piece(arguments: #"":"x"}"#)],
      ], [key, key]),
    Stream(
      "equal parallel calls, told apart by both",
      [
        [Piece(id: "a", name: "lookup", arguments: whole)],
        [Piece(index: 1, id: "b", name: "lookup", arguments: whole)],
      ], [key, key]),
    Stream(
      "equal parallel calls, told apart by ids at one index",
      [
        [Piece(id: "a", name: "lookup", arguments: whole)], [Piece(id: "b", name: "lookup", arguments: whole)],
      ], [key, key]),
    Stream(
      "equal parallel calls, told apart by places without ids",
      [
        [Piece(name: "lookup", arguments: whole)], [Piece(index: 1, name: "lookup", arguments: whole)],
      ], [key, key]),
    Stream(
      "equal parallel calls in one list without marks",
      [
        [Piece(index: nil, name: "list", arguments: [:]), Piece(index: nil, name: "list", arguments: [:])]
      ], [list, list]),
    Stream(
      "equal parallel calls without marks, one an event",
      [
        [Piece(index: nil, name: "list", arguments: "{}")], [Piece(index: nil, name: "list", arguments: "{}")],
      ], [list, list]),
    Stream(
      "equal parallel calls in one list at one index",
      [
        [Piece(name: "list", arguments: "{}"), Piece(name: "list", arguments: "{}")]
      ], [list, list]),
    Stream(
      "one id for all, in one list",
      [
        [Piece(id: "0", name: "list", arguments: "{}"), Piece(index: 1, id: "0", name: "list", arguments: "{}")]
      ], [list, list]),
    Stream(
      "one id for all",
      [
        [Piece(id: "0", name: "lookup", arguments: "")], [Piece(id: "0", arguments: whole)],
        [Piece(index: 1, id: "0", name: "list", arguments: "{}")],
      ], [key, list]),
    Stream(
      "one id and one index for all",
      [
        [Piece(id: "0", name: "lookup", arguments: whole)], [Piece(id: "0", name: "list", arguments: "{}")],
      ], [key, list]),
    // No ids.
    Stream(
      "no ids, one index",
      [
        [Piece(name: "lookup", arguments: whole)], [Piece(name: "list", arguments: "{}")],
      ], [key, list]),
    Stream(
      "empty ids, one index",
      [
        [Piece(id: "", name: "lookup", arguments: whole)], [Piece(id: "", name: "lookup", arguments: #"{"key":"y"}"#)],
      ], [key, #"lookup {"key":"y"}"#]),
    Stream(
      "no ids, one index, arguments in pieces",
      [
        [Piece(name: "lookup", arguments: "")], [Piece(arguments: first)], [Piece(arguments: second)],
        [Piece(name: "list", arguments: "")], [Piece(arguments: "{}")],
      ], [key, list]),
    Stream(
      "no marks at all, arguments in pieces",
      [
        [Piece(index: nil, name: "lookup", arguments: first)], [Piece(index: nil, arguments: second)],
        [Piece(index: nil, name: "list")],
      ], [key, list]),
    // An id per piece.
    Stream(
      "a new id with each piece",
      [
        [Piece(id: "a", name: "lookup", arguments: "")], [Piece(id: "b", arguments: first)],
        [Piece(id: "c", arguments: second)], [Piece(index: 1, id: "d", name: "list", arguments: "")],
        [Piece(index: 1, id: "e", arguments: "{}")],
      ], [key, list]),
    Stream(
      "a new id and the name with each piece",
      [
        [Piece(id: "a", name: "lookup", arguments: first)], [Piece(id: "b", name: "lookup", arguments: second)],
      ], [key]),
    Stream(
      "a new id with each piece and no index",
      [
        [Piece(index: nil, id: "a", name: "lookup", arguments: first)], [Piece(index: nil, id: "b", arguments: second)],
      ], [key]),
    // Indices that drift.
    Stream(
      "an index that drifts",
      [
        [Piece(id: "a", name: "lookup", arguments: first)], [Piece(index: 1, id: "a", arguments: second)],
        [Piece(index: 1, id: "b", name: "list", arguments: "")], [Piece(index: 2, id: "b", arguments: "{}")],
      ], [key, list]),
    Stream(
      "an index that drifts without ids",
      [
        [Piece(name: "lookup", arguments: first)], [Piece(index: 1, arguments: second)],
      ], [key]),
    Stream(
      "an index that drifts, the name in each piece",
      [
        [Piece(id: "a", name: "lookup", arguments: first)],
        [Piece(index: 1, id: "a", name: "lookup", arguments: second)],
      ], [key]),
    Stream(
      "an index that is gone after the first piece",
      [
        [Piece(id: "a", name: "lookup", arguments: first)], [Piece(index: nil, arguments: second)],
      ], [key]),
    // Names.
    Stream(
      "the name in every piece",
      [
        [Piece(id: "a", name: "lookup", arguments: "")], [Piece(id: "a", name: "lookup", arguments: first)],
        [Piece(id: "a", name: "lookup", arguments: second)], [Piece(id: "a", name: "lookup", arguments: "")],
      ], [key]),
    Stream(
      "the name in every piece and no id",
      [
        [Piece(name: "lookup", arguments: "")], [Piece(name: "lookup", arguments: first)],
        [Piece(name: "lookup", arguments: second)],
      ], [key]),
    Stream(
      "the name in parts",
      [
        [Piece(id: "a", name: "look", arguments: "")], [Piece(name: "up", arguments: "")], [Piece(arguments: whole)],
      ], [key]),
    Stream(
      "the name in parts, all so far",
      [
        [Piece(id: "a", name: "look")], [Piece(id: "a", name: "lookup")], [Piece(arguments: whole)],
      ], [key]),
    Stream(
      "the name after the id",
      [
        [Piece(id: "a", arguments: "")], [Piece(name: "lookup", arguments: "")], [Piece(arguments: whole)],
      ], [key]),
    Stream("no name at all", [[Piece(id: "a", arguments: whole)]], [#" {"key":"x"}"#]),
    // Arguments.
    Stream(
      "all arguments so far",
      [
        [Piece(id: "a", name: "lookup", arguments: "{")], [Piece(arguments: first)], [Piece(arguments: whole)],
      ], [key]),
    Stream(
      "all arguments so far, with id and name",
      [
        [Piece(id: "a", name: "lookup", arguments: first)], [Piece(id: "a", name: "lookup", arguments: whole)],
      ], [key]),
    Stream(
      "an empty object first",
      [
        [Piece(id: "a", name: "lookup", arguments: "{}")], [Piece(arguments: first)], [Piece(arguments: second)],
      ], [key]),
    Stream(
      "an empty object as a value first",
      [
        [Piece(id: "a", name: "lookup", arguments: [:])], [Piece(id: "a", name: "lookup", arguments: whole)],
      ], [key]),
    Stream(
      "an empty object last",
      [
        [Piece(id: "a", name: "lookup", arguments: whole)], [Piece(arguments: "{}")],
      ], [key]),
    Stream(
      "an empty object of another call is one of its own",
      [
        [Piece(id: "a", name: "list", arguments: "{}")], [Piece(id: "b", name: "list", arguments: #"{"limit":1}"#)],
      ], [list, #"list {"limit":1}"#]),
    Stream(
      "objects in place of texts",
      [
        [Piece(id: "a", name: "lookup", arguments: ["key": "x"])],
        [Piece(index: 1, id: "b", name: "list", arguments: [:])],
      ], [key, list]),
    Stream(
      "null first", [[Piece(id: "a", name: "lookup", arguments: .null)], [Piece(arguments: whole)]], [key]),
    Stream(
      "a space and line breaks inside and around",
      [
        [Piece(id: "a", name: "lookup", arguments: #"{"key":"a"#)], [Piece(arguments: " ")],
        [Piece(arguments: #"b"}"#)], [Piece(arguments: "\n")],
      ], [#"lookup {"key":"a b"}"#]),
    Stream(
      "braces and quotes in strings",
      [
        [Piece(id: "a", name: "lookup", arguments: #"{"key":"}\"{"#)], [Piece(arguments: #"{"}"#)],
        [Piece(index: 1, id: "b", name: "list", arguments: "{}")],
      ], [#"lookup {"key":"}\"{{"}"#, list]),
    // Everything again at the end.
    Stream(
      "the whole call twice",
      [
        [Piece(id: "a", name: "lookup", arguments: whole)], [Piece(id: "a", name: "lookup", arguments: whole)],
      ], [key]),
    Stream(
      "pieces and then the whole call, written otherwise",
      [
        [Piece(id: "a", name: "lookup", arguments: first)], [Piece(arguments: second)],
        [Piece(id: "a", name: "lookup", arguments: #"{ "key" : "x" }"#)],
      ], [key]),
    Stream(
      "all calls again without ids at one index",
      [
        [Piece(name: "lookup", arguments: whole)], [Piece(name: "list", arguments: "{}")],
        [Piece(name: "lookup", arguments: whole), Piece(name: "list", arguments: "{}")],
      ], [key, list]),
    Stream(
      "all calls again with their ids and other indices",
      [
        [Piece(id: "a", name: "lookup", arguments: whole)], [Piece(index: 1, id: "b", name: "list", arguments: "{}")],
        [
          Piece(index: 2, id: "a", name: "lookup", arguments: whole),
          Piece(index: 3, id: "b", name: "list", arguments: "{}"),
        ],
      ], [key, list]),
    Stream(
      "equal calls and then both again",
      [
        [Piece(name: "list", arguments: "{}"), Piece(name: "list", arguments: "{}")],
        [Piece(name: "list", arguments: "{}"), Piece(name: "list", arguments: "{}")],
      ], [list, list]),
    // What a model really wrote wrong stays wrong.
    Stream(
      "cut off", [[Piece(id: "a", name: "lookup", arguments: first)]], [#"lookup !{"ke"#]),
    Stream(
      "too many brackets",
      [
        [Piece(id: "a", name: "lookup", arguments: whole)], [Piece(arguments: "}")],
      ], [#"lookup !{"key":"x"}}"#]),
  ]

  static func words(_ call: WireCall) -> String {
    switch call.arguments {
    case .object(let object): "\(call.name) \(JSON.object(object).compact)"
    case .malformed(let text, _): "\(call.name) !\(text)"
    }
  }

  @Test(arguments: streams) fileprivate func putsTogetherWhatServersSend(stream: Stream) {
    var calls = PiecedCalls()
    for event in stream.events {
      calls.beginEvent()
      for piece in event { calls.take(piece.callPiece) }
    }
    #expect(calls.all.map(Self.words) == stream.calls)
  }

  @Test func aStreamOfPiecesWithoutEndIsReadInLinearTime() {
    var calls = PiecedCalls()
    for _ in 1...200_000 {
      calls.beginEvent()
      calls.take(CallPiece(index: 0, name: "", arguments: "{}x"))
    }
    #expect(calls.all.count == 1)
    for number in 1...200_000 { calls.take(CallPiece(index: number, id: "\(number)", name: "list", arguments: "{}")) }
    #expect(calls.all.count > WireAnswer.mostCalls)
  }

  // MARK: The same through each API

  private func answer(_ provider: Provider, _ events: [JSON]) throws -> [String] {
    var body = EndpointBody(contentType: provider == .ollama ? "application/x-ndjson" : "text/event-stream")
    for event in events {
      try body.take(Array("\(provider == .ollama ? "" : "data: ")\(event.compact)\n\n".utf8))
    }
    let dialect = provider.dialect(at: EndpointAccess(baseURL: ""))
    return try dialect.answer(in: body, Redactor(keys: [:])).calls.map(Self.words)
  }

  @Test(
    arguments: [
      // All blocks under one index, and input that comes whole, with an empty piece or all again.
      [
        ["type": "content_block_start", "index": 0, "content_block": ["type": "text", "text": "Hm."]],
        [
          "type": "content_block_start", "index": 0,
          "content_block": ["type": "tool_use", "id": "a", "name": "lookup", "input": ["key": "x"]],
        ],
        ["type": "content_block_delta", "index": 0, "delta": ["type": "input_json_delta", "partial_json": ""]],
        [
          "type": "content_block_start", "index": 0,
          "content_block": ["type": "tool_use", "id": "b", "name": "list", "input": [:]],
        ],
        ["type": "content_block_delta", "index": 0, "delta": ["type": "input_json_delta", "partial_json": "{}"]],
      ],
      [
        [
          "type": "content_block_start", "index": 0,
          "content_block": ["type": "tool_use", "id": "a", "name": "lookup", "input": ["key": "x"]],
        ],
        ["type": "content_block_delta", "index": 0, "delta": ["type": "input_json_delta", "partial_json": "{\"ke"]],
        [
          "type": "content_block_delta", "index": 0,
          "delta": ["type": "input_json_delta", "partial_json": "y\":\"x\"}"],
        ],
        ["type": "content_block_start", "index": 1, "content_block": ["type": "tool_use", "id": "b", "name": "list"]],
      ],
      // No index, and the first block said twice.
      [
        [
          "type": "content_block_start",
          "content_block": ["type": "tool_use", "id": "a", "name": "lookup", "input": [:]],
        ],
        [
          "type": "content_block_start",
          "content_block": ["type": "tool_use", "id": "a", "name": "lookup", "input": [:]],
        ],
        ["type": "content_block_delta", "delta": ["type": "input_json_delta", "partial_json": "{\"key\":\"x\"}"]],
        [
          "type": "content_block_start",
          "content_block": ["type": "tool_use", "id": "b", "name": "list", "input": [:]],
        ],
      ],
    ] as [[JSON]])
  func anthropicBlocksAreToldApart(events: [JSON]) throws {
    #expect(try answer(.anthropic, events + [["type": "message_stop"]]) == [Self.key, Self.list])
  }

  private static func item(_ id: String, _ name: String, _ arguments: String) -> JSON {
    [
      "id": .string(id), "type": "function_call", "call_id": .string("call_\(id)"), "name": .string(name),
      "arguments": .string(arguments),
    ]
  }

  @Test(arguments: [0, nil], [true, false]) func itemsOfResponsesAreToldApart(index: Int?, isDone: Bool) throws {
    let place: JSON = index.map { .number(JSONNumber($0)) } ?? .null
    let ending: [JSON] =
      isDone
      ? [
        [
          "type": "response.function_call_arguments.done", "output_index": place, "item_id": "a",
          "arguments": Self.whole,
        ],
        [
          "type": "response.output_item.done", "output_index": place, "item": Self.item("a", "lookup", #"{"key":"x"}"#),
        ],
      ] : []
    let events: [JSON] = [
      ["type": "response.output_item.added", "output_index": place, "item": Self.item("a", "lookup", "")],
      [
        "type": "response.function_call_arguments.delta", "output_index": place, "item_id": "a", "delta": Self.first,
      ],
      ["type": "response.output_item.added", "output_index": place, "item": Self.item("b", "list", "")],
      [
        "type": "response.function_call_arguments.delta", "output_index": place, "item_id": "a", "delta": Self.second,
      ],
      ["type": "response.function_call_arguments.delta", "output_index": place, "item_id": "b", "delta": "{}"],
    ]
    let end: JSON = ["type": "response.completed", "response": ["status": "completed", "output": []]]
    #expect(try answer(.responses, events + ending + [end]) == [Self.key, Self.list])
  }

  @Test func ollamasCallsAreToldApart() throws {
    func line(_ calls: [JSON], isDone: Bool = false) -> JSON {
      ["message": ["content": "", "tool_calls": .array(calls)], "done": .bool(isDone)]
    }
    let lookup: JSON = ["function": ["name": "lookup", "arguments": ["key": "x"]]]
    let list: JSON = ["function": ["name": "list", "arguments": [:]]]
    #expect(try answer(.ollama, [line([lookup]), line([list]), line([], isDone: true)]) == [Self.key, Self.list])
    #expect(try answer(.ollama, [line([list]), line([list]), line([], isDone: true)]) == [Self.list, Self.list])
    let numbered: JSON = ["id": "a", "function": ["index": 0, "name": "list", "arguments": [:]]]
    #expect(try answer(.ollama, [line([numbered]), line([numbered], isDone: true)]) == [Self.list])
  }

  @Test func geminisCallsAreToldApart() throws {
    func response(_ call: JSON, _ finish: JSON = .null) -> JSON {
      ["candidates": [["content": ["parts": [["functionCall": call]]], "finishReason": finish]]]
    }
    let list: JSON = ["name": "list", "args": [:]]
    let marked: JSON = ["id": "a", "name": "lookup", "args": ["key": "x"]]
    #expect(try answer(.gemini, [response(list), response(list, "STOP")]) == [Self.list, Self.list])
    #expect(try answer(.gemini, [response(marked), response(marked, "STOP")]) == [Self.key])
  }

  @Test func aStreamThatEndsWithTheWholeMessageSaysItOnce() throws {
    let calls: JSON = [["index": 0, "id": "a", "function": ["name": "lookup", "arguments": Self.whole]]]
    let delta: JSON = ["choices": [["delta": ["content": "Hm.", "tool_calls": calls]]]]
    let message: JSON = ["content": "Hm.", "tool_calls": calls]
    let end: JSON = ["choices": [["delta": [:], "message": message, "finish_reason": "tool_calls"]]]
    #expect(try answer(.openAI, [delta, end]) == [Self.key])
    let both = try ChatResponse(events: [delta, end], isClosed: true).wireAnswer()
    let alone = try ChatResponse(events: [end], isClosed: true).wireAnswer()
    #expect(both.text == "Hm." && alone.text == "Hm." && alone.calls.map(Self.words) == [Self.key])
  }
}
