import Testing

@testable import MCP

struct OAuthAddressTests {
  private func address(_ url: String) throws -> OAuthAddress { try #require(OAuthAddress(url)) }

  @Test(arguments: [
    ("HTTPS://MCP.Example/", "https://mcp.example"), ("https://mcp.example:443/a?x=1", "https://mcp.example/a"),
    ("http://[::1]:8080/mcp", "http://[::1]:8080/mcp"),
  ])
  func isNamedInTokensWithoutWhatChanges(_ url: String, _ canonical: String) throws {
    #expect(try address(url).canonical == canonical)
  }

  @Test(arguments: ["mcp", "ftp://a/", "https://a/#b", "https://u:p@a/", ""])
  func isNoneOfOtherURLs(url: String) { #expect(OAuthAddress(url) == nil) }

  @Test func looksBeforeThePathAndThenAtTheRoot() throws {
    let root = "https://a/.well-known/oauth-protected-resource"
    #expect(try address("https://a/mcp/v1").resourceMetadata == [root + "/mcp/v1", root])
    #expect(try address("https://a").resourceMetadata == [root])
  }

  @Test func looksForAnIssuerInThreePlaces() throws {
    #expect(
      try address("https://a/t1").issuerMetadata == [
        "https://a/.well-known/oauth-authorization-server/t1", "https://a/.well-known/openid-configuration/t1",
        "https://a/t1/.well-known/openid-configuration",
      ])
    #expect(
      try address("https://a/").issuerMetadata == [
        "https://a/.well-known/oauth-authorization-server", "https://a/.well-known/openid-configuration",
      ])
  }

  /// A server elsewhere does not choose what is asked on this machine, and none has a secret sent in the clear.
  @Test(arguments: [
    ("https://a/mcp", "https://b/as", true), ("https://a/mcp", "http://b/as", false),
    ("https://a/mcp", "http://127.0.0.1:80/as", false), ("https://a/mcp", "https://localhost/as", false),
    ("http://127.0.0.1/mcp", "http://127.0.0.1:9/as", true), ("http://127.0.0.1/mcp", "http://b/as", false),
  ])
  func leadsOnlyWhereItMay(_ server: String, _ url: String, _ may: Bool) throws {
    #expect(try address(server).mayLead(to: try address(url)) == may)
  }

  @Test(arguments: [
    ("https://a/mcp", true), ("https://a", true), ("https://a/", true), ("https://a/mc", false),
    ("https://a/mcp/v1", false),
    ("http://a/mcp", false), ("https://a:8443/mcp", false), ("https://b/mcp", false),
  ])
  func isMeantByItselfAndWhatIsAboveIt(_ resource: String, _ isMeant: Bool) throws {
    #expect(try address("https://a/mcp").isWithin(try address(resource)) == isMeant)
  }
}
