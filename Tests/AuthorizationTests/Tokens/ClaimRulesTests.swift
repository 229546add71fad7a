import Foundation
import OrderedJSON
import Testing

@testable import Authorization

struct ClaimRulesTests {
  private let sample = SampleToken()

  private func caller(_ token: SampleToken, after seconds: TimeInterval = 0) throws -> Caller {
    try SampleToken.rules.caller(token.claims, at: SampleToken.now.addingTimeInterval(seconds))
  }

  @Test func readsTheCaller() throws {
    #expect(
      try caller(sample)
        == Caller(
          subject: "ana", tenant: "acme", scopes: ["issues:read", "issues:write"],
          expires: Date(timeIntervalSince1970: 1_800_000_300)))
  }

  @Test(
    arguments: [
      .string(SampleToken.resource), [.string(SampleToken.resource)],
      ["https://other.example", .string(SampleToken.resource)],
    ] as [JSON])
  func takesATokenForThisServerAmongOthers(audience: JSON) throws { _ = try caller(sample.with("aud", audience)) }

  @Test(
    arguments: [
      nil, "https://other.example", [], "https://mcp.example/mcp/", "https://mcp.example", "https://mcp.example/MCP",
      "https://mcp.example/mcp https://other.example", ["https://mcp.example/mcp", 1], 1, .null,
      [["https://mcp.example/mcp"]],
      "https://mcp.example/mcp\u{0}",
    ] as [JSON?])
  func refusesATokenForAnother(audience: JSON?) { expectRefusal(sample.with("aud", audience), "found") }

  @Test(
    arguments: [nil, "https://issuer.example/", "https://issuer.example.evil", 1, ["https://issuer.example"]] as [JSON?]
  )
  func refusesATokenOfAnother(issuer: JSON?) { expectRefusal(sample.with("iss", issuer), "'https://issuer.example'") }

  /// Expires in 300 seconds, and the clocks may be 60 apart.
  @Test func endsWithTheTokenAndTheSkew() throws {
    _ = try caller(sample, after: 359)
    #expect(throws: AuthorizationRefusal.self) { try caller(sample, after: 360) }
  }

  @Test func beginsWithTheTokenAndTheSkew() throws {
    let token = sample.with("nbf", 1_800_000_061)
    #expect(throws: AuthorizationRefusal.self) { try caller(token) }
    _ = try caller(token, after: 1)
  }

  @Test(
    arguments: [nil, "1800000300", .null, -1, .number(JSONNumber(uncheckedText: "1e999")), [1_800_000_300]] as [JSON?])
  func refusesATokenThatNeverExpires(expiry: JSON?) { expectRefusal(sample.with("exp", expiry), "found") }

  @Test(arguments: [nil, "", 7, .null, ["ana"], "an\u{0}a", .string(String(repeating: "a", count: 257))] as [JSON?])
  func refusesATokenOfNobody(subject: JSON?) { expectRefusal(sample.with("sub", subject), "'sub'") }

  @Test(arguments: ["tenant", "tid", "org_id"])
  func findsTheTenantWhereverTheIssuerWritesIt(claim: String) throws {
    #expect(try caller(sample.with("tenant", nil).with(claim, "globex")).tenant == "globex")
  }

  @Test func hasNoTenantWhereTheTokenNamesNone() throws {
    #expect(try caller(sample.with("tenant", nil)).tenant == nil)
  }

  @Test func asksOnlyTheClaimThatTheSettingsName() throws {
    var rules = SampleToken.rules
    rules.tenantClaims = ["customer"]
    let token = sample.with("customer", "globex")
    #expect(try rules.caller(token.claims, at: SampleToken.now).tenant == "globex")
  }

  @Test func refusesATokenOfTwoTenants() {
    expectRefusal(sample.with("tid", "globex"), "found 'acme' and 'globex'")
  }

  /// 'é' can be spelt in two ways that a comparison of strings takes for one.
  @Test(arguments: ["acme\u{301}", "e\u{301}", "", "ac\nme"])
  func refusesATenantThatCouldBeTakenForAnother(name: String) {
    expectRefusal(sample.with("tenant", .string(name)), "'tenant'")
  }

  @Test(
    arguments: [
      ("scope", "a b  c", ["a", "b", "c"]), ("scope", "", []), ("scp", "a b", ["a", "b"]),
      ("scp", ["a", "b"], ["a", "b"]),
      ("permissions", ["a:b"], ["a:b"]),
    ] as [(String, JSON, Set<String>)])
  func readsScopesAsIssuersWriteThem(_ claim: String, _ value: JSON, _ scopes: Set<String>) throws {
    #expect(try caller(sample.with("scope", nil).with(claim, value)).scopes == scopes)
  }

  @Test func grantsNothingWhereTheTokenNamesNoScopes() throws {
    #expect(try caller(sample.with("scope", nil)).scopes == [])
  }

  @Test func addsNothingFromAnotherClaim() throws {
    #expect(try caller(sample.with("scope", "").with("scp", "admin").with("permissions", ["admin"])).scopes == [])
  }

  @Test(
    arguments: [
      ("scope", ["a"]), ("scope", 1), ("scope", "a\u{A0}b"), ("scope", "a\tb"), ("scope", "a\"b"), ("scp", ["a b"]),
      ("scp", [1]), ("scp", [""]), ("permissions", ["a": true]),
    ] as [(String, JSON)])
  func refusesScopesThatAreNone(_ claim: String, _ value: JSON) {
    expectRefusal(sample.with("scope", nil).with(claim, value), "expected scopes in '\(claim)'")
  }

  private func expectRefusal(_ token: SampleToken, _ part: String, _ location: SourceLocation = #_sourceLocation) {
    let refusal = #expect(throws: AuthorizationRefusal.self, sourceLocation: location) { try caller(token) }
    #expect(refusal?.status == 401, sourceLocation: location)
    #expect(refusal?.description.contains(part) == true, "\(refusal.map { "\($0)" } ?? "")", sourceLocation: location)
  }
}
