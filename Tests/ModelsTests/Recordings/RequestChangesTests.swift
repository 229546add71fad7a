import OrderedJSON
import Testing

@testable import Models

struct RequestChangesTests {
  private static func changes(_ old: JSON, _ new: JSON) -> [String] {
    RequestChanges(
      from: RecordedRequest(["path": "/p", "body": old]), to: RecordedRequest(["path": "/p", "body": new])
    ).sentences
  }

  private static let search = #"{"name":"search","description":"Find.","parameters":{"type":"object"}}"#
  private static let close = #"{"name":"close","description":"Close."}"#

  @Test(arguments: [
    #"{"tools":[{"type":"function","function":TOOL}]}"#, #"{"tools":[TOOL]}"#,
    #"{"tools":[{"functionDeclarations":[TOOL]}]}"#,
  ])
  func knowsToolsInEveryApisWrapping(body: String) throws {
    let old = body.replacing("TOOL", with: Self.search)
    let changes = Self.changes(try JSON(parsing: old), try JSON(parsing: old.replacing("Find.", with: "Look.")))
    #expect(changes == ["the description of tool 'search' has changed"])
  }

  private static let changesOfTools: [(old: String, new: String, expected: String)] = [
    (search, "\(search),\(close)", "tool 'close' is new"),
    ("\(search),\(close)", close, "tool 'search' is gone"),
    ("\(search),\(close)", "\(close),\(search)", "the tools are in another order"),
    (
      search, #"{"name":"search","description":"Look.","parameters":{},"strict":true}"#,
      "tool 'search' has changed: description, parameters, strict"
    ),
    (
      search, #"{"description":"Find.","name":"search","parameters":{"type":"object"}}"#,
      "tool 'search' has its keys in another order"
    ),
  ]

  @Test(arguments: changesOfTools)
  func namesTheTool(old: String, new: String, expected: String) throws {
    let (old, new) = (try JSON(parsing: "{\"tools\":[\(old)]}"), try JSON(parsing: "{\"tools\":[\(new)]}"))
    #expect(Self.changes(old, new) == [expected])
  }

  private static let changesOfBody: [(old: String, new: String, expected: [String])] = [
    (#"{"model":"a"}"#, #"{"model":"b"}"#, ["the model is 'b', not 'a'"]),
    (#"{"system":"x"}"#, #"{"system":"y"}"#, ["the system prompt has changed"]),
    (#"{"instructions":"x"}"#, "{}", ["the system prompt has changed"]),
    (#"{"input":"x"}"#, #"{"input":"y"}"#, ["the prompt has changed"]),
    (
      #"{"messages":[{"role":"user","content":"a"}]}"#, #"{"messages":[{"role":"user","content":"b"}]}"#,
      ["message 1 (user) has changed"]
    ),
    (#"{"contents":[{}]}"#, #"{"contents":[{},{}]}"#, ["there are 2 messages, not 1"]),
    (#"{"seed":1}"#, "{}", ["'seed' is no longer sent"]),
    ("{}", #"{"seed":1}"#, ["'seed' is 1, not absent"]),
    (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, ["the order of its keys or the spelling of a number has changed"]),
    (#""text""#, #""other""#, ["the body has changed"]),
    (
      #"{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1}"#, "{}",
      [
        "'a' is no longer sent", "'b' is no longer sent", "'c' is no longer sent",
        "'d' is no longer sent", "and 2 more changed",
      ]
    ),
  ]

  @Test(arguments: changesOfBody)
  func namesWhatElseChanged(old: String, new: String, expected: [String]) throws {
    #expect(Self.changes(try JSON(parsing: old), try JSON(parsing: new)) == expected)
  }

  @Test func namesTheEndpointFirst() {
    let changes = RequestChanges(
      from: RecordedRequest(["method": "POST", "path": "/v1/chat", "stream": false, "body": ["seed": 1]]),
      to: RecordedRequest(["method": "POST", "path": "/v2/chat", "stream": true, "body": ["seed": 2]]))
    #expect(
      changes.sentences == [
        "the request's path is '/v2/chat', not '/v1/chat'", "the request's stream is true, not false",
        "'seed' is 2, not 1",
      ])
  }
}
