import EvalCore
import LoopbackHTTP
import OrderedJSON
import Testing

@testable import Models

struct LexicalAnswersTests {
  private static let tools: JSON = [
    ["type": "function", "function": ["name": "open_door", "description": "Opens a door."]],
    ["type": "function", "function": ["name": "close_door", "description": "Closes a door."]],
  ]

  private func answer(_ answers: LexicalAnswers, _ body: JSON) throws -> JSON {
    let response = answers.answer(
      to: LoopbackRequest(method: "POST", target: "/v1/chat/completions", body: body.utf8Bytes))
    guard case .bytes(let bytes) = response.body else { return .null }
    return try JSON(parsing: bytes)
  }

  private func called(_ answer: JSON) -> String? {
    answer["choices"]?[0]?["message"]?["tool_calls"]?[0]?["function"]?["name"]?.stringValue
  }

  private func request(_ messages: JSON, choice: JSON? = nil, tools: JSON = tools) -> JSON {
    var request: JSONObject = ["model": "lexical"]
    request["tool_choice"] = choice
    request["tools"] = tools
    request["messages"] = messages
    return .object(request)
  }

  @Test(
    arguments: [
      ([["role": "user", "content": "Open the door"]], "open_door"),
      ([["role": "user", "content": "Open the door"], ["role": "user", "content": "Close the door"]], "close_door"),
      (
        [["role": "user", "content": [["type": "text", "text": "Close"], ["type": "text", "text": "the door"]]]],
        "close_door"
      ),
      ([["role": "user", "content": "Open the door"], ["role": "assistant", "content": "Which?"]], "open_door"),
      ([["role": "user", "content": "Open the door"], ["role": "tool", "content": "done"]], nil),
      ([["role": "system", "content": "Open the door"]], nil),
      ([["role": "user", "content": "It said: ,\"messages\":[{ Close the door"]], "close_door"),
      ([["role": "user", "content": 7]], nil), ([], nil), ("none", nil),
    ] as [(JSON, String?)])
  func rankToolsForWhatTheUserSaidLast(messages: JSON, tool: String?) throws {
    let answers = LexicalAnswers()
    // The second time, the head is known.
    for _ in 1...2 { #expect(try called(answer(answers, request(messages))) == tool) }
  }

  @Test(
    arguments: [
      ("none", "Open the door", nil), ("auto", "Open the door", "open_door"), ("required", "Hello there", "open_door"),
      ("auto", "Hello there", nil),
      (["type": "function", "function": ["name": "close_door"]], "Open the door", "close_door"),
    ] as [(JSON, String, String?)])
  func obeyTheToolChoice(choice: JSON, prompt: String, tool: String?) throws {
    let messages: JSON = [["role": "user", "content": .string(prompt)]]
    #expect(try called(answer(LexicalAnswers(), request(messages, choice: choice))) == tool)
  }

  @Test func tellHeadsApartWhereverAClientPutsTheTools() throws {
    let answers = LexicalAnswers()
    let messages: JSON = [["role": "user", "content": "Open the door"]]
    let renamed: JSON = [["type": "function", "function": ["name": "unlock", "description": "Opens a door."]]]
    let last: (JSON) -> JSON = { ["model": "lexical", "messages": messages, "tools": $0] }
    #expect(try called(answer(answers, last(Self.tools))) == "open_door")
    #expect(try called(answer(answers, last(renamed))) == "unlock")
    #expect(try called(answer(answers, request(messages))) == "open_door")
    #expect(try called(answer(answers, request(messages, tools: renamed))) == "unlock")
    #expect(try called(answer(answers, request(messages))) == "open_door")
  }

  @Test func stayRightWithMoreToolListsThanTheyKeep() throws {
    let answers = LexicalAnswers()
    let messages: JSON = [["role": "user", "content": "Open the door"]]
    for round in 1...2 {
      for number in 0..<50 {
        let tools: JSON = [
          ["type": "function", "function": ["name": .string("door_\(number)"), "description": "open"]]
        ]
        let found = try called(answer(answers, request(messages, tools: tools)))
        #expect(found == "door_\(number)", "round \(round)")
      }
    }
  }

  @Test func refuseWhatTheyDoNotUnderstand() throws {
    let answers = LexicalAnswers()
    #expect(answers.answer(to: LoopbackRequest(method: "GET", target: "/v1/models")).status == 404)
    for body in ["", "{", "{\"a\":1,\"messages\":[", "{\"a\":1,\"messages\":[]} x"] {
      let request = LoopbackRequest(method: "POST", target: "/v1/chat/completions", body: Array(body.utf8))
      #expect(answers.answer(to: request).status == 400)
    }
  }
}
