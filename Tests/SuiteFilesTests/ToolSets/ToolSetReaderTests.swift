import EvalCore
import OrderedJSON
import SuiteFiles
import Testing

struct ToolSetReaderTests {
  private static func read(_ text: String, _ path: String = "t.json") throws(Diagnostics) -> ToolSet {
    try ToolSetReader.read(Array(text.utf8), path: path).toolSet
  }

  private static func complaints(_ text: String, _ path: String = "t.json") -> [String] {
    do throws(Diagnostics) {
      return try ToolSetReader.read(Array(text.utf8), path: path).warnings.map(\.description)
    } catch {
      return error.all.map(\.description)
    }
  }

  @Test(arguments: [
    #"{"tools":[{"name":"a"}]}"#, #"[{"name":"a"}]"#, #"{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"a"}]}}"#,
  ])
  func isReadInEveryForm(_ text: String) throws {
    #expect(try Self.read(text).tools.map(\.name) == ["a"])
  }

  @Test func isKeptAsItIs() throws {
    let tool =
      #"{"zeta":1.50,"name":"a","inputSchema":{"type":"object","properties":{"b":{"maximum":1e2}}},"_meta":{}}"#
    let set = try Self.read(#"{"tools":[\#(tool)],"instructions":"Hi.","serverInfo":{"name":"s"},"_source":"x"}"#)
    #expect(JSON.object(set.tools[0].json).compact == tool)
    #expect(set.instructions == "Hi." && set.serverInfo == ["name": "s"])
  }

  @Test func mayBeYAML() throws {
    #expect(try Self.read("tools:\n  - name: a\n    description: yes\n", "t.yaml").tools[0].description == "yes")
  }

  @Test(arguments: [
    ("7", "t.json:1:1: error: expected a list of tools, or a map with one under 'tools'"),
    (#"{"tools":{}}"#, "t.json:1:1: error: expected a list of tools, or a map with one under 'tools'"),
    ("[\n  7\n]", "t.json:2:3: error: expected a tool as a map"),
    (#"[{"title":"a"}]"#, "t.json:1:2: error: expected a tool with a 'name' of text"),
    (#"[{"name":7}]"#, "t.json:1:10: error: expected a tool with a 'name' of text"),
    (
      "[{\"name\":\"a\"},\n {\"name\":\"a\"}]",
      "t.json:2:10: error: the tool 'a' stands more than once: first in line 1"
    ),
    (#"[{"name":"a","inputSchema":true}]"#, "t.json:1:28: error: expected a map for the inputSchema of 'a'"),
    (
      #"[{"name":"a","inputSchema":{}}]"#,
      "t.json:1:28: warning: the inputSchema of 'a' does not say \"type\": \"object\""
    ),
    (#"{"tools":[],"nextCursor":"x"}"#, "t.json:1:26: warning: 'nextCursor' says that more tools follow"),
    (
      #"[{"name":"a","outputSchema":{"type":"objekt"}}]"#,
      "t.json:1:37: warning: the outputSchema of 'a' cannot be enforced here:"
    ),
    (String(repeating: "[", count: 10_000), "t.json:1:513: error:"),
    ("", "t.json:1:1: error: expected"), ("{", "t.json:1:2: error: expected"),
  ])
  func saysWhatIsWrongAndWhere(_ text: String, _ complaint: String) {
    let found = Self.complaints(text)
    #expect(found.first?.hasPrefix(complaint) == true, "\(found)")
  }
}
