import EvalCore
import Foundation
import OrderedJSON
import Testing

@testable import Models

struct OfflineExchangeTests {
  @Test(arguments: ["http://127.0.0.1:8080/v1/chat", "http://localhost/v1", "http://[::1]:1/v1"])
  func thisMachineIsAsked(url: String) async throws {
    let inner = ScriptedExchange(.success(Exchanged.response()))
    _ = try await OfflineExchange(inner).response(to: Exchanged.request(url: url))
    #expect(inner.asked == 1)
  }

  @Test(
    arguments: [
      ("https://api.openai.com/v1/chat", .offline), ("http://127.0.0.1.example.com/v1", .offline),
      ("nowhere", .badRequest),
    ] as [(String, EndpointFailure.Class)])
  func everythingElseIsRefused(url: String, kind: EndpointFailure.Class) async throws {
    let inner = ScriptedExchange(.success(Exchanged.response()))
    let error = await #expect(throws: EndpointFailure.self) {
      try await OfflineExchange(inner).response(to: Exchanged.request(url: url))
    }
    #expect(inner.asked == 0 && error?.class == kind)
  }
}
