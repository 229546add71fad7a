import CurlHTTP
import LoopbackHTTP
import OrderedJSON
import TestSupport
import Testing

@testable import MCP

/// How a client over HTTP finds out the era, keeps a session up, and goes on after what older servers do.
@Suite(.timeLimit(.minutes(2)))
struct HTTPErasTests {
  /// - Parameter probe: long, but where a server does not answer the probe, so that a busy machine changes nothing.
  private func fetch(
    _ server: RawMCPServer, path: String = "", probe: Duration = .seconds(50)
  ) async throws(ToolListingFailure) -> ToolListing {
    var limits = ListingLimits()
    (limits.probe, limits.timeout) = (probe, .seconds(100))
    return try await ToolListing.fetch(
      url: server.url + path, client: CurlClient(maxConcurrent: 4), limits: limits)
  }

  private func names(_ listing: ToolListing) -> [String?] {
    listing.toolSet["tools"]?.arrayValue?.map { $0["name"]?.stringValue } ?? []
  }

  private static let tools: JSON = ["tools": [["name": "a"]]]

  /// A server of the handshake era, with a session.
  private static func old(_ message: JSON?) -> LoopbackResponse {
    switch message?["method"]?.stringValue {
    case "initialize":
      .result(["protocolVersion": "2025-11-25", "capabilities": [:]], to: message, headers: ["Mcp-Session-Id": "s-1"])
    case "tools/list": .result(tools, to: message)
    case "server/discover": .error(-32601, to: message, status: 404)
    default: LoopbackResponse(status: 202)
    }
  }

  private static func discovered(_ versions: JSON = ["2026-07-28"]) -> JSON {
    ["resultType": "complete", "supportedVersions": versions]
  }

  // MARK: The probe

  @Test(arguments: [
    LoopbackResponse.error(-32603, to: ["id": 1], status: 500), LoopbackResponse(status: 502, text: "<html>bad</html>"),
    LoopbackResponse(status: 503), LoopbackResponse(status: 403, text: "no"), LoopbackResponse(status: 429),
    LoopbackResponse(status: 404, text: "<html>"), LoopbackResponse(status: 200, text: "<html>hello</html>"),
    LoopbackResponse(status: 202), LoopbackResponse(status: 204), .events(""), .events(": hello\n\n"),
    .events("data: {\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"bad\"}}\n\n"),
    .events("data: {\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":\"bad\"}}\n\n"),
    .events("data: not json\n\n"), .events("event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\n\n"),
    .message(["jsonrpc": "2.0", "id": "1", "result": discovered()]), .result(["supportedVersions": 7], to: ["id": 1]),
    .message(["jsonrpc": "2.0", "id": nil, "result": discovered()]), .message([]), .message("text"),
    LoopbackResponse(status: 302, headers: ["Location": "/elsewhere"]),
    LoopbackResponse(status: 307, headers: ["Location": "http://127.0.0.1:9/"]),
  ])
  func takesAnyOtherAnswerToTheProbeForAnOlderServer(_ probe: LoopbackResponse) async throws {
    let answer: RawMCPServer.Answer = { _, message in
      message?["method"] == "server/discover" ? probe : Self.old(message)
    }
    try await RawMCPServer.run(answer) { server in
      let listing = try await fetch(server)
      #expect(names(listing) == ["a"])
      #expect(listing.revision == .november2025)
      #expect(server.methods.prefix(2) == ["server/discover", "initialize"])
    }
  }

  @Test func doesNotWaitLongForAnOlderServerThatHoldsTheProbe() async throws {
    let answer: RawMCPServer.Answer = { _, message in
      if message?["method"] == "server/discover" { try? await Task.sleep(for: .seconds(60)) }
      return Self.old(message)
    }
    let listing = try await RawMCPServer.run(answer) { try await fetch($0, probe: .milliseconds(200)) }
    #expect(listing.revision == .november2025)
  }

  @Test func asksASlowModernServerAgain() async throws {
    let probes = Box(0)
    let answer: RawMCPServer.Answer = { _, message in
      switch message?["method"] {
      case "server/discover":
        if probes.update({
          $0 += 1; return $0
        }) == 1 {
          try? await Task.sleep(for: .seconds(60))
        }
        return .result(Self.discovered(), to: message)
      case "tools/list": return .result(Self.tools, to: message)
      default: return .error(-32022, to: message, data: ["supported": ["2026-07-28"]])
      }
    }
    let listing = try await RawMCPServer.run(answer) { try await fetch($0, probe: .milliseconds(200)) }
    #expect(listing.revision == .july2026)
  }

  /// With HTTP statuses, and over a stream.
  @Test(
    arguments: [
      .error(-32022, to: ["id": 1], data: ["supported": ["2026-07-28"]]),
      .error(-32022, to: ["id": 1], status: 200, data: ["supported": ["2026-07-28", "2025-11-25"]]),
      .error(-32022, to: ["id": 1], status: 500, data: ["supported": ["2026-07-28"]]),
      .events(
        "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32022,\"message\":\"m\","
          + "\"data\":{\"supported\":[\"2026-07-28\"]}}}\n\n"),
    ] as [LoopbackResponse])
  func asksAModernServerAgainInARevisionThatItNames(_ refusal: LoopbackResponse) async throws {
    let probes = Box(0)
    let answer: RawMCPServer.Answer = { _, message in
      guard message?["method"] == "server/discover" else { return .result(Self.tools, to: message) }
      return probes.update({
        $0 += 1; return $0
      }) == 1 ? refusal : .result(Self.discovered(), to: message)
    }
    try await RawMCPServer.run(answer) { server in
      let listing = try await fetch(server)
      #expect(names(listing) == ["a"])
      #expect(server.methods == ["server/discover", "server/discover", "tools/list"])
    }
  }

  @Test(
    arguments: [
      (.error(-32022, to: ["id": 1], data: ["supported": ["2026-07-28"]]), "refused the revision '2026-07-28'"),
      (.error(-32022, to: ["id": 1], data: ["supported": ["2099-01-01"]]), "but '2099-01-01'"),
      (.error(-32021, to: ["id": 1]), "error -32021"), (.error(-32020, to: ["id": 1], status: 403), "error -32020"),
      (.result(discovered(["2099-01-01"]), to: ["id": 1]), "but '2099-01-01'"),
      (.result(["resultType": "other", "supportedVersions": ["2026-07-28"]], to: ["id": 1]), "found 'other'"),
    ] as [(LoopbackResponse, String)])
  func neverShakesHandsWithAModernServer(_ probe: LoopbackResponse, _ sentence: String) async throws {
    let answer: RawMCPServer.Answer = { _, message in
      message?["method"] == "server/discover" ? probe : Self.old(message)
    }
    try await RawMCPServer.run(answer) { server in
      let error = await #expect(throws: ToolListingFailure.self) { try await fetch(server) }
      #expect(error?.description.contains(sentence) == true, "\(String(describing: error))")
      #expect(!server.methods.contains("initialize"))
    }
  }

  @Test(
    arguments: [
      ("com.example/other", "found 'com.example/other'"), ("input_required", "found 'input_required'"),
      (nil, "found null"), (7, "found 7"), ("Complete", "found 'Complete'"),
    ] as [(JSON, String)])
  func refusesAResultOfAnotherType(_ type: JSON, _ sentence: String) async throws {
    let answer: RawMCPServer.Answer = { _, message in
      guard message?["method"] == "tools/list" else { return .result(Self.discovered(), to: message) }
      return .result(["resultType": type, "tools": []], to: message)
    }
    try await RawMCPServer.run(answer) { server in
      let error = await #expect(throws: ToolListingFailure.self) { try await fetch(server) }
      #expect(error?.code == .protocol)
      #expect(error?.description.contains(sentence) == true, "\(String(describing: error))")
    }
  }

  // MARK: Answers

  @Test(arguments: [
    (#"{"jsonrpc":"2.0","id":"2","result":{"tools":[]}}"#, #"expected the id 2, found "2""#),
    (#"{"jsonrpc":"2.0","id":9,"result":{"tools":[]}}"#, "expected the id 2, found 9"),
    (#"{"jsonrpc":"2.0","id":null,"result":{"tools":[]}}"#, "expected the id 2, found null"),
    (#"{"jsonrpc":"2.0","id":2,"result":{"tools":[{"x":NaN}]}}"#, "found 'NaN'"),
    (#"{"jsonrpc":"2.0","id":2,"result":{"tools":[{"x""#, "cannot be used: at 1:48"),
    (#"{"jsonrpc":"2.0","id":2,"result":null}"#, "expected 'result' to be an object, found null"),
  ])
  func saysWhatIsWrongWithAnAnswer(_ text: String, _ sentence: String) async throws {
    for isStream in [false, true] {
      let answer: RawMCPServer.Answer = { _, message in
        guard message?["method"] == "tools/list" else { return Self.old(message) }
        return isStream
          ? .events("data: \(text)\n\n")
          : LoopbackResponse(headers: ["Content-Type": "application/json"], text: text)
      }
      try await RawMCPServer.run(answer) { server in
        let error = await #expect(throws: ToolListingFailure.self) { try await fetch(server) }
        #expect(error?.code == .protocol)
        #expect(error?.description.contains(sentence) == true, "\(String(describing: error))")
      }
    }
  }

  @Test func keepsThePagesOfAServerWithoutALastOne() async throws {
    let answer: RawMCPServer.Answer = { _, message in
      guard message?["method"] == "tools/list" else { return Self.old(message) }
      return .result(["tools": [["name": "a"], ["name": "b"]], "nextCursor": ""], to: message)
    }
    let listing = try await RawMCPServer.run(answer) { try await fetch($0) }
    #expect(names(listing) == ["a", "b"])
    #expect(listing.dropped.isEmpty)
    #expect(listing.warnings.count == 1)
  }

  // MARK: Sessions

  @Test(arguments: [(1, ["a"]), (2, ["a"]), (3, nil)] as [(Int, [String]?)])
  func beginsALostSessionAnewButNotForEver(_ losses: Int, _ expected: [String]?) async throws {
    let lost = Box(0)
    let answer: RawMCPServer.Answer = { request, message in
      guard message?["method"] == "tools/list",
        lost.update({
          $0 += 1; return $0
        }) <= losses
      else {
        return Self.old(message)
      }
      return .error(-32001, to: message, status: 404)
    }
    try await RawMCPServer.run(answer) { server in
      let listing = await Result { () async throws(ToolListingFailure) in try await fetch(server) }
      switch listing {
      case .success(let listing): #expect(names(listing) == expected)
      case .failure(let failure):
        #expect(expected == nil)
        #expect(failure.code == .sessionLost)
      }
      let greetings = server.asked.value.filter { (try? JSON(parsing: $0.body))?["method"] == "initialize" }
      #expect(greetings.count == min(losses + 1, 3))
      #expect(greetings.allSatisfy { $0.headers["Mcp-Session-Id"] == nil })
    }
  }

  @Test func beginsASessionAnewThatIsLostAtItsFirstNotification() async throws {
    let isFirst = Box(true)
    let answer: RawMCPServer.Answer = { _, message in
      guard message?["method"] == "notifications/initialized", isFirst.value else { return Self.old(message) }
      isFirst.update { $0 = false }
      return LoopbackResponse(status: 404)
    }
    let listing = try await RawMCPServer.run(answer) { try await fetch($0) }
    #expect(names(listing) == ["a"])
  }

  @Test func answersWhatTheServerAsksOnAStream() async throws {
    let heard = Box<[JSON]>([])
    let answer: RawMCPServer.Answer = { request, message in
      if let message, message["method"] == nil { heard.update { $0.append(message) } }
      guard message?["method"] == "tools/list", let id = message?["id"] else { return Self.old(message) }
      return LoopbackResponse(
        headers: ["Content-Type": "text/event-stream"],
        body: .stream { stream in
          try await stream.write("data: {\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"ping\"}\n\n")
          try await stream.write("data: {\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"roots/list\"}\n\n")
          while heard.value.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
          try await stream.write(
            "data: {\"jsonrpc\":\"2.0\",\"id\":\(id.compact),\"result\":\(Self.tools.compact)}\n\n")
        })
    }
    try await RawMCPServer.run(answer) { server in
      let listing = try await fetch(server)
      #expect(names(listing) == ["a"])
      #expect(heard.value.first == ["jsonrpc": "2.0", "id": "p", "result": [:]])
      #expect(heard.value.last?["id"] == 8)
      #expect(heard.value.last?["error"]?["code"] == -32601)
      let said = server.asked.value.filter { $0.method == "POST" }
      #expect(said.dropFirst(2).allSatisfy { $0.headers["Mcp-Session-Id"] == "s-1" })
    }
  }

  /// A stream that ends after its first event, as one that is meant to be polled does, again and again.
  @Test(arguments: [1, 3, 50])
  func goesOnWithAStreamThatEnded(_ rounds: Int) async throws {
    let resumed = Box(0)
    let answer: RawMCPServer.Answer = { request, message in
      if request.method == "GET" {
        let round = resumed.update {
          $0 += 1; return $0
        }
        guard round == rounds else { return .events("id: e\(round)\nretry: 1\ndata:\n\n") }
        return .events("data: {\"jsonrpc\":\"2.0\",\"id\":2,\"result\":\(Self.tools.compact)}\n\n")
      }
      return message?["method"] == "tools/list" ? .events("id: e0\nretry: 1\ndata:\n\n") : Self.old(message)
    }
    try await RawMCPServer.run(answer) { server in
      let listing = await Result { () async throws(ToolListingFailure) in try await fetch(server) }
      let polls = server.asked.value.filter { $0.method == "GET" }
      #expect(polls.map { $0.headers["Last-Event-ID"] } == (0..<min(rounds, 20)).map { "e\($0)" })
      #expect(polls.allSatisfy { $0.headers["Mcp-Session-Id"] == "s-1" && $0.headers["Accept"] != nil })
      switch listing {
      case .success(let listing): #expect(names(listing) == ["a"])
      case .failure(let failure):
        #expect(rounds > 20)
        #expect(failure.code == .protocol)
      }
    }
  }

  @Test(
    arguments: [
      (.events("id: e1\nretry: 99999999999999\ndata:\n\n"), LoopbackResponse(status: 405), .timeout, "longer than"),
      (
        .events("id: e1\nretry: 1\ndata:\n\n"), LoopbackResponse(status: 405), .protocol,
        "GET to go on with it gave HTTP 405"
      ),
      (.events("id: e1\nretry: 1\ndata:\n\n"), LoopbackResponse(status: 404), .sessionLost, "ended the session"),
      (.events("data:\n\n"), LoopbackResponse(status: 200), .protocol, "found the end of the stream"),
      (
        .events("data: {\"jsonrpc\":\"2.0\",\"id\":\"2\",\"result\":{}}\n\n"), LoopbackResponse(status: 200), .protocol,
        "expected the id 2, found \"2\""
      ),
      (
        .events("data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n\n"), LoopbackResponse(status: 200), .protocol,
        "found the end of the stream"
      ),
    ] as [(LoopbackResponse, LoopbackResponse, ToolListingFailure.Code, String)])
  func saysWhyAStreamIsNotTakenUp(
    _ stream: LoopbackResponse, _ poll: LoopbackResponse, _ code: ToolListingFailure.Code, _ sentence: String
  ) async throws {
    let answer: RawMCPServer.Answer = { request, message in
      if request.method == "GET" { return poll }
      return message?["method"] == "tools/list" ? stream : Self.old(message)
    }
    try await RawMCPServer.run(answer) { server in
      let error = await #expect(throws: ToolListingFailure.self) { try await fetch(server) }
      #expect(error?.code == code)
      #expect(error?.description.contains(sentence) == true, "\(String(describing: error))")
    }
  }

  // MARK: The first transport

  @Test(
    arguments: [
      (307, "/sse/", "a"), (308, "/sse/", "a"), (301, "/sse/", "a"), (302, "/sse/", "a"), (303, "/sse/", "a"),
      (307, "http://localhost:9/sse/", "HTTP 307"), (307, "/mcp/sse", "redirects more than 5 times"),
      (307, "file:///etc/passwd", "HTTP 307"), (304, "/sse/", "error -32000: 'no'"),
    ])
  func followsTheEventsToWhereTheyMoved(_ status: Int, _ location: String, _ expected: String) async throws {
    let said = Box<[JSON]>([])
    let answer: RawMCPServer.Answer = { request, message in
      switch (request.method, request.path) {
      case ("GET", "/mcp/sse"): return LoopbackResponse(status: status, headers: ["Location": location])
      case ("GET", "/sse/"): return Self.eventStream(said)
      case ("POST", "/sse/messages"): return LoopbackResponse(status: 307, headers: ["Location": "messages/"])
      case ("POST", "/sse/messages/"):
        if let message { said.update { $0.append(message) } }
        return LoopbackResponse(status: 202)
      default: return .error(-32000, to: nil, status: 405)
      }
    }
    try await RawMCPServer.run(answer) { server in
      do throws(ToolListingFailure) {
        let listing = try await fetch(server, path: "/sse")
        #expect(names(listing) == [expected])
        #expect(said.value.contains { $0["id"] == "p" && $0["result"] == [:] })
      } catch {
        #expect(error.description.contains(expected), "\(error)")
      }
    }
  }

  /// Names its endpoint as seen from itself, asks before it answers, and ends after the list.
  private static func eventStream(_ said: Box<[JSON]>) -> LoopbackResponse {
    LoopbackResponse(
      headers: ["Content-Type": "text/event-stream"],
      body: .stream { stream in
        try await stream.write("event: endpoint\ndata: messages?s=1\n\n")
        try await stream.write("data: {\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"ping\"}\n\n")
        var answered = 0
        while true {
          let messages = said.value
          for message in messages[answered...] {
            answered += 1
            guard let id = message["id"], let method = message["method"]?.stringValue else { continue }
            let greeting: JSON = ["protocolVersion": "2024-11-05", "capabilities": [:]]
            let answer: JSON = ["jsonrpc": "2.0", "id": id, "result": method == "initialize" ? greeting : tools]
            try await stream.write("event: message\ndata: \(answer.compact)\n\n")
          }
          try await Task.sleep(for: .milliseconds(5))
        }
      })
  }
}

extension Result {
  fileprivate init(_ work: () async throws(Failure) -> Success) async {
    do { self = .success(try await work()) } catch { self = .failure(error) }
  }
}
