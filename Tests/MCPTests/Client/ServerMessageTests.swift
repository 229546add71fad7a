import OrderedJSON
import Testing

@testable import MCP

struct ServerMessageTests {
  private static func words(_ message: ServerMessage) -> String {
    switch message {
    case .answer(let id, .result): "result \(id.compact)"
    case .answer(let id, .error(let code, _, _)): "error \(code) \(id.compact)"
    case .answer(let id, .unreadable(let reason)): "unreadable \(id.compact): \(reason)"
    case .question(let id, let method): "\(method) \(id.compact)"
    case .notice: "notice"
    }
  }

  @Test(arguments: [
    (#"{"jsonrpc":"2.0","id":1,"result":{}}"#, ["result 1"]),
    (#" {"jsonrpc":"2.0","id":"1","result":{}} "#, [#"result "1""#]),
    ("\u{FEFF}" + #"{"jsonrpc":"2.0","id":1,"result":{}}"#, ["result 1"]),
    (#"{"jsonrpc":"2.0","error":{"code":-32700,"message":"m"}}"#, ["error -32700 null"]),
    (#"{"jsonrpc":"2.0","id":null,"error":{"code":-32600}}"#, ["error -32600 null"]),
    (#"{"jsonrpc":"2.0","id":1,"result":null}"#, ["unreadable 1: expected 'result' to be an object, found null"]),
    (#"{"jsonrpc":"2.0","id":1,"result":[]}"#, ["unreadable 1: expected 'result' to be an object, found []"]),
    (#"{"jsonrpc":"2.0","id":"p","method":"ping"}"#, [#"ping "p""#]),
    (#"{"jsonrpc":"2.0","id":7,"method":"roots/list","params":{}}"#, ["roots/list 7"]),
    (#"{"jsonrpc":"2.0","method":"notifications/message"}"#, ["notice"]),
    (#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, ["notice"]),
    (#"[{"id":1,"result":{}},{"id":2,"error":{"code":1}},{"method":"x"}]"#, ["result 1", "error 1 2", "notice"]),
    ("Welcome!", []), ("", []), ("[1]", []), ("[]", []), (#"{"level":"info","msg":"result"}"#, []), ("{", []),
    ("<!doctype html>", []), (#"{"level": info, "result": "x"}"#, []), ("[INFO] \"id\": 1 \"result\": {", []),
    (#"{"jsonrpc":"2.0","method":"notifications/message","params":{"data":{"result": NaN}}}"#, []),
  ])
  func readsWhatAServerSays(_ text: String, _ expected: [String]) {
    #expect(ServerMessage.all(in: Array(text.utf8)).map(Self.words) == expected)
  }

  @Test(arguments: [
    (
      #"{"jsonrpc":"2.0","id":2,"result":{"tools":[{"default":NaN}]}}"#, "2", "1:55: expected a JSON value, found 'NaN'"
    ),
    (#"{"jsonrpc":"2.0","id":2,"result":{"max":Infinity}}"#, "2", "1:41: expected a JSON value, found 'Infinity'"),
    (
      #"{"jsonrpc":"2.0","id":2,"result":{"min":-Infinity}}"#, "2", "1:42: expected a digit after '-', found 'Infinity'"
    ),
    (#"{"jsonrpc":"2.0","id":2,"result":{"tools":[{"na"#, "2", "1:45: expected a closing '\"'"),
    (#"{"jsonrpc": "2.0", "id": 12, "result": {"tools": ["#, "12", "found the end of the text"),
    (#"{"jsonrpc":"2.0","id":"a","error":{"code":1,}}"#, "null", "1:45: expected a key in double quotes, found '}'"),
    (#"{"id":3,"jsonrpc":"2.0","result":{"a":1,"a":2}}"#, "3", "expected each key once in an object, found 'a' again"),
    (#"{"jsonrpc":"2.0","result":{"tools":['a']},"id":2}"#, "2", "1:37: expected a JSON value, found '''"),
    (#"{"jsonrpc":"2.0","id":4,"result":{"a":"\ud800"}}"#, "4", "expected both halves of a surrogate pair"),
    ("{\"jsonrpc\":\"2.0\",\"id\":4,\"result\":{\"a\":\"\u{1}\"}}", "4", "expected no control character in a string"),
    (#"{"jsonrpc":"2.0","id":4,"result":{}} {"x":1}"#, "4", "expected nothing after the JSON value, found '{'"),
  ])
  func saysWhereAnAnswerBreaksOff(_ text: String, _ id: String, _ reason: String) throws {
    let messages = ServerMessage.all(in: Array(text.utf8))
    guard case .answer(let found, .unreadable(let why))? = messages.first else {
      return #expect(Bool(false), "\(messages)")
    }
    #expect(found.compact == id)
    #expect(why.contains(reason), "\(why)")
    #expect(why.utf8.allSatisfy { $0 >= 0x20 })
  }

  /// To the request 2: alone in a body, and among others in a stream.
  @Test(arguments: [
    (#"{"id":2,"result":{}}"#, "result", "result"), (#"{"id":2.0,"result":{}}"#, "result", "result"),
    (#"{"id":"2","result":{}}"#, #"expected the id 2, found "2""#, "nil"),
    (#"{"id":3,"result":{}}"#, "expected the id 2, found 3", "nil"),
    (#"{"id":null,"result":{}}"#, "expected the id 2, found null", "nil"),
    (#"{"result":{}}"#, "expected the id 2, found null", "nil"),
    (#"{"id":[2],"result":{}}"#, "expected the id 2, found [2]", "nil"),
    (#"{"id":2,"error":{"code":-1}}"#, "error -1", "error -1"),
    (#"{"id":null,"error":{"code":-1}}"#, "error -1", "error -1"),
    (#"{"error":{"code":-1}}"#, "error -1", "error -1"),
    (#"{"id":"2","error":{"code":-1}}"#, #"expected the id 2, found "2""#, "nil"),
    (#"{"id":2,"method":"ping"}"#, "nil", "nil"),
  ])
  func wantsTheIdOfTheRequest(_ text: String, _ alone: String, _ among: String) {
    func words(_ outcome: RPCOutcome?) -> String {
      switch outcome {
      case .result: "result"
      case .error(let code, _, _): "error \(code)"
      case .unreadable(let reason): reason
      case nil: "nil"
      }
    }
    let message = ServerMessage.all(in: Array(text.utf8))[0]
    #expect(words(message.onlyOutcome(of: 2)) == alone)
    #expect(words(message.outcome(of: 2)) == among)
  }

  @Test(arguments: [
    (#"{"id":"p","method":"ping"}"#, #"{"jsonrpc":"2.0","id":"p","result":{}}"#),
    (#"{"id":7,"method":"ping"}"#, #"{"jsonrpc":"2.0","id":7,"result":{}}"#),
    (#"{"id":7,"method":"roots/list"}"#, #""id":7,"error":{"code":-32601,"#),
    (#"{"id":"s","method":"sampling/createMessage","params":{}}"#, #""id":"s","error":{"code":-32601,"#),
    (#"{"method":"notifications/x"}"#, ""), (#"{"id":1,"result":{}}"#, ""),
  ])
  func answersWhatAServerAsks(_ text: String, _ reply: String) {
    let message = ServerMessage.all(in: Array(text.utf8))[0]
    let found = message.reply.map { String(decoding: $0, as: UTF8.self) } ?? ""
    #expect(reply.isEmpty ? found.isEmpty : found.contains(reply), "\(found)")
  }
}
