import CurlHTTP
import EvalCore
import LoopbackHTTP
import OrderedJSON
import TestSupport
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(2)))
struct HTTPListingTests {
  private func fetch(
    _ url: String, headers: [(name: String, value: String)] = [], limits: ListingLimits = ListingLimits()
  ) async throws(ToolListingFailure) -> ToolListing {
    try await ToolListing.fetch(url: url, headers: headers, client: CurlClient(maxConcurrent: 4), limits: limits)
  }

  private static let greeting: JSON = [
    "protocolVersion": "2025-06-18", "capabilities": ["tools": [:]], "serverInfo": ["name": "old", "version": "1"],
  ]

  /// A server of the handshake era alone, which answers its lists with events.
  private static let old: RawMCPServer.Answer = { request, message in
    switch message?["method"]?.stringValue {
    case "initialize": return .result(greeting, to: message, headers: ["Mcp-Session-Id": "s-1"])
    case "notifications/initialized": return LoopbackResponse(status: 202)
    case "tools/list" where request.headers["Mcp-Session-Id"] == "s-1":
      let answer: JSON = ["jsonrpc": "2.0", "id": message?["id"] ?? nil, "result": ["tools": [["name": "a"]]]]
      let log = #"{"jsonrpc":"2.0","method":"notifications/message","params":{}}"#
      return .events("event: message\ndata: \(log)\n\n: wait\n\nevent: message\ndata: \(answer.compact)\n\n")
    default: return .error(-32600, to: message)
    }
  }

  @Test func readsOurOwnServerInTheModernEra() async throws {
    let server = try await EmbeddedServer.start(Sample.suite(), pageSize: 2)
    let listing = try await fetch(server.url(variant: "today") + "?key=secret")
    #expect(listing.revision == .july2026)
    // The revision has no 'execution'; all else is as the suite has it.
    var first = try #require(Sample.tools[0].objectValue)
    first["execution"] = nil
    #expect(listing.toolSet["tools"]?[0]?.compact == JSON.object(first).compact)
    #expect(listing.toolSet["tools"]?.arrayValue?.count == 5)
    #expect(listing.toolSet["serverInfo"]?["name"] == "tracker")
    #expect(listing.toolSet["instructions"] == "Search first.")
    #expect(
      listing.toolSet["_source"] == ["url": .string(server.url(variant: "today")), "protocolVersion": "2026-07-28"])
    await server.stop()
  }

  @Test func fallsBackToTheHandshakeWithASessionAndEvents() async throws {
    try await RawMCPServer.run(Self.old) { server in
      let listing = try await fetch(server.url, headers: [(name: "Authorization", value: "Bearer x")])
      #expect(listing.revision == .june2025)
      #expect(listing.toolSet["tools"] == [["name": "a"]])
      #expect(
        server.methods == ["server/discover", "initialize", "notifications/initialized", "tools/list", "DELETE"])
      #expect(server.asked.value.allSatisfy { $0.headers["Authorization"] == "Bearer x" })
      #expect(server.asked.value[1].headers["MCP-Protocol-Version"] == nil)
      #expect(server.asked.value.dropFirst(2).allSatisfy { $0.headers["MCP-Protocol-Version"] == "2025-06-18" })
    }
  }

  @Test(arguments: [
    LoopbackResponse.error(-32022, to: ["id": 1], data: ["supported": ["2025-06-18"], "requested": "2026-07-28"]),
    .result(["supportedVersions": ["2025-06-18"]], to: ["id": 1]), LoopbackResponse(status: 406, text: "no"),
    .error(-32601, to: nil, status: 200),
  ])
  func takesAnyOtherAnswerToTheProbeAsASignOfTheOldEra(_ probe: LoopbackResponse) async throws {
    let answer: RawMCPServer.Answer = { request, message in
      message?["method"] == "server/discover" ? probe : await Self.old(request, message)
    }
    let listing = try await RawMCPServer.run(answer) { try await fetch($0.url) }
    #expect(listing.revision == .june2025)
  }

  @Test func readsAServerOfTheFirstTransport() async throws {
    let said = Box<[JSON]>([])
    let answer: RawMCPServer.Answer = { request, message in
      guard request.method == "GET" else {
        guard request.path == "/messages", let message else { return LoopbackResponse(status: 404) }
        said.update { $0.append(message) }
        return LoopbackResponse(status: 202, text: "Accepted")
      }
      return LoopbackResponse(
        headers: ["Content-Type": "text/event-stream"],
        body: .stream { stream in
          try await stream.write("event: endpoint\ndata: /messages?session_id=1\n\n")
          var answered = 0
          while answered < 3 {
            guard let message = said.update({ $0.popFirst }) else {
              try await Task.sleep(for: .milliseconds(5))
              continue
            }
            answered += 1
            guard let id = message["id"] else { continue }
            let result: JSON = message["method"] == "initialize" ? Self.greeting : ["tools": [["name": "a"]]]
            let response: JSON = ["jsonrpc": "2.0", "id": id, "result": result]
            try await stream.write("event: message\ndata: \(response.compact)\n\n")
          }
        })
    }
    let listing = try await RawMCPServer.run(answer) { try await fetch($0.url) }
    #expect(listing.toolSet["tools"] == [["name": "a"]])
  }

  @Test func followsARedirectWithinTheOrigin() async throws {
    let answer: RawMCPServer.Answer = { request, message in
      guard request.path == "/mcp/" else { return LoopbackResponse(status: 307, headers: ["Location": "/mcp/"]) }
      return await Self.old(request, message)
    }
    let listing = try await RawMCPServer.run(answer) { try await fetch($0.url) }
    #expect(listing.toolSet["tools"]?.arrayValue?.count == 1)
  }

  @Test(arguments: [
    (307, "http://127.0.0.1:9/mcp", "redirects to 'http://127.0.0.1:9/mcp' (HTTP 307)"),
    (302, "/mcp/", "redirects to '/mcp/' (HTTP 302)"), (308, "/mcp", "redirects more than 5 times"),
    (308, "file:///etc/passwd", "redirects to 'file:///etc/passwd'"),
  ])
  func followsNoOtherRedirect(_ status: Int, _ location: String, _ sentence: String) async throws {
    try await RawMCPServer.run({ _, _ in LoopbackResponse(status: status, headers: ["Location": location]) }) {
      server in
      let error = await #expect(throws: ToolListingFailure.self) { try await fetch(server.url) }
      #expect(error?.description.contains(sentence) == true, "\(String(describing: error))")
    }
  }

  @Test(
    arguments: [
      (401, .unauthorized, "'Bearer realm=\"x\"'; send the header 'Authorization'"), (403, .forbidden, "(HTTP 403)"),
      (500, .refused, "answered HTTP 500 'broken'"), (404, .notMCP, ": check the path"),
      (200, .notMCP, "HTTP 200 'broken'"),
    ] as [(Int, ToolListingFailure.Code, String)])
  func saysWhatAnAnswerMeans(_ status: Int, _ code: ToolListingFailure.Code, _ sentence: String) async throws {
    let response = LoopbackResponse(status: status, headers: ["WWW-Authenticate": "Bearer realm=\"x\""], text: "broken")
    try await RawMCPServer.run({ _, _ in response }) { server in
      let error = await #expect(throws: ToolListingFailure.self) { try await fetch(server.url) }
      #expect(error?.code == code)
      #expect(error?.description.contains(sentence) == true, "\(String(describing: error))")
    }
  }

  @Test func aPageOfHTMLIsNamedByItsTitle() async throws {
    let page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body></html>\r\n"
    try await RawMCPServer.run({ _, _ in LoopbackResponse(status: 502, text: page) }) { server in
      let error = await #expect(throws: ToolListingFailure.self) { try await fetch(server.url) }
      #expect(error?.description.hasSuffix("answered HTTP 502 with a page of HTML titled '502 Bad Gateway'") == true)
      #expect(error?.fix?.contains("see the log of the server") == true)
    }
  }

  @Test(arguments: [("", false), ("x", true)])
  func theUsualPathIsSuggestedElsewhere(more: String, isSuggested: Bool) async throws {
    try await RawMCPServer.run({ _, _ in LoopbackResponse(status: 404, text: "no") }) { server in
      let error = await #expect(throws: ToolListingFailure.self) { try await fetch(server.url + more) }
      #expect(error?.description.contains(": check the path") == true)
      #expect(error?.description.contains("often it is '/mcp'") == isSuggested)
    }
  }

  @Test(arguments: [
    ("ftp://127.0.0.1/mcp", "found the scheme 'ftp'"), ("http://10.0.0.1/mcp", "expected https for '10.0.0.1:80/mcp'"),
  ])
  func sendsNoHeadersWhereOthersCouldReadThem(_ url: String, _ sentence: String) async throws {
    let error = await #expect(throws: ToolListingFailure.self) {
      try await fetch(url, headers: [(name: "Authorization", value: "Bearer x")])
    }
    #expect(error?.code == .unreachable)
    #expect(error?.description.contains(sentence) == true, "\(String(describing: error))")
  }

  /// Servers that never come to an end, each stopped by another limit.
  @Test(arguments: ["pages", "long", "silent", "events", "asking"])
  func outlastsAHostileServer(_ kind: String) async throws {
    var limits = ListingLimits()
    (limits.pages, limits.bytes, limits.timeout) = (20, 1 << 20, .seconds(kind == "silent" ? 1 : 30))
    let count = Box(0)
    let answer: RawMCPServer.Answer = { request, message in
      if kind == "asking" {
        let question = #"data: {"jsonrpc":"2.0","id":"p","method":"ping"}"# + "\n\n"
        return message?["method"] == "tools/list"
          ? .events(String(repeating: question, count: 200)) : await Self.old(request, message)
      }
      guard message?["method"] == "tools/list" else {
        return .result(["supportedVersions": ["2026-07-28"], "resultType": "complete"], to: message)
      }
      switch kind {
      case "pages":
        return .result(["tools": [], "nextCursor": .string("\(count.update { $0 += 1; return $0 })")], to: message)
      case "long": return .result(["tools": [.string(String(repeating: "x", count: 2 << 20))]], to: message)
      case "events": return .events(String(repeating: "data: {}\n\n", count: 1 << 17))
      default:
        try? await Task.sleep(for: .seconds(60))
        return LoopbackResponse(status: 202)
      }
    }
    let codes: [String: ToolListingFailure.Code] = [
      "pages": .tooLarge, "long": .tooLarge, "silent": .timeout, "events": .tooLarge, "asking": .tooLarge,
    ]
    try await RawMCPServer.run(answer) { server in
      let error = await #expect(throws: ToolListingFailure.self) { try await fetch(server.url, limits: limits) }
      #expect(error?.code == codes[kind], "\(String(describing: error))")
    }
  }

  @Test func stopsWhenNobodyWaits() async throws {
    let answer: RawMCPServer.Answer = { _, _ in
      try? await Task.sleep(for: .seconds(60))
      return LoopbackResponse(status: 202)
    }
    try await RawMCPServer.run(answer) { server in
      let fetching = Task { await Result { () async throws(ToolListingFailure) in try await fetch(server.url) } }
      while server.asked.value.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
      fetching.cancel()
      guard case .failure(let error) = await fetching.value else { return #expect(Bool(false), "it went on") }
      #expect(error.code == .cancelled || error.code == .timeout)
    }
  }
}

extension Result {
  fileprivate init(_ work: () async throws(Failure) -> Success) async {
    do { self = .success(try await work()) } catch { self = .failure(error) }
  }
}

extension [JSON] {
  fileprivate var popFirst: JSON? {
    mutating get { isEmpty ? Optional.none : removeFirst() }
  }
}
