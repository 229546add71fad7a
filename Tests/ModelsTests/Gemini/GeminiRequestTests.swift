import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct GeminiRequestTests {
  private static let opaque: JSON = [
    ["text": "Both, then.", "thought": true], ["text": "Looking."],
    [
      "functionCall": ["id": "f1", "name": "search_issues", "args": ["query": "login", "limit": 5.0]],
      "thoughtSignature": "CiQB",
    ],
    ["functionCall": ["name": "issues_close"]],
  ]

  private static let requests = Conversations.requests(
    "gemini",
    extra: ["generationConfig": ["thinkingConfig": ["thinkingLevel": "low"], "temperature": 0], "safetySettings": []],
    opaque: opaque)

  @Test(arguments: requests.indices) func isByteForByteTheFixture(index: Int) throws {
    let (name, request) = Self.requests[index]
    try ProviderFixture(.gemini).expect(Requests.body(.gemini, request), equals: "\(name).request.json")
  }

  @Test func hasATestForEveryFixture() throws {
    #expect(try ProviderFixture(.gemini).names(".request.json") == Self.requests.map(\.name).sorted())
  }

  @Test(arguments: ["model", "tools", "contents"]) func refusesExtraMembersThatReplaceTheQuestion(member: String) throws
  {
    let request = Requests.request(sampling: Requests.sampling { $0.extra["gemini"] = [member: []] })
    let failure = try #require(throws: EndpointFailure.self) { try Requests.body(.gemini, request) }
    #expect(failure.class == .badRequest)
    #expect(failure.message.hasPrefix("sampling: extra.gemini: '\(member)' is written by the run itself"))
  }

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
