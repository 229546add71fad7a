import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct ResponsesRequestTests {
  private static let opaque: JSON = [
    ["id": "rs_1", "type": "reasoning", "summary": [], "encrypted_content": "gAAA"],
    [
      "id": "msg_1", "type": "message", "role": "assistant", "status": "completed", "phase": "commentary",
      "content": [["type": "output_text", "text": "Looking.", "annotations": []]],
    ],
    [
      "id": "fc_1", "type": "function_call", "status": "completed", "call_id": "call_a", "name": "search_issues",
      "arguments": "{\"query\":\"login\",\"limit\":5}",
    ],
    [
      "id": "fc_2", "type": "function_call", "status": "completed", "call_id": "call_a", "name": "issues_close",
      "arguments": "{\"n\":",
    ],
  ]

  private static let requests = Conversations.requests(
    "openai-responses",
    extra: ["reasoning": ["effort": "low"], "include": ["reasoning.encrypted_content"], "temperature": nil],
    opaque: opaque)

  @Test(arguments: requests.indices) func isByteForByteTheFixture(index: Int) throws {
    let (name, request) = Self.requests[index]
    try ProviderFixture(.responses).expect(Requests.body(.responses, request), equals: "\(name).request.json")
  }

  @Test func hasATestForEveryFixture() throws {
    #expect(try ProviderFixture(.responses).names(".request.json") == Self.requests.map(\.name).sorted())
  }

  @Test(arguments: ["model", "tools", "input"]) func refusesExtraMembersThatReplaceTheQuestion(member: String) throws {
    let request = Requests.request(sampling: Requests.sampling { $0.extra["openai-responses"] = [member: []] })
    let failure = try #require(throws: EndpointFailure.self) { try Requests.body(.responses, request) }
    #expect(failure.class == .badRequest)
    #expect(failure.message.hasPrefix("sampling: extra.openai-responses: '\(member)' is written by the run itself"))
  }
}
