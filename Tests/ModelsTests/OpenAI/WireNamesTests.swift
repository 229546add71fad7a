import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct WireNamesTests {
  private func names(_ tools: [String]) throws -> WireNames {
    try WireNames(tools.map { Requests.tool(["name": .string($0)]) })
  }

  @Test(arguments: [
    ("search_issues", "search_issues"), ("get-issue", "get-issue"), ("issues/close", "issues_close"),
    ("a.b:c d", "a_b_c_d"), ("größe", "gr__e"), ("日本", "__"), ("e\u{301}", "e_"), ("🦜", "_"),
    (String(repeating: "a", count: 64), String(repeating: "a", count: 64)),
    (String(repeating: "a", count: 65), String(repeating: "a", count: 55) + "_17eb0ae0"),
    ("", "_7852b855"),
  ])
  func takeWhatTheAPITakes(tool: String, wire: String) throws {
    let names = try names([tool])
    #expect(names.wireName(of: tool) == wire)
    #expect(names.toolName(of: wire) == tool)
    #expect(wire.utf8.count <= 64)
  }

  @Test func leadBackToEachTool() throws {
    let tools = ["a.b", "a-b", "ab", String(repeating: "x.", count: 40), String(repeating: "x.", count: 41)]
    let names = try names(tools)
    #expect(tools.map { names.toolName(of: names.wireName(of: $0)) } == tools)
    #expect(Set(tools.map(names.wireName)).count == tools.count)
  }

  @Test func leaveNamesThatNoToolHasAndMakeThemSendable() throws {
    let names = try names(["a.b"])
    #expect(names.toolName(of: "c d") == "c d")
    #expect(names.wireName(of: "c d") == "c_d")
  }

  @Test func refuseToolsThatWouldShareAName() throws {
    let shared = try #require(throws: EndpointFailure.self) { try names(["a.b", "c", "a/b"]) }
    #expect(shared.class == .badRequest)
    #expect(
      shared.message == "tools 'a.b' and 'a/b' would both be called 'a_b', because the API takes only letters, digits, "
        + "'_' and '-' in a name: rename one of them")
    let twice = try #require(throws: EndpointFailure.self) { try names(["a", "a"]) }
    #expect(twice.message == "expected tools with names of their own, found 'a' twice: rename one of them")
  }
}
