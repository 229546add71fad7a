import EvalCore
import OrderedJSON
import SuiteFiles
import Testing

struct SuiteWriterTests {
  @Test func aStarterSuiteIsFineAsItIs() throws {
    let names = ["create_issue", "none", "calls", "~any", "get-Issue", "get_issue", "日本", "a\nb", "x: y"]
    let toolSet = ToolSet(tools: names.compactMap { Tool(["name": .string($0)]) })
    let text = SuiteWriter.starter(name: "My Server!", tools: "tools.json", toolSet: toolSet, schema: "suite.json")
    let list = JSON.object(["tools": .array(toolSet.tools.map { .object($0.json) })])
    let files = StoredFiles([
      SourceFile(path: "s.yaml", bytes: Array(text.utf8)), SourceFile(path: "tools.json", bytes: list.utf8Bytes),
    ])
    let (suite, warnings) = try SuiteReader(files).read("s.yaml")
    #expect(warnings.isEmpty && suite.name == "my-server")
    #expect(suite.cases.filter(\.todo).map { $0.expectation.alternatives[0].required[0].patterns[0].tool } == names)
    #expect(Set(suite.cases.map(\.id)).count == names.count + 1)
  }
}
