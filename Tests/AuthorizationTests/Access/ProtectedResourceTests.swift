import OrderedJSON
import Testing

@testable import Authorization

struct ProtectedResourceTests {
  private func resource(_ url: String) throws -> ProtectedResource {
    try ProtectedResource(
      resource: url, authorizationServers: ["https://issuer.example"], scopes: ["a", "b"], name: "Tracker")
  }

  @Test func saysWhoIssuesTokensAndHowTheyAreSent() throws {
    #expect(
      try resource("https://mcp.example/mcp").document.compact
        == #"{"resource":"https://mcp.example/mcp","authorization_servers":["https://issuer.example"],"#
        + #""scopes_supported":["a","b"],"bearer_methods_supported":["header"],"resource_name":"Tracker"}"#)
  }

  @Test func leavesOutScopesWhereNoneAreNeeded() throws {
    let resource = try ProtectedResource(resource: "https://a", authorizationServers: ["https://i"])
    #expect(resource.document["scopes_supported"] == nil)
  }

  @Test(arguments: [
    ("https://mcp.example", "", "https://mcp.example"), ("https://mcp.example/", "", "https://mcp.example"),
    ("HTTPS://MCP.Example:8443/mcp/v1", "/mcp/v1", "https://mcp.example:8443/mcp/v1"),
    ("http://[::1]:80/a%20b", "/a%20b", "http://[::1]:80/a%20b"),
  ])
  func standsBeforeTheResourcesPath(_ url: String, _ path: String, _ canonical: String) throws {
    let resource = try resource(url)
    #expect(resource.resource == canonical)
    #expect(resource.metadataPath == "/.well-known/oauth-protected-resource" + path)
    #expect(resource.metadataURL == canonical.dropLast(path.count) + resource.metadataPath)
    #expect(resource.challenge == Challenge(metadata: resource.metadataURL, scopes: ["a", "b"]))
  }

  @Test func isFoundAtItsOwnPlaceAndAtTheRootAlone() throws {
    let resource = try resource("https://mcp.example/mcp")
    #expect(resource.isDescribed(at: "/.well-known/oauth-protected-resource/mcp"))
    #expect(resource.isDescribed(at: "/.well-known/oauth-protected-resource"))
    #expect(!resource.isDescribed(at: "/.well-known/oauth-protected-resource/other"))
    #expect(!resource.isDescribed(at: "/mcp"))
  }

  @Test(arguments: ["mcp", "ftp://a/", "https://", "https://a?b", "https://a#b", "https://u@a/", "/mcp", ""])
  func isNoneOfWhatATokenCouldNotName(url: String) {
    #expect(throws: AuthorizationFailure.wrongResource(url)) { try resource(url) }
  }
}
