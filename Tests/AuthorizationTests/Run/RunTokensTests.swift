import Foundation
import TestSupport
import Testing

@testable import Authorization

struct RunTokensTests {
  private let time = Box(SampleToken.now)

  private func tokens(_ resource: String = "http://127.0.0.1:8080/mcp") async throws -> RunTokens {
    try await RunTokens(resource: resource, lifetime: 1000, now: { [time] in time.value })
  }

  @Test func speakForThePrincipalThatTheyWereIssuedFor() async throws {
    let tokens = try await tokens()
    let token = try await tokens.token(subject: "ana", tenant: "acme", scopes: ["b", "a"])
    #expect(
      try await tokens.caller(of: token)
        == Caller(
          subject: "ana", tenant: "acme", scopes: ["a", "b"], expires: SampleToken.now.addingTimeInterval(1000)))
    #expect(try BearerToken(authorization: ["Bearer \(token)"], query: nil).text == token)
  }

  @Test func areOneForAllTrialsOfAPrincipal() async throws {
    let tokens = try await tokens()
    let token = try await tokens.token(subject: "ana", scopes: ["a"])
    #expect(try await tokens.token(subject: "ana", scopes: ["a"]) == token)
    for other in [("ana", nil, ["b"]), ("ana", "acme", ["a"]), ("ben", nil, ["a"])] as [(String, String?, Set<String>)]
    {
      #expect(try await tokens.token(subject: other.0, tenant: other.1, scopes: other.2) != token)
    }
  }

  @Test func areIssuedAnewBeforeTheyExpire() async throws {
    let tokens = try await tokens()
    let first = try await tokens.token(subject: "ana")
    time.update { $0 += 500 }
    let second = try await tokens.token(subject: "ana")
    #expect(first != second)
    time.update { $0 += 560 }
    await #expect(throws: AuthorizationRefusal.self) { try await tokens.caller(of: first) }
    _ = try await tokens.caller(of: second)
  }

  @Test func areWorthNothingInAnotherRun() async throws {
    let token = try await tokens().token(subject: "ana")
    let other = try await tokens()
    await #expect(throws: AuthorizationRefusal.self) { try await other.caller(of: token) }
  }

  @Test func areWorthNothingWithALetterChanged() async throws {
    let tokens = try await tokens()
    let token = try await tokens.token(subject: "ana", tenant: "acme")
    for index in token.indices {
      var forged = token
      forged.replaceSubrange(index...index, with: token[index] == "A" ? "B" : "A")
      await #expect(throws: AuthorizationRefusal.self) { try await tokens.caller(of: forged) }
    }
  }

  @Test(arguments: ["", "a", "e30.e30.", "null"])
  func areNotWhatAnybodyCouldHaveWritten(text: String) async throws {
    let tokens = try await tokens()
    await #expect(throws: AuthorizationRefusal.self) { try await tokens.caller(of: text) }
  }

  @Test func refuseAPrincipalWhoseTenantCouldBeTakenForAnother() async throws {
    let tokens = try await tokens()
    let token = try await tokens.token(subject: "ana", tenant: "acme\u{301}")
    await #expect(throws: AuthorizationRefusal.self) { try await tokens.caller(of: token) }
  }
}
