import EvalCore
import OrderedJSON

/// A change of one tool's schema, and what the rules say of it: `KEY PATH: BEFORE → AFTER`.
struct SchemaSample {
  let before: JSON
  let after: JSON
  var side = BreakingRule.Side.arguments
  /// Definitions for both.
  var definitions: JSON = [:]

  private func tool(_ schema: JSON) -> ToolSet {
    let root: JSON = ["type": "object", "$defs": definitions, "properties": ["value": schema]]
    var json: JSONObject = ["name": "find", "inputSchema": side == .arguments ? root : ["type": "object"]]
    if side == .result { json["outputSchema"] = root }
    return ToolSet(tools: [Tool(json)].compactMap(\.self))
  }

  var changes: [BreakingChange] { BreakingChanges(from: tool(before), to: tool(after)).all }
  var keys: [String] { changes.map(\.rule.key) }
  var found: [String] { changes.map(\.line) }
}

extension BreakingChange {
  var line: String {
    let place = path.map { " \($0)" } ?? ""
    return "\(rule.key)\(place): \(before?.line ?? "–") → \(after?.line ?? "–")"
  }
}

extension BreakingChange.Part {
  fileprivate var line: String {
    switch self {
    case .text(let text): text
    case .words(let words): words.joined(separator: " ")
    case .values(let values): values.map(\.compact).joined(separator: " ")
    case .keyword(let name, let value): "\(name) \(value.compact)"
    }
  }
}

extension ToolSet {
  /// From an array of tools, or an object with `tools` and `instructions`.
  init(sample: JSON) {
    let tools = (sample["tools"] ?? sample).arrayValue ?? []
    self.init(
      tools: tools.compactMap { $0.objectValue.flatMap { Tool($0) } },
      instructions: sample["instructions"]?.stringValue)
  }
}
