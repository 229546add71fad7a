import EvalCore
import LoopbackHTTP
import OrderedJSON
import TestSupport
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(1)))
struct EmbeddedServerTests {
  private func withServer(
    _ suite: Suite = Sample.suite(), trials: [Trial] = [Sample.trial(0)], token: String? = "secret",
    pageSize: Int? = nil, _ body: (EmbeddedServer, Box<[CallLogEntry]>) async throws -> Void
  ) async throws {
    let log = Box<[CallLogEntry]>([])
    let server = try await EmbeddedServer.start(suite, trials: trials, token: token, pageSize: pageSize) { entry in
      log.update { $0.append(entry) }
    }
    do { try await body(server, log) } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  private func names(_ body: JSON?) -> [String]? {
    body?["result"]?["tools"]?.arrayValue?.compactMap { $0["name"]?.stringValue }
  }

  @Test func servesBothErasAtOneURL() async throws {
    try await withServer { server, _ in
      let url = server.url(variant: "today")
      let modern = try await Wire.send(modern: "tools/list", to: url)
      #expect(modern.status == 200)
      #expect(modern.body?["result"]?["resultType"] == "complete")
      let legacy = try await Wire.send(legacy: "tools/list", to: url, revision: "2025-06-18")
      #expect(legacy.status == 200)
      #expect(legacy.body?["result"]?.objectValue?.keys == ["tools"])
      #expect(names(modern.body) == names(legacy.body))
      #expect(names(modern.body)?.count == 5)
    }
  }

  @Test func givesEachVariantAndTrialAURLOfItsOwn() async throws {
    let trials = [Sample.trial(0), Sample.trial(1, variant: "new words")]
    try await withServer(trials: trials) { server, _ in
      #expect(server.url(variant: "new words") == "http://127.0.0.1:\(server.port)/mcp/secret/new%20words")
      #expect(server.url(trials[1]) == server.url(variant: "new words") + "/1")
      let listed = try await Wire.send(modern: "tools/list", to: server.url(trials[1]))
      #expect(names(listed.body)?.contains("issue_read") == true)
    }
  }

  @Test(arguments: [
    "/mcp", "/mcp/secret", "/mcp/wrong/today", "/mcp/secret/tomorrow", "/mcp/secret/today/7",
    "/mcp/secret/today/x", "/mcp/secret/today/0/0", "/", "/mcp/secret/new%20words/0", "/mcp/secret/%FF",
  ])
  func servesNothingElsewhere(_ path: String) async throws {
    try await withServer { server, log in
      let answer = try await Wire.send(modern: "tools/list", to: "http://127.0.0.1:\(server.port)\(path)")
      #expect(answer.status == 404)
      #expect(log.value.isEmpty)
    }
  }

  @Test func keepsItsURLsWhereNoTokenIsWanted() async throws {
    try await withServer(token: nil) { server, _ in
      #expect(server.url(variant: "today") == "http://127.0.0.1:\(server.port)/mcp/today")
      let answer = try await Wire.send(modern: "tools/list", to: server.url(variant: "today"))
      #expect(answer.status == 200)
    }
  }

  @Test func makesAnotherTokenEachTime() {
    let tokens = (0..<3).map { _ in EmbeddedServer.randomToken() }
    #expect(Set(tokens).count == 3)
    #expect(tokens.allSatisfy { $0.count == 32 })
  }

  @Test func logsWhatItAnsweredUnderTheTrial() async throws {
    try await withServer { server, log in
      let call: JSONObject = ["name": "search_issues", "arguments": ["query": "login", "limit": 2]]
      let answer = try await Wire.send(modern: "tools/call", call, to: server.url(Sample.trial(0)))
      #expect(answer.status == 200)
      let entry = try #require(log.value.first)
      #expect(log.value.count == 1)
      #expect(entry.variant == "today")
      #expect(entry.trial == 0)
      #expect(entry.method == "tools/call")
      #expect(entry.tool == "search_issues")
      #expect(entry.arguments?.compact == #"{"query":"login","limit":2}"#)
      #expect(!entry.isError)
      #expect(entry.responseBytes == answer.body?.utf8Bytes.count)
      #expect(entry.responseTokens == TokenEstimate.tokens(bytes: entry.responseBytes))
      #expect(entry.toolVersion == ContentDigest.sha256(Sample.tools[0].utf8Bytes))
      #expect(entry.durationMilliseconds >= 0)
      #expect(entry.revision == "2026-07-28")
      #expect(entry.client == "tester")
    }
  }

  @Test func logsCallsThatItRefuses() async throws {
    try await withServer { server, log in
      let url = server.url(Sample.trial(0))
      let calls: [JSONObject] = [
        ["name": "no_such_tool"], ["name": "search_issues", "arguments": "{\"query\":"], ["name": "search_issues"],
      ]
      var statuses: [Int] = []
      for call in calls { statuses.append(try await Wire.send(modern: "tools/call", call, to: url).status) }
      #expect(statuses == [400, 400, 200])
      #expect(log.value.map(\.isError) == [true, true, true])
      #expect(log.value.map(\.tool) == ["no_such_tool", "search_issues", "search_issues"])
      #expect(log.value[1].arguments == "{\"query\":")
    }
  }

  @Test func sendsErrorsOfTheHandshakeEraWithAGoodStatus() async throws {
    try await withServer { server, _ in
      let answer = try await Wire.send(legacy: "no/such_method", to: server.url(variant: "today"))
      #expect(answer.status == 200)
      #expect(answer.body?["error"]?["code"] == -32601)
    }
  }

  @Test func answersABatchInOneArrayAndLogsEachOfItsRequests() async throws {
    var slow = Sample.evalCase("slow")
    slow.faults = ["bare": Fault(kind: .slow, afterMilliseconds: 50)]
    try await withServer(Sample.suite(cases: [slow]), trials: [Sample.trial(0, "slow")]) { server, log in
      let url = server.url(Sample.trial(0, "slow"))
      let headers = Wire.headers("x", [("MCP-Protocol-Version", ""), ("Mcp-Method", "")])
      let batch: JSON = [
        Wire.message("tools/call", ["name": "bare"], id: "a"), Wire.message("notifications/x", id: nil), 7,
        Wire.message("ping", id: 2), Wire.message("no/such", id: 3),
      ]
      let answer = try await Wire.send(batch, to: url, headers)
      #expect(answer.status == 200)
      let parts = try #require(answer.body?.arrayValue)
      #expect(parts.map { $0["id"]?.compact } == ["\"a\"", nil, "2", "3"])
      #expect(parts.map { $0["error"]?["code"]?.compact } == [nil, "-32600", nil, "-32601"])
      #expect(log.value.map(\.method) == ["tools/call", "ping", "no/such"])
      #expect(log.value.map(\.responseBytes) == [parts[0], parts[2], parts[3]].map(\.utf8Bytes.count))
      #expect(try await Wire.send([Wire.message("x", id: nil)], to: url, headers).status == 202)
      #expect(try await Wire.send([], to: url, headers).body?["error"]?["code"] == -32600)
    }
  }

  @Test func answersNotificationsWithoutABody() async throws {
    try await withServer { server, log in
      let headers = Wire.headers("x", [("MCP-Protocol-Version", "2025-11-25"), ("Mcp-Method", "")])
      let notification = Wire.message("notifications/initialized", id: nil)
      let answer = try await Wire.send(notification, to: server.url(variant: "today"), headers)
      #expect(answer.status == 202)
      #expect(answer.body == nil)
      #expect(log.value.isEmpty)
    }
  }

  @Test(
    arguments: [
      (["region": "eu"], "eu", 200), (["region": "eu"], "us", 400), (["region": "eu"], "", 400), ([:], "", 200),
      (["region": nil], "", 200), ([:], "eu", 200), (["region": "é"], "=?base64?w6k=?=", 200),
    ] as [(JSONObject, String, Int)])
  func comparesParametersThatAToolWantsInHeaders(_ arguments: JSONObject, _ header: String, _ status: Int) async throws
  {
    try await withServer { server, _ in
      let call: JSONObject = ["name": "regional", "arguments": .object(arguments)]
      let answer = try await Wire.send(
        modern: "tools/call", call, to: server.url(variant: "today"), [("Mcp-Param-Region", header)])
      // A null region breaks the tool's schema, which is the tool's to say.
      #expect(answer.status == status)
      #expect(status == 200 || answer.body?["error"]?["code"] == -32020)
    }
  }

  @Test func comesLateWhereTheFaultSaysSo() async throws {
    var slow = Sample.evalCase("slow")
    slow.faults = ["bare": Fault(kind: .slow, afterMilliseconds: 50)]
    try await withServer(Sample.suite(cases: [slow]), trials: [Sample.trial(0, "slow")]) { server, log in
      let answer = try await Wire.send(modern: "tools/call", ["name": "bare"], to: server.url(Sample.trial(0, "slow")))
      #expect(answer.body?["result"]?["isError"] == false)
      #expect(try #require(log.value.first).durationMilliseconds >= 50)
    }
  }
}
