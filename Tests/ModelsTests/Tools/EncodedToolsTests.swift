import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct EncodedToolsTests {
  private let dialect = Provider.openAI.dialect(at: EndpointAccess(baseURL: ""))

  private func parameters(_ inputSchema: String) throws -> String? {
    let tool = Requests.tool(["name": "t", "inputSchema": try JSON(parsing: inputSchema)])
    return try JSON(parsing: EncodedTools([tool], dialect).encoded)[0]?["function"]?["parameters"]?.compact
  }

  @Test(arguments: [
    // Order, spelling and unknown members stay.
    (
      #"{"x":1.50,"type":"object","properties":{"b":{"maximum":1e2},"a":true},"required":["b"]}"#,
      #"{"x":1.50,"type":"object","properties":{"b":{"maximum":1e2},"a":true},"required":["b"]}"#
    ),
    (#"{"$schema":"u","type":"object"}"#, #"{"type":"object","properties":{}}"#),
    ("{}", #"{"type":"object","properties":{}}"#),
    (#"{"type":null}"#, #"{"type":"object","properties":{}}"#),
    ("[]", #"{"type":"object","properties":{}}"#), ("null", #"{"type":"object","properties":{}}"#),
    ("false", #"{"type":"object","properties":{}}"#),
    (
      ##"{"$ref":"#/$defs/a","$defs":{"a":{"type":"object"}}}"##,
      ##"{"type":"object","$ref":"#/$defs/a","$defs":{"a":{"type":"object"}},"properties":{}}"##
    ),
    ("true", #"{"type":"object","properties":{}}"#),
    (
      #"{"type":"object","properties":{"a":{"type":"string","x-mcp-header":"A"},"o":{"properties":{"b":{"x-mcp-header":"B"}}}}}"#,
      #"{"type":"object","properties":{"a":{"type":"string"},"o":{"properties":{"b":{}}}}}"#
    ),
    // Parameters may have these names, and values may hold them.
    (
      #"{"properties":{"$schema":{},"x-mcp-header":{"enum":[{"$schema":1}]}}}"#,
      #"{"type":"object","properties":{"$schema":{},"x-mcp-header":{"enum":[{"$schema":1}]}}}"#
    ),
    (#"{"properties":null}"#, #"{"type":"object","properties":null}"#),
    // In every part of a schema.
    (
      ##"{"type":"object","properties":{"a":{"items":{"$schema":"u","type":"string"}}},"$defs":{"d":{"$schema":"u","x-mcp-header":"H"}}}"##,
      ##"{"type":"object","properties":{"a":{"items":{"type":"string"}}},"$defs":{"d":{"x-mcp-header":"H"}}}"##
    ),
    (
      #"{"type":"object","properties":{"a":{"anyOf":[{"$schema":"u"},true],"not":{"$schema":"u"}}},"default":{"$schema":1}}"#,
      #"{"type":"object","properties":{"a":{"anyOf":[{},true],"not":{}}},"default":{"$schema":1}}"#
    ),
  ])
  func showSchemasVerbatimButForWhatOnlyMCPReads(inputSchema: String, shown: String) throws {
    #expect(try parameters(inputSchema) == shown)
  }

  @Test func areEncodedOnceForACatalogue() throws {
    let catalogues = EncodedCatalogues(dialect)
    let first = Catalogue(tools: [Requests.tool(["name": "a"])], key: "k")
    let second = Catalogue(tools: [Requests.tool(["name": "b"])], key: "k")
    #expect(try catalogues.tools(of: first).encoded == (try catalogues.tools(of: second).encoded))
    let other = Catalogue(tools: [Requests.tool(["name": "b"])], key: "l")
    #expect(try catalogues.tools(of: other).encoded != (try catalogues.tools(of: first).encoded))
  }

  @Test func areForgottenWhenThereAreTooMany() throws {
    let catalogues = EncodedCatalogues(dialect)
    for number in 0..<100 {
      let tools = [Requests.tool(["name": .string("t\(number)")])]
      let encoded = try catalogues.tools(of: Catalogue(tools: tools, key: "\(number)")).encoded
      #expect(try encoded == EncodedTools(tools, dialect).encoded)
    }
  }
}
