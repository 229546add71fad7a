import OrderedJSON
import Testing

@testable import MCP

struct HeaderParameterTests {
  private static func schema(_ property: JSON) -> JSON { ["type": "object", "properties": ["a": property]] }

  @Test func findsParametersAtAnyDepthOfProperties() throws {
    let schema: JSON = [
      "properties": [
        "x-mcp-header": ["type": "string"], "region": ["type": "string", "x-mcp-header": "Region"],
        "inner": ["type": "object", "properties": ["n": ["type": "integer", "x-mcp-header": "N"]]],
        "free": ["default": ["x-mcp-header": "no schema"]],
      ]
    ]
    #expect(
      try HeaderParameter.parameters(of: schema) == [
        HeaderParameter(header: "Mcp-Param-Region", path: ["region"]),
        HeaderParameter(header: "Mcp-Param-N", path: ["inner", "n"]),
      ])
  }

  @Test(
    arguments: [
      (schema(["type": "string", "x-mcp-header": ""]), "x-mcp-header '' is not a header name"),
      (schema(["type": "string", "x-mcp-header": "a b"]), "x-mcp-header 'a b' is not a header name"),
      (schema(["type": "string", "x-mcp-header": 1]), "x-mcp-header 1 is not a header name"),
      (schema(["type": "number", "x-mcp-header": "A"]), "is on a parameter whose type is not"),
      (schema(["items": ["type": "string", "x-mcp-header": "A"]]), "is at a path that 'properties' alone"),
      (["type": "string", "x-mcp-header": "A"], "is at a path that 'properties' alone"),
      (["anyOf": [["properties": ["b": ["type": "string", "x-mcp-header": "A"]]]]], "'properties' alone"),
      (
        [
          "properties": [
            "a": ["type": "string", "x-mcp-header": "A"], "b": ["type": "string", "x-mcp-header": "a"],
          ]
        ], "names the same header as another parameter"
      ),
    ] as [(JSON, String)])
  func refusesAnnotationsThatCannotBeFollowed(_ schema: JSON, _ reason: String) {
    let error = #expect(throws: HeaderParameter.Unusable.self) { try HeaderParameter.parameters(of: schema) }
    #expect(error?.description.contains(reason) == true)
  }

  @Test(
    arguments: [
      ("eu", "eu", true), ("eu", "us", false), ("é", "=?base64?w6k=?=", true), ("é", "=?base64?w6k?=", false),
      (42, "42.0", true), (42, "43", false), (42, "x", false), (true, "true", true), (true, "false", false),
    ] as [(JSON, String, Bool)])
  func comparesWhatHeaderAndArgumentsMean(_ value: JSON, _ header: String, _ agrees: Bool) {
    #expect(HeaderParameter(header: "Mcp-Param-A", path: ["a"]).agrees(header, with: value) == agrees)
  }

  @Test func saysNothingOfAnAbsentOrNullArgument() {
    let parameter = HeaderParameter(header: "Mcp-Param-A", path: ["a", "b"])
    #expect(parameter.headerValue(in: ["a": ["b": 7]]) == "7")
    #expect(parameter.headerValue(in: ["a": ["b": nil]]) == nil)
    #expect(parameter.headerValue(in: ["a": 1]) == nil)
  }
}
