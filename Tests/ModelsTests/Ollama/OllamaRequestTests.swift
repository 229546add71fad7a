import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct OllamaRequestTests {
  private static let opaque: JSON = ["thinking": "Both, then."]

  private static let requests = Conversations.requests(
    "ollama", extra: ["options": ["num_ctx": 8192, "temperature": 0], "think": true, "keep_alive": "10m"],
    opaque: opaque)

  @Test(arguments: requests.indices) func isByteForByteTheFixture(index: Int) throws {
    let (name, request) = Self.requests[index]
    try ProviderFixture(.ollama).expect(Requests.body(.ollama, request), equals: "\(name).request.json")
  }

  @Test func hasATestForEveryFixture() throws {
    #expect(try ProviderFixture(.ollama).names(".request.json") == Self.requests.map(\.name).sorted())
  }

  @Test(arguments: ["model", "tools", "messages"]) func refusesExtraMembersThatReplaceTheQuestion(member: String) throws
  {
    let request = Requests.request(sampling: Requests.sampling { $0.extra["ollama"] = [member: []] })
    let failure = try #require(throws: EndpointFailure.self) { try Requests.body(.ollama, request) }
    #expect(failure.class == .badRequest)
    #expect(failure.message.hasPrefix("sampling: extra.ollama: '\(member)' is written by the run itself"))
  }
}
