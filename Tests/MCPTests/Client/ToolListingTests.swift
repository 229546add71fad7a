import OrderedJSON
import Testing

@testable import MCP

struct ToolListingTests {
  private func listing(_ tools: [JSON], checksHeaders: Bool = true) throws -> ToolListing {
    let facts = try ServerFacts(initialized: [
      "protocolVersion": "2025-06-18", "serverInfo": ["name": "s", "version": "1"], "instructions": "Hello.",
    ])
    return ToolListing(facts, tools: tools, source: ["command": "s"], checksHeaders: checksHeaders)
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
        "another tool has the name 'a'", "expected an object, found 7", "expected a name, found none",
        "expected a name, found ''",
        "x-mcp-header 'A' stands at a parameter whose type is not string, integer or boolean",
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

  @Test func showsNoControlCharactersOfAServer() {
    #expect(ToolListingFailure(.refused, "a\u{1B}[31m\u{202E}b\nc").description == "a [31m b c")
  }
}
