import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct WireNamesTests {
  private func names(_ tools: [String], _ limits: ToolLimits = ChatCompletions.limits) throws -> WireNames {
    try WireNames(tools.map { Requests.tool(["name": .string($0)]) }, limits)
  }

  @Test(arguments: [
    ("search_issues", "search_issues"), ("get-issue", "get-issue"), ("issues/close", "issues_close"),
    ("a.b:c d", "a_b_c_d"), ("größe", "grosse"), ("e\u{301}", "e"), ("Ærø-Øl", "AEro-Ol"), ("ｆｕｌｌ", "full"),
    (String(repeating: "a", count: 64), String(repeating: "a", count: 64)),
    (String(repeating: "a", count: 65), String(repeating: "a", count: 55) + "_17eb0ae0"),
    ("", "tool_7852b855"),
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

  @Test func tellToolsApartThatWouldShareAName() throws {
    let tools = ["a.b", "a_b", "a/b", "a b"]
    let names = try names(tools)
    #expect(names.wireName(of: "a_b") == "a_b")
    #expect(Set(tools.map(names.wireName)).count == 4)
    #expect(tools.allSatisfy { names.wireName(of: $0).hasPrefix("a_b") })
    #expect(tools.map { names.toolName(of: names.wireName(of: $0)) } == tools)
    #expect(names.renamed.map(\.tool) == ["a.b", "a/b", "a b"])
    // The order of the list changes nobody's name.
    let reversed = try self.names(tools.reversed())
    #expect(tools.map(reversed.wireName) == tools.map(names.wireName))
  }

  @Test(arguments: [ChatCompletions.limits, AnthropicMessages.limits, GeminiContents.limits])
  func keepNamesOfOtherScriptsApart(limits: ToolLimits) throws {
    let tools = [
      "查询天气", "查询时间", "天气查询", "погода", "время", "気象", "🦜", "🦆", "날씨", "मौसम", "日本_tool", "tool_日本", "größe", "grosse",
      String(repeating: "天", count: 80), String(repeating: "天", count: 81),
    ]
    let names = try names(tools, limits)
    let wires = tools.map(names.wireName)
    #expect(Set(wires).count == tools.count)
    #expect(wires.allSatisfy { $0.wholeMatch(of: #/[a-zA-Z_][a-zA-Z0-9_-]{0,63}/#) != nil }, "\(wires)")
    #expect(tools.map { names.toolName(of: names.wireName(of: $0)) } == tools)
    #expect(names.wireName(of: "日本_tool").contains("tool_"))
    // Alone a tool is called what it is called among others, but for likenesses that are taken.
    for tool in tools where tool != "größe" {
      #expect(try self.names([tool], limits).wireName(of: tool) == names.wireName(of: tool))
    }
  }

  @Test func refuseOneNameTwice() throws {
    let twice = try #require(throws: EndpointFailure.self) { try names(["a", "a"]) }
    #expect(twice.class == .badRequest)
    #expect(twice.message == "expected each tool name once, found 'a' twice: rename one of them")
  }

  @Test(arguments: [
    (Provider.anthropic, "a.b", "a_b"),
    (.anthropic, String(repeating: "a", count: 128), String(repeating: "a", count: 128)),
    (.anthropic, String(repeating: "a", count: 129), String(repeating: "a", count: 119) + "_8bf82f48"),
    (.gemini, "a.b:c-d_e/f", "a.b:c-d_e_f"), (.gemini, "9lives", "_9lives"), (.gemini, "-a", "_-a"),
    (.gemini, String(repeating: "9", count: 64), "_" + String(repeating: "9", count: 54) + "_00000000"),
    (.responses, "a.b", "a_b"), (.ollama, "größe/日本 9", "größe/日本 9"), (.ollama, "", ""),
  ])
  func keepWhatEachAPITakes(provider: Provider, tool: String, wire: String) throws {
    let names = try names([tool], provider.limits)
    let shown = names.wireName(of: tool)
    // Of a digest only the length is known beforehand.
    #expect(shown.dropLast(wire.utf8.count > 60 ? 8 : 0) == wire.dropLast(wire.utf8.count > 60 ? 8 : 0))
    #expect(shown.utf8.count == wire.utf8.count)
    #expect(names.toolName(of: shown) == tool)
  }

  @Test func collideOnlyWhereTheAPIMakesThem() throws {
    let tools = ["9a", "_9a"]
    let gemini = try names(tools, GeminiContents.limits)
    #expect(gemini.wireName(of: "_9a") == "_9a" && gemini.wireName(of: "9a").hasPrefix("_9a_"))
    #expect(try names(tools, AnthropicMessages.limits).wireName(of: "9a") == "9a")
    #expect(try names(["a.b", "a_b"], OllamaChat.limits).wireName(of: "a.b") == "a.b")
  }
}
