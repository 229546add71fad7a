import OrderedJSON
import Testing

@testable import MCP

struct HandshakeTests {
  @Test func assumesARevisionUntilOneIsAgreedOn() throws {
    var handshake = Handshake(assumed: .november2024)
    #expect(handshake.route(try Wire.call("tools/list")).revision == .november2024)
    let initialize = try Wire.call("initialize", ["protocolVersion": "2025-06-18", "clientInfo": ["name": "host"]])
    #expect(handshake.route(initialize).revision == .june2025)
    let next = handshake.route(try Wire.call("tools/list"))
    #expect(next.revision == .june2025)
    #expect(next.client == "host")
  }
}
