import OrderedJSON
import Testing

@testable import MCP

struct ToolListingTests {
  private func listing(_ tools: [JSON], checksHeaders: Bool = true) throws -> ToolListing {
    let facts = try ServerFacts(initialized: [
      "protocolVersion": "2025-06-18", "serverInfo": ["name": "s", "version": "1"], "instructions": "Hello.",
    ])
    var pages = ToolPages()
    _ = try pages.take(["tools": .array(tools)])
    return ToolListing(facts, pages, source: ["command": "s"], checksHeaders: checksHeaders)
  }

  @Test func keepsToolsVerbatim() throws {
    let tool = try JSON(parsing: #"{"x":1e2,"name":"b","inputSchema":{"z":1.0,"a":[null]},"description":null}"#)
    let listing = try listing([tool, ["name": "a"]])
    #expect(
      listing.toolSet.compact == #"{"tools":["# + tool.compact + #",{"name":"a"}],"#
        + #""serverInfo":{"name":"s","version":"1"},"instructions":"Hello.","#
        + #""_source":{"command":"s","protocolVersion":"2025-06-18"}}"#)
    #expect(listing.revision == .june2025)
  }

  @Test func dropsWhatNobodyCanCallAndSaysWhy() throws {
    let annotated: JSON = [
      "name": "h", "inputSchema": ["properties": ["a": ["type": "number", "x-mcp-header": "A"]]],
    ]
    let listing = try listing([["name": "a"], ["name": "a"], 7, ["title": "x"], ["name": ""], annotated])
    #expect(listing.toolSet["tools"] == [["name": "a"]])
    #expect(listing.dropped.map(\.name) == ["a", nil, nil, "", "h"])
    #expect(
      listing.dropped.map(\.reason) == [
        "another tool has the name 'a'", "expected a tool as a map, found 7", "expected a tool with a 'name' of text",
        "expected a tool with a 'name' of text, found ''",
        "x-mcp-header 'A' is on a parameter whose type is not string, integer or boolean",
      ])
    #expect(try self.listing([annotated], checksHeaders: false).dropped.isEmpty)
  }

  @Test(
    arguments: [
      ["protocolVersion": "2026-07-28"], ["protocolVersion": "1999-01-01"], ["protocolVersion": 1], [:],
    ] as [JSONObject])
  func refusesARevisionThatItDoesNotKnow(_ result: JSONObject) {
    let error = #expect(throws: ToolListingFailure.self) { try ServerFacts(initialized: result) }
    #expect(error?.code == .protocol)
  }

  @Test(
    arguments: [
      (["name": "b", "inputSchema": nil], "expected a map for the inputSchema of 'b', found null"),
      (["name": "b", "inputSchema": "object"], "expected a map for the inputSchema of 'b', found 'object'"),
      (["name": "b", "inputSchema": []], "expected a map for the inputSchema of 'b', found []"),
      (["name": "b", "outputSchema": 7], "expected a map for the outputSchema of 'b', found 7"),
      (["name": "b", "input_schema": ["type": "object"]], "'b' has no inputSchema but 'input_schema'"),
      (["name": "b", "parameters": ["type": "object"]], "'b' has no inputSchema but 'parameters'"),
      (["type": "function", "function": ["name": "b"]], "with the tool inside 'function'"),
      (["name": nil], "expected a tool with a 'name' of text, found null"),
      ([["name": "b"]], "expected a tool as a map, found [{"),
      (["name": "b\ne", "inputSchema": nil], "of 'b⏎e', found null"),
    ] as [(JSON, String)])
  func leavesOutADamagedToolAndKeepsTheOthers(_ tool: JSON, _ reason: String) throws {
    let listing = try listing([["name": "a"], tool, ["name": "c", "outputSchema": nil]])
    #expect(listing.toolSet["tools"]?.arrayValue?.map { $0["name"] } == ["a", "c"])
    #expect(listing.dropped.count == 1)
    #expect(listing.dropped.first?.description.contains(reason) == true, "\(listing.dropped)")
    #expect(listing.dropped.first?.description.contains("\n") == false)
    #expect(listing.warnings.isEmpty)
  }

  @Test func saysThatAServerListsNothing() throws {
    #expect(try listing([]).warnings == ["the server lists no tools"])
    #expect(try listing([7]).warnings.isEmpty)
  }

  @Test func showsWhatAServerWroteOnOneLine() {
    #expect(ToolListingFailure(.refused, "a\u{1B}[31m\u{202E}b\nc").description == "a\\u{1B}[31m\\u{202E}b⏎c")
  }
}
