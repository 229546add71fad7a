import Testing

@testable import MCP

struct AddressTests {
  @Test(
    arguments: [
      ("/mcp/t/today", Address(variant: "today")), ("/mcp/t/today/", Address(variant: "today")),
      ("/mcp/t/today/7", Address(variant: "today", trial: 7)),
      ("/mcp/t/today/sse", Address(variant: "today", transport: .events)),
      ("/mcp/t/today/7/messages", Address(variant: "today", trial: 7, transport: .messages)),
      // A variant may be called like a transport or like a trial.
      ("/mcp/t/sse", Address(variant: "sse")), ("/mcp/t/7/sse", Address(variant: "7", transport: .events)),
      ("/mcp/t/messages/messages", Address(variant: "messages", transport: .messages)),
      ("/mcp/t/new%20words/0", Address(variant: "new words", trial: 0)),
      ("/mcp/t/a%2Fb", Address(variant: "a/b")),
    ])
  func findsTheVariantTheTrialAndTheDoor(_ path: String, _ address: Address) {
    #expect(Address(path: path, token: "t") == address)
  }

  @Test(arguments: [
    "", "/", "/mcp", "/mcp/t", "/mcp/x/today", "/other/t/today", "/mcp/t/%FF", "/mcp/t/today/x", "/mcp/t/today/SSE",
    "/mcp/t/today/sse/7", "/mcp/t/today/7/8", "/mcp/t/today/sse/messages", "/mcp/t/today/1e3",
  ])
  func findsNothingElsewhere(_ path: String) { #expect(Address(path: path, token: "t") == nil) }

  @Test(
    arguments: [
      Address(variant: "today"), Address(variant: "a/b c%é", trial: 3), Address(variant: "sse", transport: .events),
      Address(variant: "..", trial: 12, transport: .messages),
    ], [nil, "t"])
  func readsWhatItWrites(_ address: Address, _ token: String?) {
    let path = address.path(under: Address.root(token: token))
    #expect(Address(path: path, token: token) == address)
  }
}
