import CurlHTTP
import EvalCore
import OrderedJSON
import TestSupport
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(1)))
struct EmbeddedToolHostTests {
  private struct Road {
    let host: EmbeddedToolHost
    let server: EmbeddedServer
    let log: Box<[CallLogEntry]>
  }

  private func withRoad(
    _ suite: Suite = Sample.suite(), trials: [Trial], pageSize: Int? = nil, _ body: (Road) async throws -> Void
  ) async throws {
    let log = Box<[CallLogEntry]>([])
    let server = try await EmbeddedServer.start(suite, trials: trials, pageSize: pageSize) { entry in
      log.update { $0.append(entry) }
    }
    let client = CurlClient(maxConcurrent: 8)
    do { try await body(Road(host: EmbeddedToolHost(server, client: client), server: server, log: log)) } catch {
      await server.stop()
      throw error
    }
    await client.shutdown()
    await server.stop()
  }

  private func call(_ name: String, _ arguments: JSONObject = [:]) -> ModelCall {
    ModelCall(id: "1", name: name, arguments: .object(arguments))
  }

  @Test(arguments: [nil, 2])
  func readsAListOnceHoweverManyTrialsAskForIt(_ pageSize: Int?) async throws {
    let trials = (0..<64).map { Sample.trial($0) }
    try await withRoad(trials: trials, pageSize: pageSize) { road in
      let catalogues = try await withThrowingTaskGroup(of: Catalogue.self) { group in
        for trial in trials { group.addTask { try await road.host.catalogue(for: trial) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(Set(catalogues.map(\.key)).count == 1)
      #expect(catalogues[0].tools.map(\.name) == ["search_issues", "get_issue", "list_labels", "bare", "regional"])
      #expect(road.log.value.map(\.method) == Array(repeating: "tools/list", count: pageSize == nil ? 1 : 3))
      #expect(road.log.value.allSatisfy { $0.client == "toolsight" && $0.revision == "2026-07-28" })
    }
  }

  @Test func givesEachVariantAndEachCaseWithOwnToolsItsList() async throws {
    var only = Sample.evalCase("only")
    only.tools = .only(["get_issue"])
    let trials = [
      Sample.trial(0), Sample.trial(1, variant: "new words"), Sample.trial(2, "only"), Sample.trial(3, "only"),
    ]
    let suite = Sample.suite(cases: [Sample.evalCase("plain"), only])
    try await withRoad(suite, trials: trials) { road in
      var keys: [String] = []
      for trial in trials { keys.append(try await road.host.catalogue(for: trial).key) }
      #expect(Set(keys).count == 3)
      #expect(keys[2] == keys[3])
      #expect(road.log.value.map(\.trial) == [nil, nil, 2])
    }
  }

  @Test func carriesACallAndBringsBackWhatTheModelSees() async throws {
    try await withRoad(trials: [Sample.trial(0)]) { road in
      let reply = try await road.host.reply(to: call("get_issue", ["number": 7]), in: Sample.trial(0))
      #expect(reply.text == #"{"title":"Login crash"}"#)
      #expect(!reply.isError)
      let entry = try #require(road.log.value.last)
      #expect(entry.method == "tools/call")
      #expect(entry.trial == 0)
      #expect(entry.arguments == ["number": 7])
    }
  }

  @Test func showsTheModelItsMistakes() async throws {
    try await withRoad(trials: [Sample.trial(0)]) { road in
      let misfit = try await road.host.reply(to: call("search_issues"), in: Sample.trial(0))
      #expect(misfit.isError)
      #expect(misfit.text.contains("'search_issues'"))
      let unknown = try await road.host.reply(to: call("delete everything\u{1B}"), in: Sample.trial(0))
      #expect(unknown.isError)
      #expect(unknown.text.hasPrefix("MCP error -32602: there is no tool 'delete everything"))
      #expect(road.log.value.suffix(2).map(\.isError) == [true, true])
    }
  }

  @Test func sendsMalformedArgumentsAsTheModelWroteThem() async throws {
    try await withRoad(trials: [Sample.trial(0)]) { road in
      let malformed = ModelCall(
        id: "1", name: "search_issues", arguments: .malformed(text: #"{"query": "#, reason: "it ends too soon"))
      let reply = try await road.host.reply(to: malformed, in: Sample.trial(0))
      #expect(reply.isError)
      #expect(reply.text.contains("expected 'arguments' to be an object"))
      #expect(road.log.value.last?.arguments == #"{"query": "#)
    }
  }

  /// Calls that the server would refuse unread, each with what the model is told and what the call log keeps.
  @Test(
    arguments: [
      (String(repeating: "list", count: 18_000), [:], "there is no tool 'listlist"),
      (String(repeating: "é\n", count: 30_000), [:], "there is no tool 'é⏎é⏎"),
      (String(repeating: "x", count: 6 << 20), [:], "there is no tool 'xxxx"),
      ("search_issues", ["query": .string(String(repeating: "q", count: 5 << 20))], #"{"ok":true}"#),
      ("search_issues", ["quarry": .string(String(repeating: "q", count: 5 << 20))], "'search_issues'"),
      ("regional", ["region": .string(String(repeating: "é", count: 40_000))], #"{"ok":true}"#),
      ("search_issues", ["query": nested(600)], "'search_issues'"),
      ("search_issues", ["query": nested(509)], "'search_issues'"), ("", [:], "there is no tool ''"),
      (" get_issue ", [:], "there is no tool ' get_issue '"),
      ("get\u{0}issue\r\nX-A: b", [:], "there is no tool 'get\\u{0}"),
      ("=?base64?eA==?=", [:], "there is no tool '=?base64?eA==?='"),
      ("日本\u{2028}", [:], "there is no tool '日本\\u{2028}'"),
    ] as [(String, JSONObject, String)])
  func answersWhatDoesNotFitTheWireAsTheModelsOwnMistake(
    _ name: String, _ arguments: JSONObject, _ sentence: String
  ) async throws {
    try await withRoad(trials: [Sample.trial(0)]) { road in
      let reply = try await road.host.reply(to: call(name, arguments), in: Sample.trial(0))
      #expect(reply.text.contains(sentence), "\(reply.text.prefix(300))")
      #expect(reply.isError == !sentence.hasPrefix("{"))
      let entry = try #require(road.log.value.last)
      #expect(entry.tool == name)
      #expect(entry.trial == 0 && entry.client == "toolsight" && entry.isError == reply.isError)
      #expect(entry.arguments.map { $0 == .object(arguments) } == true)
    }
  }

  private static func nested(_ depth: Int) -> JSON {
    (0..<depth).reduce(JSON.string("x")) { value, _ in [value] }
  }

  @Test func answersMalformedArgumentsThatAreTooLong() async throws {
    try await withRoad(trials: [Sample.trial(0)]) { road in
      let text = #"{"query": ""# + String(repeating: "q", count: 5 << 20)
      let malformed = ModelCall(
        id: "1", name: "search_issues", arguments: .malformed(text: text, reason: "it ends too soon"))
      let reply = try await road.host.reply(to: malformed, in: Sample.trial(0))
      #expect(reply.text.contains("expected 'arguments' to be an object"))
      #expect(road.log.value.last?.arguments == .string(text))
    }
  }

  @Test func countsFaultsOfCallsThatDoNotFitTheWire() async throws {
    var faulty = Sample.evalCase("faulty")
    faulty.faults = ["search_issues": Fault(kind: .rateLimited)]
    try await withRoad(Sample.suite(cases: [faulty]), trials: [Sample.trial(0, "faulty")]) { road in
      var errors: [Bool] = []
      for length in [5 << 20, 5] {
        let huge = call("search_issues", ["query": .string(String(repeating: "q", count: length))])
        errors.append(try await road.host.reply(to: huge, in: Sample.trial(0, "faulty")).isError)
      }
      #expect(errors == [true, false])
    }
  }

  @Test func sendsTheHeadersThatAToolAsksFor() async throws {
    try await withRoad(trials: [Sample.trial(0)]) { road in
      let reply = try await road.host.reply(to: call("regional", ["region": "Zürich"]), in: Sample.trial(0))
      #expect(!reply.isError)
    }
  }

  @Test func countsFaultsByTrialUntilItEnds() async throws {
    var faulty = Sample.evalCase("faulty")
    faulty.faults = ["bare": Fault(kind: .rateLimited)]
    let trials = [Sample.trial(0, "faulty"), Sample.trial(1, "faulty")]
    try await withRoad(Sample.suite(cases: [faulty]), trials: trials) { road in
      var errors: [Bool] = []
      for trial in [trials[0], trials[0], trials[1]] {
        errors.append(try await road.host.reply(to: call("bare"), in: trial).isError)
      }
      await road.host.end(trials[0])
      errors.append(try await road.host.reply(to: call("bare"), in: trials[0]).isError)
      #expect(errors == [true, false, true, true])
    }
  }

  @Test func saysThatTheServerIsGone() async throws {
    let server = try await EmbeddedServer.start(Sample.suite(), trials: [Sample.trial(0)])
    let host = EmbeddedToolHost(server, client: CurlClient(maxConcurrent: 1))
    await server.stop()
    let error = await #expect(throws: ToolHostFailure.self) { try await host.catalogue(for: Sample.trial(0)) }
    #expect(error?.message.hasPrefix("tools/list: ") == true)
  }
}
