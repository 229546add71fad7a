package import OrderedJSON

/// What keeps a listed value from being served as an MCP tool: one rule for tool-set files and for the lists of live
/// servers, which leave such a tool out.
package struct ToolDefect: Error, Sendable, Hashable {
  /// Where in the value.
  package let pointer: JSONPointer
  /// What was expected and what was found.
  package let message: String
  package let fix: String?

  fileprivate init(at tokens: [String] = [], _ message: String, fix: String? = nil) {
    pointer = JSONPointer(tokens)
    self.message = message
    self.fix = fix
  }

  /// All that is wrong with a value; none where it can be served.
  package static func all(in json: JSON) -> [ToolDefect] {
    guard let object = json.objectValue else {
      return [ToolDefect("expected a tool as a map, found \(json.excerpt())")]
    }
    if let wrapper = ForeignTool.wrapper(of: object) { return [wrapper] }
    guard let name = object["name"]?.stringValue, !name.isEmpty else {
      let found = object["name"].map { ", found \($0.excerpt())" } ?? ""
      return [ToolDefect(at: object["name"] == nil ? [] : ["name"], "expected a tool with a 'name' of text\(found)")]
    }
    let schemas = ["inputSchema", "outputSchema"].compactMap { damage($0, object[$0], of: name) }
    return schemas + [ForeignTool.parameters(of: object, name)].compactMap(\.self)
  }

  /// A schema that is no map; `null` for the output, which is optional, is what some serialisers write for none.
  private static func damage(_ key: String, _ schema: JSON?, of name: String) -> ToolDefect? {
    guard let schema, schema.objectValue == nil, key == "inputSchema" || !schema.isNull else { return nil }
    let fix = key == "inputSchema" ? #"write {"type": "object"} for a tool without parameters"# : "leave it out"
    return ToolDefect(
      at: [key], "expected a map for the \(key) of '\(name.excerpt())', found \(schema.excerpt())", fix: fix)
  }
}

/// Tools in the forms of other programs' interfaces, whose parameters would be lost in silence.
///
/// The forms are those of OpenAI's Chat Completions (`{type, function: {name, parameters}}`) and Responses (`parameters`),
/// Anthropic's Messages (`input_schema`), Gemini (`functionDeclarations`, `parametersJsonSchema`), Bedrock's Converse
/// (`toolSpec: {inputSchema: {json}}`), Cohere's v1 (`parameter_definitions`), LangChain (`args_schema`) and Vercel's AI SDK
/// (`inputSchema: {jsonSchema}`), as each vendor's reference of 2026 has them.
private enum ForeignTool {
  /// What a tool of another form stands in, and where its parameters are there.
  private static let wrappers = [
    (key: "function", parameters: "parameters"), (key: "toolSpec", parameters: "inputSchema.json"),
    (key: "functionDeclarations", parameters: "parameters"), (key: "function_declarations", parameters: "parameters"),
    (key: "tool", parameters: "parameters"),
  ]

  /// Keys that hold parameters elsewhere, in small letters without separators.
  private static let parameterKeys: Set<String> = [
    "inputschema", "parameters", "parametersjsonschema", "parameterdefinitions", "schema", "argsschema", "jsonschema",
    "inputjsonschema", "inputs", "input", "args", "arguments", "params", "paramschema",
  ]

  /// Keys inside an `inputSchema` that hold the schema itself.
  private static let innerKeys = ["json", "jsonSchema"]

  static func wrapper(of object: JSONObject) -> ToolDefect? {
    guard object["name"] == nil else { return nil }
    for (key, parameters) in wrappers {
      guard let inner = object[key], inner.objectValue != nil || inner.arrayValue != nil else { continue }
      return ToolDefect(
        at: [key], "expected an MCP tool with a 'name', found another interface's form, with the tool inside '\(key)'",
        fix: "list what stands inside '\(key)', and call its '\(parameters)' inputSchema")
    }
    return nil
  }

  static func parameters(of object: JSONObject, _ name: String) -> ToolDefect? {
    guard let schema = object["inputSchema"] else { return renamed(object, name) }
    guard let inner = schema.objectValue, inner.count == 1,
      let key = innerKeys.first(where: { inner[$0]?.objectValue != nil })
    else { return nil }
    return ToolDefect(
      at: ["inputSchema", key], "the inputSchema of '\(name.excerpt())' is a map around a schema, under '\(key)'",
      fix: "write what stands under '\(key)' as the inputSchema itself")
  }

  private static func renamed(_ object: JSONObject, _ name: String) -> ToolDefect? {
    for (key, value) in object where value.objectValue != nil || value.arrayValue != nil {
      let plain = String(key.lowercased().filter { $0 != "_" && $0 != "-" })
      guard parameterKeys.contains(plain) else { continue }
      return ToolDefect(
        at: [key], "'\(name.excerpt())' has no inputSchema but '\(key.excerpt())', which MCP does not know",
        fix: "did you mean 'inputSchema'? The tool would be shown without parameters")
    }
    return nil
  }
}
