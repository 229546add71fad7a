import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct AnthropicRequestTests {
  private static let opaque: JSON = [
    ["type": "thinking", "thinking": "Both, then.", "signature": "EqQB"],
    ["type": "redacted_thinking", "data": "Zm9v"],
    ["type": "text", "text": ""], ["type": "text", "text": "Looking."],
    [
      "type": "tool_use", "id": "call_a", "name": "search_issues", "input": ["query": "login", "limit": 5.0],
      "caller": ["type": "direct"],
    ],
    ["type": "tool_use", "id": "call_a", "name": "issues_close", "input": [:]],
  ]

  private static let requests = Conversations.requests(
    "anthropic", extra: ["thinking": ["type": "enabled", "budget_tokens": 1024], "top_k": 5, "temperature": nil],
    opaque: opaque)

  @Test(arguments: requests.indices) func isByteForByteTheFixture(index: Int) throws {
    let (name, request) = Self.requests[index]
    try ProviderFixture(.anthropic).expect(Requests.body(.anthropic, request), equals: "\(name).request.json")
  }

  @Test func hasATestForEveryFixture() throws {
    #expect(try ProviderFixture(.anthropic).names(".request.json") == Self.requests.map(\.name).sorted())
  }

  @Test(arguments: ["model", "tools", "messages"]) func refusesExtraMembersThatReplaceTheQuestion(member: String) throws
  {
    let request = Requests.request(sampling: Requests.sampling { $0.extra["anthropic"] = [member: []] })
    let failure = try #require(throws: EndpointFailure.self) { try Requests.body(.anthropic, request) }
    #expect(failure.class == .badRequest)
    #expect(failure.message.hasPrefix("sampling: extra.anthropic: '\(member)' is written by the run itself"))
  }
}
