import CurlHTTP
import EvalCore
import LoopbackHTTP
import OrderedJSON
import TestSupport
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(1)))
struct EventSessionsTests {
  /// An endpoint with limits of its own, on loopback.
  private struct Served {
    let root: String
    let log: Box<[CallLogEntry]>

    func client(_ path: String = "today") async throws -> EventClient {
      try await EventClient("\(root)/mcp/t/\(path)/sse", root: root)
    }
  }

  private func serving(
    _ suite: Suite = Sample.suite(), trials: [Trial] = [Sample.trial(0)],
    limits: EventSessions.Limits = EventSessions.Limits(), _ body: (Served) async throws -> Void
  ) async throws {
    let log = Box<[CallLogEntry]>([])
    let dispatcher = RequestDispatcher(layers: LayerState()) { entry in log.update { $0.append(entry) } }
    let endpoint = HTTPEndpoint(
      variants: ServedVariants(suite, trials: trials, pageSize: nil), dispatcher: dispatcher,
      validator: RequestValidator(), token: "t",
      sessions: EventSessions(dispatcher, limits: limits), access: nil)
    let server = try await LoopbackServer.start { await endpoint.answer($0) }
    do { try await body(Served(root: server.url, log: log)) } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  private static let initialize = Wire.message(
    "initialize", ["protocolVersion": "2024-11-05", "clientInfo": ["name": "old host", "version": "1"]], id: "a")

  @Test(arguments: ["today", "new%20words", "today/0"])
  func namesTheURLToPostTo(_ path: String) async throws {
    try await serving { served in
      let client = try await served.client(path)
      let parts = client.endpoint.split(separator: "=")
      #expect(parts.first == "/mcp/t/\(path)/messages?session_id")
      #expect(parts.last?.count == 32 && parts.last?.allSatisfy(\.isHexDigit) == true)
      #expect(client.head.headers["Content-Type"] == "text/event-stream")
      #expect(client.head.headers["Cache-Control"] == "no-cache")
    }
  }

  @Test func leadsNowhereElseHoweverThePathIsWritten() async throws {
    try await serving { served in
      let client = try await EventClient("\(served.root)//mcp//t/today/sse", root: served.root)
      #expect(client.endpoint.hasPrefix("/mcp/t/today/messages?"))
    }
  }

  @Test func answersOverTheStreamInTheAgreedRevision() async throws {
    try await serving { served in
      var client = try await served.client()
      #expect(try await client.post(Self.initialize) == 202)
      let greeting = try await client.message()
      #expect(greeting?["id"] == "a")
      #expect(greeting?["result"]?["protocolVersion"] == "2024-11-05")
      #expect(try await client.post(Wire.message("notifications/initialized", id: nil)) == 202)
      #expect(try await client.post(Wire.message("tools/list", id: 2)) == 202)
      let list = try await client.message()
      #expect(list?["id"] == 2)
      #expect(list?["result"]?["tools"]?.arrayValue?.count == 5)
      #expect(list?["result"]?["tools"]?[0]?.objectValue?.keys.contains("annotations") == false)
      #expect(served.log.value.map(\.method) == ["initialize", "tools/list"])
      #expect(served.log.value.allSatisfy { $0.revision == "2024-11-05" && $0.client == "old host" })
    }
  }

  @Test func logsCallsUnderTheTrial() async throws {
    try await serving { served in
      var client = try await served.client("today/0")
      let call: JSONObject = ["name": "search_issues", "arguments": ["query": "login\nnow"]]
      #expect(try await client.post(Wire.message("tools/call", call)) == 202)
      #expect(try await client.message()?["result"]?["isError"] != true)
      let entry = try #require(served.log.value.first)
      #expect(entry.trial == 0)
      #expect(entry.arguments == ["query": "login\nnow"])
    }
  }

  @Test(arguments: ["no/such_method", "server/discover"])
  func sendsErrorsOverTheStream(_ method: String) async throws {
    try await serving { served in
      var client = try await served.client()
      #expect(try await client.post(Wire.message(method)) == 202)
      #expect(try await client.message()?["error"]?["code"] == -32601)
    }
  }

  @Test func isReadByOurOwnClient() async throws {
    let server = try await EmbeddedServer.start(Sample.suite(), pageSize: 2)
    let url = server.sseURL(variant: "new words")
    let listing = try await ToolListing.fetch(url: url, client: CurlClient(maxConcurrent: 2))
    #expect(listing.revision == .november2025)
    #expect(listing.toolSet["tools"]?.arrayValue?.count == 5)
    await server.stop()
  }

  @Test func refusesMessagesThatBelongToNoStreamOfThisPlace() async throws {
    try await serving { served in
      let id = try #require(try await served.client().endpoint.split(separator: "=").last)
      let other = try await served.client("new%20words")
      let queries = [
        "today/messages": 400, "today/messages?session_id=0": 404, "today/0/messages?session_id=\(id)": 404,
      ]
      for (query, status) in queries {
        let url = "\(served.root)/mcp/t/\(query)"
        let headers = Wire.headers("", [("MCP-Protocol-Version", ""), ("Mcp-Method", "")])
        #expect(try await Wire.send(Wire.message("ping"), to: url, headers).status == status, "\(query)")
      }
      #expect(try await other.post(Wire.message("ping")) == 202)
      #expect(served.log.value.count <= 1)
    }
  }

  @Test(
    arguments: [
      ("POST", "sse", [], 405), ("GET", "messages", [], 405), ("DELETE", "sse", [], 405),
      ("GET", "sse", [("Origin", "http://evil.example.com")], 403), ("GET", "sse", [("Host", "evil.example.com")], 421),
      ("POST", "messages", [("Origin", "http://evil.example.com")], 403),
    ] as [(String, String, [(String, String)], Int)])
  func holdsBothDoorsToTheRulesOfTheServer(
    _ method: String, _ transport: String, _ headers: [(String, String)], _ status: Int
  ) async throws {
    try await serving { served in
      let headers = headers.map { (name: $0.0, value: $0.1) }
      let request = CurlRequest(
        method, "\(served.root)/mcp/t/today/\(transport)", headers: headers, body: method == "POST" ? [] : nil)
      let response = try await CurlClient(maxConcurrent: 1).send(request)
      #expect(response.status == status)
      if status == 405 { #expect(response.headers["Allow"] == (transport == "sse" ? "GET" : "POST")) }
    }
  }

  @Test func refusesWhatIsNoMessageAtOnce() async throws {
    try await serving { served in
      let client = try await served.client()
      #expect(try await client.post("text") == 400)
      #expect(try await client.post(["jsonrpc": "2.0", "id": nil, "method": "ping"]) == 400)
    }
  }

  @Test func endsASessionWithItsStream() async throws {
    try await serving { served in
      let client = try await served.client()
      client.leave()
      var status = 202
      while status == 202 { status = try await client.post(Wire.message("ping")) }
      #expect(status == 404)
    }
  }

  @Test func endsItsStreamsWhenTheServerStops() async throws {
    let server = try await EmbeddedServer.start(Sample.suite(), token: nil)
    var client = try await EventClient(server.sseURL(variant: "today"), root: "")
    await server.stop()
    #expect(try await client.message() == nil)
  }

  @Test func opensNoMoreStreamsThanItsLimit() async throws {
    var limits = EventSessions.Limits()
    limits.sessions = 1
    try await serving(limits: limits) { served in
      let client = try await served.client()
      let url = "\(served.root)/mcp/t/today/sse"
      #expect(try await EventClient.open(url).status == 503)
      client.leave()
      var status = 503
      while status == 503 { status = try await EventClient.open(url).status }
      #expect(status == 200)
    }
  }

  @Test func saysSomethingWhileNobodyAsks() async throws {
    var limits = EventSessions.Limits()
    limits.keepAlive = .milliseconds(5)
    try await serving(limits: limits) { served in
      let stream = try await EventClient.open("\(served.root)/mcp/t/today/sse")
      var text = ""
      var chunks = stream.makeAsyncIterator()
      while !text.contains("\n\n:\n\n:\n\n"), let chunk = try await chunks.next() {
        text += String(decoding: chunk, as: UTF8.self)
      }
      #expect(text.contains("\n\n:\n\n:\n\n"))
    }
  }

  /// Of a tool that comes late, with the posts made one after the other.
  private func log(delay: Int, posts: [JSON], answers: [JSON]) async throws -> [CallLogEntry] {
    var slow = Sample.evalCase("slow")
    slow.faults = ["bare": Fault(kind: .slow, afterMilliseconds: delay)]
    let log = Box<[CallLogEntry]>([])
    try await serving(Sample.suite(cases: [slow]), trials: [Sample.trial(0, "slow")]) { served in
      var client = try await served.client("today/0")
      for post in posts { #expect(try await client.post(post) == 202) }
      for id in answers { #expect(try await client.message()?["id"] == id) }
      let entries = served.log.value
      log.update { $0 = entries }
    }
    return log.value
  }

  private static let late = Wire.message("tools/call", ["name": "bare"], id: 1)

  @Test func comesLateWhereTheFaultSaysSo() async throws {
    let log = try await log(delay: 50, posts: [Self.late], answers: [1])
    #expect(try #require(log.first).durationMilliseconds >= 50)
  }

  @Test func holdsBackOnlyWhatAFaultDelays() async throws {
    let log = try await log(delay: 3_600_000, posts: [Self.late, Wire.message("ping", id: 2)], answers: [2])
    #expect(log.map(\.method) == ["ping"])
  }
}
