package import EvalCore
import JSONSchema
import OrderedJSON

/// Reads a tool set: a `tools/list` result, the JSON-RPC response that carried one, or a bare array of tools.
package enum ToolSetReader {
  /// - Throws: every complaint about the file.
  package static func read(
    _ bytes: [UInt8], path: String
  ) throws(Diagnostics) -> (toolSet: ToolSet, warnings: [Diagnostic]) {
    let complaints = Complaints()
    var listed: ListedTools?
    do throws(Diagnostic) {
      listed = ListedTools(try LocatedJSON(SourceText(bytes, path: path)), complaints)
    } catch {
      complaints.add(error)
    }
    guard let listed, !complaints.hasErrors else { throw Diagnostics(complaints.sorted) }
    return (listed.toolSet, complaints.sorted)
  }
}

/// The tools of one file, and where each stands.
struct ListedTools {
  var toolSet: ToolSet
  /// By tool name.
  var positions: [String: FilePosition]
  /// False where a tool could not be read, so that nothing can be said about missing ones.
  private(set) var isComplete = true

  /// Complains about what keeps a list from being served; nil where there is no list at all.
  init?(_ file: LocatedJSON, _ complaints: Complaints) {
    let holder = file.value["result"]?["tools"] != nil ? JSONPointer(["result"]) : JSONPointer()
    let result = file.value[pointer: holder] ?? .null
    let isBare = result.arrayValue != nil
    guard let tools = result.arrayValue ?? result["tools"]?.arrayValue else {
      complaints.error(
        at: file.position(of: holder), "expected a list of tools, or a map with one under 'tools'",
        fix: "keep the answer of 'tools/list' as it is; 'toolsight tools fetch' does")
      return nil
    }
    let list = isBare ? holder : holder.appending("tools")
    if result["nextCursor"]?.stringValue != nil {
      complaints.warning(
        at: file.position(of: holder.appending("nextCursor")), "'nextCursor' says that more tools follow",
        fix: "fetch all pages with 'toolsight tools fetch'")
    }
    toolSet = ToolSet(tools: [], instructions: result["instructions"]?.stringValue, serverInfo: result["serverInfo"])
    positions = [:]
    for (index, json) in tools.enumerated() {
      let pointer = list.appending(index)
      let check = ToolCheck(complaints) { file.position(of: pointer.appending($0)) }
      guard let tool = check.tool(json) else {
        isComplete = false
        continue
      }
      if let first = positions[tool.name] {
        complaints.error(
          at: file.position(of: pointer.appending("name")),
          "the tool '\(tool.name.excerpt)' appears more than once: first on line \(first.line)")
        continue
      }
      positions[tool.name] = file.position(of: pointer)
      toolSet.tools.append(tool)
    }
  }
}

/// Complains about a tool that cannot be served or whose schema cannot be used.
struct ToolCheck {
  private let complaints: Complaints
  private let position: (JSONPointer) -> FilePosition

  /// - Parameter position: where a part of the tool stands.
  init(_ complaints: Complaints, position: @escaping (JSONPointer) -> FilePosition) {
    self.complaints = complaints
    self.position = position
  }

  func tool(_ json: JSON) -> Tool? {
    let defects = ToolDefect.all(in: json)
    for defect in defects { complaints.error(at: position(defect.pointer), defect.message, fix: defect.fix) }
    guard let tool = json.objectValue.flatMap(Tool.init), !tool.name.isEmpty else { return nil }
    if defects.isEmpty { for key in ["inputSchema", "outputSchema"] { checkSchema(key, of: tool) } }
    return tool
  }

  /// Warns of what is odd in a schema that is one.
  func checkSchema(_ key: String, of tool: Tool) {
    guard let schema = tool.json[key], let object = schema.objectValue else { return }
    if key == "inputSchema", object["type"] != .string("object") {
      complaints.warning(
        at: position(JSONPointer([key])), "the inputSchema of '\(tool.name.excerpt)' does not say \"type\": \"object\"")
    }
    for problem in Self.problems(of: schema) {
      complaints.warning(
        at: position(JSONPointer([key]).appending(problem.pointer)),
        "the \(key) of '\(tool.name.excerpt)' cannot be enforced here: \(problem.message)")
    }
  }

  private static func problems(of schema: JSON) -> [JSONSchemaError] {
    do throws(JSONSchemaError) {
      return try JSONSchema(schema, isLenient: true).warnings
    } catch {
      return [error]
    }
  }
}
