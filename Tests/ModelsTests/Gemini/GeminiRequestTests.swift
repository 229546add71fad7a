import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct GeminiRequestTests {
  /// The API takes only objects for arguments, and would refuse the whole conversation for the model's mistake.
  @Test func givesBackNoArgumentsThatAreNoObject() throws {
    let opaque: JSON = [
      ["functionCall": nil, "text": "Looking."],
      ["functionCall": ["name": "search_issues", "args": ["query": "login"]], "thoughtSignature": "CiQB"],
      ["functionCall": ["id": "f2", "name": "issues_close", "args": "{"]],
    ]
    let body = try JSON(parsing: Requests.body(.gemini, Requests.request(Conversations.givenBack(opaque))))
    let contents = try #require(body["contents"]?.arrayValue)
    #expect(contents[1]["parts"]?[0] == opaque[0])
    #expect(contents[1]["parts"]?[1] == opaque[1])
    #expect(contents[1]["parts"]?[2] == ["functionCall": ["id": "f2", "name": "issues_close", "args": [:]]])
    #expect((contents[2]["parts"]?.arrayValue ?? []).map { $0["functionResponse"]?["id"] } == [nil, "f2"])
  }
}
