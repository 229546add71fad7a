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
      "t.json:2:10: error: the tool 'a' appears more than once: first on line 1"
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

  /// In time of their number: what looks from the start for each tool, or each column, would take minutes.
  @Test(.timeLimit(.minutes(1)), arguments: [("t.json", "\n "), ("t.json", ""), ("t.yaml", "\n "), ("t.yaml", "")])
  func knowsThePlacesOfManyTools(_ path: String, _ separator: String) {
    let tools = (0..<8_000).map { #"{"name":"é\#($0)","inputSchema":{"type":"object"}}"# } + [#"{"name":"é7999"}"#]
    let found = Self.complaints("[\(tools.joined(separator: "," + separator))]", path)
    let place = separator.isEmpty ? "1:\(tools.dropLast().map { $0.count + 1 }.reduce(10, +))" : "8001:10"
    #expect(
      found == [
        "\(path):\(place): error: the tool 'é7999' appears more than once: first on line "
          + (separator.isEmpty ? "1" : "8000")
      ])
  }

  /// Each loses its parameters where it is read as MCP's.
  @Test(arguments: [
    (#"{"name":"a","input_schema":{"type":"object"}}"#, "1:29", "'a' has no inputSchema but 'input_schema'"),
    (#"{"name":"a","parameters":{"type":"object"}}"#, "1:27", "'a' has no inputSchema but 'parameters'"),
    (#"{"type":"function","name":"a","parameters":{},"strict":true}"#, "1:45", "but 'parameters'"),
    (#"{"name":"a","parametersJsonSchema":{}}"#, "1:37", "but 'parametersJsonSchema'"),
    (#"{"name":"a","parameters_json_schema":{}}"#, "1:39", "but 'parameters_json_schema'"),
    (#"{"name":"a","InputSchema":{}}"#, "1:28", "but 'InputSchema'"),
    (#"{"name":"a","inputschema":{}}"#, "1:28", "but 'inputschema'"),
    (#"{"name":"a","input-schema":{}}"#, "1:29", "but 'input-schema'"),
    (#"{"name":"a","parameter_definitions":{"q":{"type":"str"}}}"#, "1:38", "but 'parameter_definitions'"),
    (#"{"name":"a","args_schema":{}}"#, "1:28", "but 'args_schema'"),
    (#"{"name":"a","schema":{}}"#, "1:23", "but 'schema'"), (#"{"name":"a","inputs":{}}"#, "1:23", "but 'inputs'"),
    (#"{"name":"a","arguments":[{"name":"q"}]}"#, "1:26", "but 'arguments'"),
    (#"{"type":"function","function":{"name":"a","parameters":{}}}"#, "1:32", "the tool inside 'function'"),
    (#"{"toolSpec":{"name":"a","inputSchema":{"json":{}}}}"#, "1:14", "the tool inside 'toolSpec'"),
    (#"{"functionDeclarations":[{"name":"a"}]}"#, "1:26", "the tool inside 'functionDeclarations'"),
    (#"{"function_declarations":[{"name":"a"}]}"#, "1:27", "the tool inside 'function_declarations'"),
    (#"{"name":"a","inputSchema":{"json":{"type":"object"}}}"#, "1:36", "a map around a schema, under 'json'"),
    (#"{"name":"a","inputSchema":{"jsonSchema":{}}}"#, "1:42", "a map around a schema, under 'jsonSchema'"),
  ])
  func refusesToolsOfOtherInterfaces(_ tool: String, _ place: String, _ complaint: String) {
    for (text, path) in [("[\(tool)]", "t.json"), ("[\(tool)]", "t.yaml")] {
      let found = Self.complaints(text, path)
      #expect(found.first?.hasPrefix("\(path):\(place): error: ") == true, "\(found)")
      #expect(found.first?.contains(complaint) == true, "\(found)")
      #expect(found.first?.contains("inputSchema") == true && found.first?.contains("fix: ") == true, "\(found)")
    }
  }

  @Test(arguments: [
    #"{"name":"a","parameters":{},"inputSchema":{"type":"object"}}"#, #"{"name":"a","schema":"v1"}"#,
    #"{"name":"a","parameters":null}"#, #"{"name":"a","function":{"x":1}}"#, #"{"name":"a"}"#,
    #"{"name":"a","inputSchema":{"type":"object","properties":{"parameters":{"type":"object"}}}}"#,
    #"{"name":"a","_meta":{"input":{}},"annotations":{}}"#, #"{"name":"a","outputSchema":null}"#,
  ])
  func leavesOtherMembersAlone(_ tool: String) throws {
    let set = try Self.read("[\(tool)]")
    #expect(JSON.object(set.tools[0].json).compact == tool)
    #expect(Self.complaints("[\(tool)]").isEmpty)
    #expect(set.tools[0].outputSchema == nil)
  }
}
