import CurlHTTP
import EvalCore
import Models
import OrderedJSON
import Testing

/// An answer that was cut off by a server that calls it completed, as llama.cpp's does in the Responses API.
struct CutAnswerTests {
  private func finish(_ provider: Provider, _ name: String, most: Int?) async throws -> ModelAnswer.Finish {
    let endpoint = try await ScriptedEndpoint.answering(
      [.json(try JSON(parsing: ProviderFixture(provider).bytes("\(name).response.json")))])
    let client = CurlClient()
    let model = EndpointModel(
      card: ModelCard(name: "m"), model: "m-1", provider: provider, access: EndpointAccess(baseURL: endpoint.url),
      wire: EndpointWire(exchange: NetworkExchange(client), retries: Pauses().retries(), redactor: Redactor(keys: [:])))
    let answer = await Result { () async throws(EndpointFailure) in
      try await model.answer(Requests.request(sampling: Requests.sampling { $0.maxOutputTokens = most }))
    }
    await client.shutdown()
    await endpoint.stop()
    return try answer.get().finish
  }

  @Test(
    arguments: [
      (.responses, "llama-cpp-cut", 64, .length), (.responses, "llama-cpp-cut", 65, .stop),
      (.responses, "llama-cpp-cut", nil, .stop),
      // Those that would say so are believed: 18 tokens each.
      (.responses, "text", 18, .stop), (.anthropic, "text", 18, .stop), (.gemini, "text", 18, .stop),
      (.responses, "one-call", 18, .calls),
    ] as [(Provider, String, Int?, ModelAnswer.Finish)])
  func isKnownByTheTokensThatItUsedUp(
    provider: Provider, name: String, most: Int?, finish: ModelAnswer.Finish
  ) async throws {
    #expect(try await self.finish(provider, name, most: most) == finish)
  }
}

extension Result where Failure == EndpointFailure {
  fileprivate init(_ body: () async throws(EndpointFailure) -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
