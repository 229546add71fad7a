import Authorization
import CurlHTTP
import EvalCore
import OrderedJSON
import Redaction
import TestSupport
import Testing

@testable import MCP

/// The layers on the road that a run's calls take.
@Suite(.timeLimit(.minutes(1)))
struct CallLayerTests {
  private let ana = Principal(subject: "ana", tenant: "acme", scopes: ["read"])
  private let bob = Principal(subject: "bob", scopes: ["read", "write"])

  /// Asks as ana; the case `own` as bob.
  private func suite() -> Suite {
    var own = Sample.evalCase("own")
    own.principal = bob
    var suite = Sample.suite(cases: [Sample.evalCase("plain"), own])
    suite.server.scopes = ["get_issue": ["write"], "bare": ["read"]]
    suite.principal = ana
    return suite
  }

  private struct Road {
    let host: EmbeddedToolHost
    let server: EmbeddedServer
    let client: CurlClient
    let log: Box<[CallLogEntry]>
  }

  private func withRoad(_ suite: Suite, _ trials: [Trial], _ body: (Road) async throws -> Void) async throws {
    let log = Box<[CallLogEntry]>([])
    let server = try await EmbeddedServer.start(suite, trials: trials) { entry in log.update { $0.append(entry) } }
    let client = CurlClient(maxConcurrent: 4)
    do {
      try await body(Road(host: EmbeddedToolHost(server, client: client), server: server, client: client, log: log))
    } catch {
      await server.stop()
      throw error
    }
    await client.shutdown()
    await server.stop()
  }

  private func call(_ name: String) -> ModelCall { ModelCall(id: "1", name: name, arguments: .object([:])) }

  @Test func listsWhatThePrincipalMaySee() async throws {
    let trials = [Sample.trial(0), Sample.trial(1, "own"), Sample.trial(2, variant: "new words")]
    try await withRoad(suite(), trials) { road in
      let lists = try await trials.asyncMap { trial in try await road.host.catalogue(for: trial).tools.map(\.name) }
      #expect(lists[0] == ["search_issues", "list_labels", "bare", "regional"])
      #expect(lists[1].contains("get_issue"))
      #expect(!lists[2].contains("issue_read"))
      #expect(Set(road.log.value.map(\.subject)) == ["ana", "bob"])
    }
  }

  @Test func refusesACallWithoutItsScopes() async throws {
    try await withRoad(suite(), [Sample.trial(0)]) { road in
      let reply = try await road.host.reply(to: call("get_issue"), in: Sample.trial(0))
      #expect(reply.layer == .scope && reply.isError && reply.text.contains("needs 'write'"))
      #expect(try await road.host.reply(to: call("bare"), in: Sample.trial(0)).layer == nil)
      let decided = road.log.value.filter { $0.method == "tools/call" }
      #expect(decided.map(\.layer) == [.scope, nil])
      #expect(decided.allSatisfy { $0.subject == "ana" && $0.tenant == "acme" })
    }
  }

  @Test func aCallTooLargeForTheWirePassesTheSameLayers() async throws {
    try await withRoad(suite(), [Sample.trial(0)]) { road in
      let huge = ModelCall(
        id: "1", name: "get_issue", arguments: .object(["text": .string(String(repeating: "x", count: 5 << 20))]))
      let reply = try await road.host.reply(to: huge, in: Sample.trial(0))
      #expect(reply.layer == .scope)
    }
  }

  @Test func saysWhenToTryAgainBeyondALimit() async throws {
    var suite = suite()
    suite.server.limits.conversation = RateLimit(calls: 1, seconds: 3600)
    try await withRoad(suite, [Sample.trial(0), Sample.trial(1)]) { road in
      #expect(try await road.host.reply(to: call("bare"), in: Sample.trial(0)).layer == nil)
      let second = try await road.host.reply(to: call("bare"), in: Sample.trial(0))
      #expect(second.layer == .limit && second.isError && second.text.contains("Try again in 3600 s"))
      #expect(try await road.host.reply(to: call("bare"), in: Sample.trial(1)).layer == nil)
    }
  }

  @Test(arguments: [[], ["Bearer 0123456789abcdef0123456789abcdef"], ["Basic YW5hOg=="], ["Bearer"], ["Bearer a b"]])
  func takesNoTokenThatTheRunDidNotGive(headers: [String]) async throws {
    try await withRoad(suite(), [Sample.trial(0)]) { road in
      let message = ModernRequest(id: 1, "tools/call", ["name": "bare"], subject: "bare")
      let own = headers.map { (name: "Authorization", value: $0) }
      let request = CurlRequest(
        "POST", road.server.url(Sample.trial(0)), headers: message.headers + own, body: message.body)
      let response = try await road.client.send(request)
      #expect([400, 401].contains(response.status))
      #expect(response.headers["WWW-Authenticate"]?.hasPrefix("Bearer") == true)
      #expect(road.log.value.isEmpty)
    }
  }

  @Test func theTokenDecidesAndNotTheTrial() async throws {
    let trials = [Sample.trial(0), Sample.trial(1, "own")]
    try await withRoad(suite(), trials) { road in
      let message = ModernRequest(id: 1, "tools/call", ["name": "get_issue"], subject: "get_issue")
      let whose = try await road.server.authorization(trials[0], isOwn: true)
      let request = CurlRequest(
        "POST", road.server.url(trials[1]), headers: message.headers + whose, body: message.body)
      let response = try await road.client.send(request)
      #expect(response.status == 403)
      let challenge = response.headers["WWW-Authenticate"] ?? ""
      #expect(challenge.hasPrefix(#"Bearer error="insufficient_scope", scope="write", resource_metadata="#))
    }
  }

  @Test func aServerOfItsOwnTakesWhomItsVerifierKnows() async throws {
    let url = "https://mcp.example/mcp"
    let tokens = try await RunTokens(resource: url)
    let resource = try ProtectedResource(
      resource: url, authorizationServers: ["https://login.example"], scopes: ["read", "write"])
    let server = try await EmbeddedServer.start(suite(), token: nil, access: Access(tokens, resource))
    let client = CurlClient(maxConcurrent: 4)
    let list = ModernRequest(id: 1, "tools/list")
    func ask(_ headers: [(name: String, value: String)]) async throws -> CurlResponse {
      try await client.send(
        CurlRequest("POST", server.url(variant: "today"), headers: list.headers + headers, body: list.body))
    }
    let stranger = try await ask([])
    #expect(stranger.status == 401)
    let metadata = "https://mcp.example/.well-known/oauth-protected-resource/mcp"
    #expect(
      stranger.headers["WWW-Authenticate"] == #"Bearer scope="read write", resource_metadata="\#(metadata)""#)
    let token = try await tokens.token(subject: "ana", scopes: ["read"])
    let known = try await ask([(name: "Authorization", value: "Bearer \(token)")])
    #expect(known.status == 200)
    let names = try JSON(parsing: known.body)["result"]?["tools"]?.arrayValue?.compactMap { $0["name"]?.stringValue }
    #expect(names == ["search_issues", "list_labels", "bare", "regional"])
    let document = try await client.send(
      CurlRequest("GET", "http://127.0.0.1:\(server.port)/.well-known/oauth-protected-resource/mcp"))
    #expect(try JSON(parsing: document.body)["authorization_servers"] == ["https://login.example"])
    await client.shutdown()
    await server.stop()
  }

  @Test(arguments: [false, true])
  func redactsResultsAndGivesValuesBackToToolsAlone(restores: Bool) async throws {
    var suite = Sample.suite()
    var redaction = RedactionSettings()
    (redaction.kinds, redaction.restores) = ([.email], restores)
    suite.server.redaction = redaction
    suite.results["bare"] = .when(
      [
        (
          .named([NamedMatcher("to", .equals("ana@example.org"))]),
          .value("sent to ana@example.org and bob@example.org")
        )
      ],
      otherwise: .value("from ana@example.org"))
    try await withRoad(suite, [Sample.trial(0), Sample.trial(1)]) { road in
      let first = try await road.host.reply(to: call("bare"), in: Sample.trial(0))
      #expect(first.text == "from <EMAIL_1>")
      let answer = ModelCall(id: "2", name: "bare", arguments: .object(["to": "<EMAIL_1>"]))
      let second = try await road.host.reply(to: answer, in: Sample.trial(0))
      #expect(second.text == (restores ? "sent to <EMAIL_1> and <EMAIL_2>" : "from <EMAIL_1>"))
      // Another conversation knows no placeholder of this one.
      let stranger = try await road.host.reply(to: answer, in: Sample.trial(1))
      #expect(stranger.text == "from <EMAIL_1>")
      #expect(road.log.value.compactMap(\.arguments) == [[:], ["to": "<EMAIL_1>"], ["to": "<EMAIL_1>"]])
    }
  }

  @Test func aRateHitsTheSameCallsInEveryVariant() async throws {
    var suite = Sample.suite()
    suite.faults = ["bare": Fault(kind: .error, times: nil, rate: 0.5)]
    let trials = (0..<40).flatMap { number in
      ["today", "new words"].enumerated().map { offset, variant in
        Trial(number: number * 2 + offset, caseID: "plain", variant: variant, model: "m", repeat: number + 1)
      }
    }
    try await withRoad(suite, trials) { road in
      var hits: [[Int]] = [[], []]
      for trial in trials {
        if try await road.host.reply(to: call("bare"), in: trial).layer == .fault {
          hits[trial.number % 2].append(trial.repeat)
        }
      }
      #expect(hits[0] == hits[1])
      #expect((8...32).contains(hits[0].count))
    }
  }
}

extension Array {
  fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
