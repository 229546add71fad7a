import LoopbackHTTP
import OrderedJSON
import Testing

@testable import MCP

/// Every step of the validation, with what it says to a request that stumbles there.
struct LadderTests {
  private func outcome(_ request: LoopbackRequest, _ validator: RequestValidator = RequestValidator()) -> String {
    do throws(RequestValidator.Rejection) {
      switch try validator.validate(request) {
      case .one(let route): return route.revision.rawValue
      case .batch(let routes):
        return routes.map { part in
          switch part {
          case .success(let route): "\(route.request.method) \(route.revision.rawValue)"
          case .failure(let error): "\(error.code) id=\(error.id.map { $0.compact } ?? "-")"
          }
        }.joined(separator: ", ")
      }
    } catch {
      return switch error {
      case .accepted: "202"
      case .http(let status, _): "\(status)"
      case .method: "405"
      case .rpc(let error): "\(error.status) \(error.code) id=\(error.id.map { $0.compact } ?? "-")"
      }
    }
  }

  @Test(
    arguments: [
      ([], "2026-07-28"),
      // 1: Origin and Host.
      ([("Origin", "http://evil.example.com")], "403"), ([("Origin", "null")], "403"),
      ([("Origin", "http://127.0.0.1:80")], "2026-07-28"), ([("Origin", "http://localhost:80")], "2026-07-28"),
      ([("Origin", "http://[::1]:80")], "2026-07-28"), ([("Origin", "http://localhost:3000")], "403"),
      ([("Origin", "https://localhost:80")], "403"), ([("Host", "evil.example.com")], "421"),
      ([("Host", "localhost:80")], "2026-07-28"), ([("Host", "[::1]:80")], "2026-07-28"),
      ([("Host", "localhost.evil.com:80")], "421"), ([("Host", "")], "400"),
      // 4: the kind of body.
      ([("Content-Type", "text/plain")], "415"), ([("Content-Type", "")], "415"),
      ([("Content-Type", "application/json; charset=utf-8")], "2026-07-28"), ([("Accept", "text/html")], "2026-07-28"),
      // 6 and 7c: headers and body agree.
      ([("MCP-Protocol-Version", "2025-11-25")], "400 -32020 id=1"),
      ([("MCP-Protocol-Version", "")], "400 -32020 id=1"),
      ([("MCP-Protocol-Version", " 2026-07-28\t")], "2026-07-28"), ([("Mcp-Method", "TOOLS/LIST")], "400 -32020 id=1"),
      ([("Mcp-Method", "")], "400 -32020 id=1"), ([("Mcp-Method", "ping")], "400 -32020 id=1"),
      ([("mcp-METHOD", "tools/list")], "2026-07-28"), ([("Mcp-Session-Id", "stray")], "2026-07-28"),
      ([("Mcp-Method", "tools/list"), ("Mcp-Method", "tools/list")], "400 -32020 id=1"),
      // Two of what may stand once, even where they say the same.
      ([("Host", "127.0.0.1:80"), ("Host", "127.0.0.1:80")], "400"),
      ([("Origin", "http://127.0.0.1:80"), ("Origin", "http://evil.example.com")], "400"),
      ([("Content-Type", "application/json"), ("content-type", "text/plain")], "400"),
      ([("MCP-Protocol-Version", "2026-07-28"), ("mcp-protocol-version", "2026-07-28")], "400 -32020 id=-"),
      ([("MCP-Protocol-Version", "2025-06-18"), ("MCP-Protocol-Version", "2026-07-28")], "400 -32020 id=-"),
      ([("Host", "")], "400"),
      ([("Mcp-Name", "a"), ("Mcp-Name", "a")], "400 -32020 id=1"),
    ] as [([(String, String)], String)])
  func judgesTheHeadersOfAModernRequest(_ own: [(String, String)], _ expected: String) {
    #expect(outcome(Wire.post(Wire.modern("tools/list"), Wire.headers("tools/list", own))) == expected)
  }

  @Test(arguments: [
    ("get", "get", "2026-07-28"), ("get", "", "400 -32020 id=1"), ("get", "other", "400 -32020 id=1"),
    ("get", "=?base64?Z2V0?=", "2026-07-28"), ("get", "=?base64?Z2V?=", "400 -32020 id=1"),
    ("gét", "=?base64?Z8OpdA==?=", "2026-07-28"), ("get", "GET", "400 -32020 id=1"),
  ])
  func wantsTheToolsNameInAHeader(_ name: String, _ header: String, _ expected: String) {
    let body = Wire.modern("tools/call", ["name": .string(name)])
    #expect(outcome(Wire.post(body, Wire.headers("tools/call", [("Mcp-Name", header)]))) == expected)
  }

  private static let revision = "io.modelcontextprotocol/protocolVersion"
  private static let capabilities = "io.modelcontextprotocol/clientCapabilities"

  @Test(
    arguments: [
      // 5: the form of the message.
      ([1], "400 -32600 id=-"), ("text", "400 -32600 id=-"), (["jsonrpc": "1.0", "id": 1], "400 -32600 id=1"),
      (["jsonrpc": "2.0", "id": "a"], "400 -32600 id=\"a\""),
      (["jsonrpc": "2.0", "id": nil, "method": "tools/list"], "400 -32600 id=-"),
      (["jsonrpc": "2.0", "id": 7, "method": "tools/list", "params": []], "400 -32602 id=7"),
      (["jsonrpc": "2.0", "id": 7, "result": [:]], "202"),
      (["jsonrpc": "2.0", "id": 7, "error": ["code": 1, "message": "no"]], "202"),
      // 7a: a notification.
      (Wire.modern("notifications/cancelled", id: nil), "202"),
      // 7b: what a request must say of itself.
      (Wire.message("tools/list", id: "a"), "400 -32602 id=\"a\""),
      (Wire.modern("tools/list", meta: [capabilities: [:]]), "400 -32602 id=1"),
      (Wire.modern("tools/list", meta: [revision: "2026-07-28"]), "400 -32602 id=1"),
      (Wire.modern("tools/list", meta: [revision: "2026-07-28", capabilities: []]), "400 -32602 id=1"),
      (Wire.modern("tools/list", meta: [revision: "2026-07-28", capabilities: [:]]), "2026-07-28"),
      // 7c before 7d: the mismatch comes first.
      (Wire.modern("tools/list", meta: [revision: "v999", capabilities: [:]]), "400 -32020 id=1"),
      (Wire.modern("tools/list", meta: [revision: 7, capabilities: [:]]), "400 -32602 id=1"),
      (Wire.modern("tools/list", id: 1.50), "2026-07-28"),
    ] as [(JSON, String)])
  func judgesTheBodyOfAModernRequest(_ body: JSON, _ expected: String) {
    #expect(outcome(Wire.post(body, Wire.headers("tools/list"))) == expected)
  }

  @Test func saysWhichRevisionsAreOffered() throws {
    let meta: JSON = [Self.revision: "1900-01-01", Self.capabilities: [:]]
    let request = Wire.post(
      Wire.modern("tools/list", meta: meta), Wire.headers("tools/list", [("MCP-Protocol-Version", "1900-01-01")]))
    let rejection = #expect(throws: RequestValidator.Rejection.self) { try RequestValidator().validate(request) }
    guard case .rpc(let error) = rejection else { return #expect(Bool(false), "\(String(describing: rejection))") }
    #expect(error.code == -32022)
    #expect(
      error.body["error"]?["data"] == [
        "supported": ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"], "requested": "1900-01-01",
      ])
  }

  @Test(arguments: [
    ("initialize", "", "2025-11-25", "2025-11-25"), ("initialize", "", "2024-11-05", "2024-11-05"),
    ("initialize", "", "1999-01-01", "2025-11-25"), ("initialize", "", "2026-07-28", "2025-11-25"),
    ("initialize", "2025-06-18", "2025-03-26", "2025-03-26"), ("tools/list", "", "", "2025-03-26"),
    ("tools/list", "2025-11-25", "", "2025-11-25"), ("tools/list", "2024-11-05", "", "2024-11-05"),
    ("tools/list", "bogus", "", "400 -32602 id=1"), ("initialize", "2026-07-28", "2025-11-25", "400 -32602 id=1"),
  ])
  func findsTheRevisionOfAHandshakeClient(_ method: String, _ header: String, _ asked: String, _ expected: String) {
    let params: JSONObject = asked.isEmpty ? [:] : ["protocolVersion": .string(asked)]
    let headers = Wire.headers(method, [("MCP-Protocol-Version", header), ("Mcp-Method", "")])
    #expect(outcome(Wire.post(Wire.message(method, params), headers)) == expected)
  }

  private static let ping = Wire.message("ping")
  private static let list = Wire.message("tools/list", id: "b")
  private static let notification = Wire.message("notifications/initialized", id: nil)
  private static let answer: JSON = ["jsonrpc": "2.0", "id": 7, "result": [:]]

  /// Batches belong to 2025-03-26, and to clients that send no header and so are taken to speak it.
  @Test(
    arguments: [
      ([ping, list], "", "ping 2025-03-26, tools/list 2025-03-26"), ([ping], "2025-03-26", "ping 2025-03-26"),
      ([ping, notification, answer, list], "", "ping 2025-03-26, tools/list 2025-03-26"),
      ([notification], "", "202"), ([answer, notification], "2025-03-26", "202"), ([], "", "400 -32600 id=-"),
      ([1, ping, ["jsonrpc": "2.0", "id": "x"]], "", "-32600 id=-, ping 2025-03-26, -32600 id=\"x\""),
      ([[ping], nil], "", "-32600 id=-, -32600 id=-"),
      ([ping, Wire.message("initialize", id: 3)], "", "ping 2025-03-26, -32600 id=3"),
      (Array(repeating: ping, count: 256), "", Array(repeating: "ping 2025-03-26", count: 256).joined(separator: ", ")),
      (Array(repeating: 1, count: 257), "", "400 -32600 id=-"),
      ([ping], "2024-11-05", "400 -32600 id=-"), ([ping], "2025-06-18", "400 -32600 id=-"),
      ([ping], "2025-11-25", "400 -32600 id=-"), ([ping], "2026-07-28", "400 -32600 id=-"),
      ([ping], "bogus", "400 -32600 id=-"), ([], "2025-06-18", "400 -32600 id=-"),
    ] as [([JSON], String, String)])
  func answersBatchesInTheOneRevisionThatHasThem(_ batch: [JSON], _ header: String, _ expected: String) {
    let headers = Wire.headers("x", [("MCP-Protocol-Version", header), ("Mcp-Method", "")])
    #expect(outcome(Wire.post(.array(batch), headers)) == expected)
  }

  @Test(arguments: ["GET", "DELETE", "PUT", "OPTIONS"])
  func takesPostsOnly(_ method: String) {
    #expect(outcome(LoopbackRequest(method: method, target: "/", headers: Wire.headers("x"))) == "405")
  }

  @Test(arguments: [("http", "403"), ("https", "2026-07-28")])
  func takesOnlyPagesOfItsOwnSchemeForItsOwn(_ scheme: String, _ expected: String) {
    let headers = Wire.headers("tools/list", [("Origin", "\(scheme)://localhost:80")])
    let outcome = outcome(Wire.post(Wire.modern("tools/list"), headers), RequestValidator(scheme: "https"))
    #expect(outcome == expected)
  }

  @Test func refusesABodyThatIsNoJSON() {
    let body = Array("{not json".utf8)
    let request = LoopbackRequest(method: "POST", target: "/", headers: Wire.headers("x"), body: body)
    #expect(outcome(request) == "400 -32700 id=-")
  }

  @Test func namesTheClient() throws {
    func client(_ routes: Routes) -> String? { if case .one(let route) = routes { route.client } else { nil } }
    let modern = try RequestValidator().validate(Wire.post(Wire.modern("tools/list"), Wire.headers("tools/list")))
    #expect(client(modern) == "tester")
    let headers = Wire.headers("x", [("MCP-Protocol-Version", ""), ("User-Agent", "host/1")])
    let legacy = try RequestValidator().validate(Wire.post(Wire.message("ping"), headers))
    #expect(client(legacy) == "host/1")
  }
}
