import LoopbackHTTP
import OrderedJSON
import Testing

/// What a live MCP server says back of the keys that it was given stands in no file and in no message.
@Suite struct LiveServerTests {
  private static let key = "mcp-7f3a9c01d2e4"

  /// Of the handshake era; its one tool and its instructions name the header that came.
  private static func gossip(_ request: LoopbackRequest) -> LoopbackResponse {
    let message = try? JSON(parsing: request.body)
    let key = request.headers["X-Team-Key"] ?? request.headers["Authorization"] ?? "nothing"
    let said = JSON.string("asked with \(key)")
    let result: JSON
    switch message?["method"]?.stringValue {
    case "initialize":
      result = [
        "protocolVersion": "2025-06-18", "capabilities": ["tools": [:]], "serverInfo": ["name": "old", "version": "1"],
        "instructions": said,
      ]
    case "tools/list":
      result = [
        "tools": [["name": "look", "description": said, "inputSchema": ["type": "object"]], ["name": said]]
      ]
    case "notifications/initialized": return LoopbackResponse(status: 202)
    default: return LoopbackResponse(status: 400, text: "no")
    }
    let answer: JSON = ["jsonrpc": "2.0", "id": message?["id"] ?? nil, "result": result]
    return LoopbackResponse(headers: ["Content-Type": "application/json"], text: answer.compact)
  }

  @Test(arguments: [
    ("X-Team-Key: $TEAM_KEY", "<redacted:TEAM_KEY>"),
    ("Authorization: Bearer $TEAM_KEY", "Bearer <redacted:TEAM_KEY>"),
    ("Authorization: Bearer \(key)", "Bearer <redacted:Authorization>"),
    ("X-Team-Key: $TEAM_LINE", "Bearer <redacted:TEAM_LINE>"),
  ])
  func aKeyOfAHeaderIsNowhere(header: String, instead: String) async throws {
    let server = try await LoopbackServer.start { Self.gossip($0) }
    let workplace = try Workplace()
    let program = Program(workplace, environment: ["TEAM_KEY": Self.key, "TEAM_LINE": "Bearer \(Self.key)"])
    let url = ["--url", "\(server.url)/mcp", "--header", header]
    let printed = try await program.run(["tools", "fetch"] + url)
    let written = try await program.run(["init", "--name", "old"] + url)
    await server.stop()
    for ended in [printed, written] {
      #expect(ended.code == 0, "\(ended.errors)")
      #expect(!(ended.output + ended.errors).contains(Self.key))
    }
    #expect(printed.output.contains("asked with \(instead)"))
    #expect(workplace.has("fixtures/toolsets/old.json"))
    #expect(workplace.files(holding: Self.key) == [])
  }

  /// The one in the project is nobody's to overwrite.
  @Test func aStarterSuiteNamesTheSchemaBesideIt() async throws {
    let server = try await LoopbackServer.start { Self.gossip($0) }
    let workplace = try Workplace()
    let schema = "schemas/toolsight-suite.schema.json"
    for (name, text) in [("first", nil), ("second", "{}")] {
      if let text { try workplace.write(text, to: schema) }
      let ended = try await Program(workplace).run("init", "--name", name, "--url", "\(server.url)/mcp")
      #expect(ended.code == 0 && ended.errors.contains(schema), "\(ended.errors)")
      #expect(try workplace.text("suites/\(name).yaml").hasPrefix("# yaml-language-server: $schema=../\(schema)\n"))
      let printed = try await Program(workplace).run("schema", "suite").output
      #expect(try workplace.text(schema) == text ?? printed)
    }
    await server.stop()
  }

  @Test func aHeaderWithoutANameIsNotSaidBack() async throws {
    let ended = try await Program(try Workplace()).run(
      "tools", "fetch", "--url", "http://127.0.0.1:1/mcp", "--header", "Bearer \(Self.key)")
    #expect(ended.code == 2)
    #expect(ended.errors.contains("found no ':' after a name") && !ended.errors.contains(Self.key))
  }
}
