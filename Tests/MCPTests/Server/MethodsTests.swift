import EvalCore
import OrderedJSON
import Testing

@testable import MCP

struct MethodsTests {
  private func methods(
    _ revision: Revision = .july2026, cases: [EvalCase] = [Sample.evalCase("plain")], pageSize: Int? = nil,
    variant: String = "today"
  ) throws -> Methods {
    let trials = cases.indices.map { Sample.trial($0, cases[$0].id, variant: variant) }
    let variants = ServedVariants(Sample.suite(cases: cases), trials: trials, pageSize: pageSize)
    let served = try #require(variants.variant(variant, trial: 0))
    return Methods(served: served, revision: revision, layers: LayerState())
  }

  private func result(_ methods: Methods, _ method: String, _ params: JSONObject = [:]) async throws -> JSON {
    try await JSON(parsing: methods.reply(to: Wire.call(method, params), Methods.Asking(trial: 0)).result)
  }

  private func code(_ methods: Methods, _ method: String, _ params: JSONObject = [:]) async -> Int? {
    do throws(RPCError) {
      _ = try await methods.reply(to: RPCRequest(Wire.message(method, params)), Methods.Asking(trial: 0))
      return nil
    } catch {
      return error.code
    }
  }

  @Test func introducesTheToolSetsOwnServer() async throws {
    let discovered = try await result(methods(), "server/discover")
    #expect(discovered["supportedVersions"]?[0] == "2026-07-28")
    #expect(discovered["instructions"] == "Search first.")
    #expect(discovered["resultType"] == "complete")
    #expect(discovered["ttlMs"] == 0)
    #expect(discovered["cacheScope"] == "private")
    let server = discovered["_meta"]?["io.modelcontextprotocol/serverInfo"]
    #expect(server?.objectValue?.keys == ["name", "version", "title", "websiteUrl"])
  }

  @Test(
    arguments: [
      (.november2024, ["name", "version"]), (.june2025, ["name", "version", "title"]),
      (.november2025, ["name", "version", "title", "websiteUrl", "icons"]),
    ] as [(Revision, [String])])
  func shakesHandsInTheClientsRevision(_ revision: Revision, _ known: [String]) async throws {
    let initialized = try await result(methods(revision), "initialize")
    #expect(initialized["protocolVersion"] == .string(revision.rawValue))
    #expect(initialized["serverInfo"]?.objectValue?.keys == known)
    #expect(initialized["resultType"] == nil)
  }

  @Test(
    arguments: [
      (.july2026, "initialize"), (.july2026, "ping"), (.july2026, "logging/setLevel"),
      (.july2026, "resources/subscribe"),
      (.july2026, "no/such_method"), (.november2025, "server/discover"), (.november2025, "no/such_method"),
    ] as [(Revision, String)])
  func knowsNoMethodOfAnotherEra(_ revision: Revision, _ method: String) async throws {
    #expect(try await code(methods(revision), method) == -32601)
  }

  @Test func listsAllToolsAtOnceUnlessToldOtherwise() async throws {
    let list = try await result(methods(), "tools/list")
    #expect(list["tools"]?.arrayValue?.count == 5)
    #expect(list["nextCursor"] == nil)
    #expect(list.objectValue?.keys == ["tools", "resultType", "_meta", "ttlMs", "cacheScope"])
    #expect(try await code(methods(), "tools/list", ["cursor": "from-2"]) == -32602)
  }

  @Test func listsInPages() async throws {
    let methods = try methods(pageSize: 2)
    var names: [String] = []
    var cursor: JSON?
    repeat {
      let page = try await result(methods, "tools/list", cursor.map { ["cursor": $0] } ?? [:])
      names += page["tools"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
      cursor = page["nextCursor"]
    } while cursor != nil && names.count < 10
    #expect(names == ["search_issues", "get_issue", "list_labels", "bare", "regional"])
  }

  @Test(arguments: ["from-1", "from-6", "from--2", "from-0", "", "x", 2] as [JSON])
  func refusesACursorThatItDidNotGive(_ cursor: JSON) async throws {
    #expect(try await code(methods(pageSize: 2), "tools/list", ["cursor": cursor]) == -32602)
  }

  @Test(
    arguments: [
      ([:], -32602), (["name": 1], -32602), (["name": "no_such_tool"], -32602),
      (["name": "search_issues", "arguments": "query"], -32602), (["name": "search_issues", "arguments": nil], -32602),
      (["name": "search_issues", "arguments": ["query": "a"]], nil), (["name": "bare"], nil),
    ] as [(JSONObject, Int?)])
  func answersCallsThatAreNone(_ params: JSONObject, _ expected: Int?) async throws {
    #expect(try await code(methods(), "tools/call", params) == expected)
  }

  @Test func tellsTheCallerWhichArgumentsDoNotFit() async throws {
    let result = try await result(methods(), "tools/call", ["name": "search_issues", "arguments": ["limit": 0]])
    #expect(result["isError"] == true)
    let text = try #require(result["content"]?[0]?["text"]?.stringValue)
    #expect(text.hasPrefix("The arguments do not fit the schema of 'search_issues': "))
    #expect(text.contains(": missing: 'query'; "))
    #expect(text.contains("/limit"))
  }

  @Test(
    arguments: [
      (.july2026, "get_issue", ["title": "Login crash"]), (.november2025, "get_issue", ["title": "Login crash"]),
      (.march2025, "get_issue", nil), (.july2026, "list_labels", ["bug", "ui"]), (.november2025, "list_labels", nil),
      (.july2026, "bare", nil),
    ] as [(Revision, String, JSON?)])
  func structuresTheContentOfToolsThatDeclareIt(_ revision: Revision, _ tool: String, _ structured: JSON?) async throws
  {
    let result = try await result(methods(revision), "tools/call", ["name": .string(tool)])
    #expect(result["structuredContent"] == structured)
    #expect(result["content"]?[0]?["type"] == "text")
    #expect(result["isError"] == false)
    #expect((result["resultType"] == "complete") == revision.isModern)
  }

  @Test func answersUnderTheVariantsNames() async throws {
    let result = try await result(methods(variant: "new words"), "tools/call", ["name": "issue_read"])
    #expect(result["structuredContent"] == ["title": "Login crash"])
    #expect(try await code(methods(variant: "new words"), "tools/call", ["name": "get_issue"]) == -32602)
  }

  @Test func letsACaseAnswerInItsOwnWay() async throws {
    var own = Sample.evalCase("own")
    own.results = ["bare": .when([(.named([NamedMatcher("a", .equals(1))]), .value("one"))], otherwise: .value("many"))]
    let methods = try methods(cases: [own])
    let one = try await result(methods, "tools/call", ["name": "bare", "arguments": ["a": 1.0]])
    #expect(one["content"]?[0]?["text"] == "one")
    #expect(try await result(methods, "tools/call", ["name": "bare"])["content"]?[0]?["text"] == "many")
  }

  @Test(
    arguments: [
      (.error, true, 1), (.rateLimited, true, 1), (.timeout, true, 1), (.malformed, false, 1), (.empty, false, 0),
      (.slow, false, 1),
    ] as [(Fault.Kind, Bool, Int)])
  func misbehavesOnceAndThenNoMore(_ kind: Fault.Kind, _ isError: Bool, _ blocks: Int) async throws {
    var faulty = Sample.evalCase("faulty")
    faulty.faults = ["bare": Fault(kind: kind, afterMilliseconds: 30)]
    let methods = try methods(cases: [faulty])
    let call = try Wire.call("tools/call", ["name": "bare"])
    let first = try await methods.reply(to: call, Methods.Asking(trial: 0))
    #expect(first.isError == isError)
    #expect(first.delayMilliseconds == 30)
    #expect(try JSON(parsing: first.result)["content"]?.arrayValue?.count == blocks)
    let second = try await methods.reply(to: call, Methods.Asking(trial: 0))
    #expect(second.isError == false)
    #expect(second.delayMilliseconds == 0)
    #expect(try await methods.reply(to: call, Methods.Asking(trial: 1)).delayMilliseconds == 30)
  }

  @Test func misbehavesAlwaysWhereTheAuthorSaysSoButNeverOutsideATrial() async throws {
    var faulty = Sample.evalCase("faulty")
    faulty.faults = ["bare": Fault(kind: .error, times: nil)]
    let methods = try methods(cases: [faulty])
    let call = try Wire.call("tools/call", ["name": "bare"])
    for _ in 0..<3 { #expect(try await methods.reply(to: call, Methods.Asking(trial: 0)).isError) }
    #expect(try await methods.reply(to: call).isError == false)
  }

  @Test func countsFaultsAnewOnceATrialIsForgotten() async throws {
    var faulty = Sample.evalCase("faulty")
    faulty.faults = ["bare": Fault(kind: .error)]
    let methods = try methods(cases: [faulty])
    let call = try Wire.call("tools/call", ["name": "bare"])
    #expect(try await methods.reply(to: call, Methods.Asking(trial: 0)).isError)
    methods.layers.faults.forget(0)
    #expect(try await methods.reply(to: call, Methods.Asking(trial: 0)).isError)
  }
}
