import EvalCore
import OrderedJSON
import Testing

struct TokenEstimateTests {
  @Test func countsWhatAModelIsShown() {
    let tool = Tool(["name": "a", "description": "12345678"])!
    // {"name":"a","description":"12345678","inputSchema":{"type":"object"}}
    #expect(tool.estimatedTokens == 18)
    let annotated = Tool(["name": "a", "description": "12345678", "annotations": ["readOnlyHint": true], "_meta": [:]])!
    #expect(annotated.estimatedTokens == 18)
    #expect(ToolSet(tools: [tool, annotated]).estimatedTokens == 36)
    #expect(ToolSet(tools: []).estimatedTokens == 0)
  }
}
