import EvalCore
import OrderedJSON
import TestSupport
import Testing

struct ToolExecutionTests {
  private static func live(_ tool: String) -> CannedResult {
    .live(ToolExecution(.template(ResultTemplate("{{number}}")), of: tool, source: "x", position: Made.position))
  }

  private static func suite() -> Suite {
    let names = NameMap([
      "get": NameMap.Entry(to: "read", arguments: ["number": "id"], add: ["method": "get"]),
      "find": NameMap.Entry(to: "read", arguments: ["query": "words"], add: ["method": "find"]),
    ])
    var suite = Made.suite([], variants: ["today"])
    suite.variants.append(Variant(name: "merged", toolSet: ToolSet(tools: [Made.tool("read")]), names: names))
    suite.results = ["get": live("get"), "find": live("find")]
    return suite
  }

  @Test func speaksOfTheControlsArgumentsInEveryVariant() throws {
    let suite = Self.suite()
    let results = suite.results(of: nil, in: suite.variants[1])
    let call: JSONObject = ["method": "get", "id": 7, "other": true]
    let execution = try #require(results["read"]?.execution(for: call))
    #expect(execution.tool == "get")
    #expect(JSON.object(execution.controlArguments(call)).compact == #"{"number":7,"other":true}"#)
    #expect(results["read"]?.execution(for: ["method": "find"])?.tool == "find")
    #expect(results["read"]?.execution(for: ["method": "none"]) == nil)
    #expect(results["read"]?.executions.map(\.tool) == ["find", "get"])
  }

  @Test func leavesTheControlsArgumentsAlone() throws {
    let suite = Self.suite()
    let execution = try #require(suite.results(of: nil, in: suite.control)["get"]?.execution(for: [:]))
    #expect(JSON.object(execution.controlArguments(["method": 1])).compact == #"{"method":1}"#)
  }

  @Test func isNoCannedResult() {
    #expect(CannedResult.ok.execution(for: [:]) == nil)
    #expect(Self.live("get").callResult(arguments: [:], hasOutputSchema: false)["isError"] == true)
  }

  @Test func isStructuredContentWhereTheTextIsJSONOfParts() {
    let result = CannedResult.callResult(ofText: "[{\"a\":1}]", hasOutputSchema: true)
    #expect(result["structuredContent"] == [["a": 1]])
    #expect(CannedResult.callResult(ofText: "7", hasOutputSchema: true)["structuredContent"] == nil)
    #expect(CannedResult.callResult(ofText: "{}", hasOutputSchema: false)["structuredContent"] == nil)
  }
}
