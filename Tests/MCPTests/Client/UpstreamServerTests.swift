import CurlHTTP
import EvalCore
import LoopbackHTTP
import OrderedJSON
import TestSupport
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(1)))
struct UpstreamServerTests {
  private func call(_ url: String, _ tool: String, _ arguments: JSONObject) async throws -> JSON? {
    let server = UpstreamServer(url: url, client: CurlClient(maxConcurrent: 4))
    guard case .result(let result) = try await server.call(tool, arguments, within: .seconds(20)) else { return nil }
    return result["content"]?[0]?["text"]
  }

  private static let greeting: JSON = ["protocolVersion": "2025-06-18", "capabilities": [:]]

  @Test func repeatsInHeadersWhatTheServersOwnListAsksFor() async throws {
    var suite = Sample.suite()
    suite.results["regional"] = .value("here")
    let server = try await EmbeddedServer.start(suite)
    #expect(try await call(server.url(variant: "today"), "regional", ["region": "eu é"]) == "here")
    await server.stop()
  }

  @Test func callsInASessionOfTheHandshakeEra() async throws {
    let answer: RawMCPServer.Answer = { request, message in
      switch message?["method"]?.stringValue {
      case "initialize": .result(Self.greeting, to: message, headers: ["Mcp-Session-Id": "s-1"])
      case "notifications/initialized": LoopbackResponse(status: 202)
      case "tools/call" where request.headers["Mcp-Session-Id"] == "s-1":
        .result(["content": [["type": "text", "text": message?["params"]?["arguments"]?["a"] ?? nil]]], to: message)
      default: .error(-32600, to: message)
      }
    }
    try await RawMCPServer.run(answer) { raw in
      let server = UpstreamServer(url: raw.url, client: CurlClient(maxConcurrent: 4))
      for text in ["one", "two"] {
        let answer = try await server.call("x", ["a": .string(text)], within: .seconds(20))
        guard case .result(let result) = answer else { throw CancellationError() }
        #expect(result["content"]?[0]?["text"] == .string(text))
      }
      #expect(raw.methods.filter { $0 == "tools/call" }.count == 2)
      #expect(raw.methods.filter { $0 == "server/discover" }.count == 1)
    }
  }

  @Test func isLateWhereTheServerDoesNotAnswer() async throws {
    let latch = Latch()
    let answer: RawMCPServer.Answer = { _, message in
      if message?["method"]?.stringValue != "server/discover" { await latch.waitUnlessCancelled() }
      return .result(["supportedVersions": ["2026-07-28"]], to: message)
    }
    try await RawMCPServer.run(answer) { raw in
      let server = UpstreamServer(url: raw.url, client: CurlClient(maxConcurrent: 4))
      let failure = await #expect(throws: ToolListingFailure.self) {
        _ = try await server.call("x", [:], within: .milliseconds(300))
      }
      #expect(failure?.code == .timeout)
      latch.open()
    }
  }
}
