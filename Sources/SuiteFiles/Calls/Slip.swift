import EvalCore
import OrderedJSON

/// What is often written where a word of the suite's own language was meant.
enum Slip {
  private static let nobody: Set = [
    "none", "null", "nil", "nothing", "no_tool", "no tool", "n/a", "~", "false", "[]", "",
  ]
  private static let tool: Set = ["tool", "name", "function", "tool_name", "tools"]

  /// For a name that no tool has.
  static func fix(forTool name: String) -> String? {
    if nobody.contains(name.lowercased()) { return "write 'none' if no call is right" }
    if meansTool(name) { return "write the tool's own name instead: TOOL or {TOOL: {NAME: value}}" }
    return MatcherOperator(rawValue: "~" + name) == nil
      ? nil : "a matcher stands under an argument: {TOOL: {NAME: {~\(name): …}}}"
  }

  /// Whether other formats have this key before the name of a tool.
  static func meansTool(_ key: String) -> Bool { tool.contains(key.lowercased()) }

  /// For the name of an argument that a tool does not have.
  static func fix(forParameter name: String) -> String? {
    if name == "only" || MatcherOperator(rawValue: "~" + name) != nil { return "did you mean '~\(name)'?" }
    return ["arguments", "args", "parameters", "params"].contains(name) ? "write the arguments without '\(name)'" : nil
  }

  /// For a value that is taken literally: a matcher without its tilde.
  static func fix(forValue value: JSON) -> String? {
    if let word = value.stringValue {
      return MatcherWord(rawValue: "~" + word).map { "write \($0.rawValue) for the matcher" }
    }
    guard let object = value.objectValue, !object.isEmpty,
      object.keys.allSatisfy({ MatcherOperator(rawValue: "~" + $0) != nil })
    else { return nil }
    let members = object.members.map { "~\($0.key): \($0.value.compact.excerpt)" }
    return "write {\(members.joined(separator: ", "))} for the matcher"
  }

  /// Words that are hardly ever the names of an argument's members.
  private static let unusual: Set = ["contains", "matches", "any_of", "equals", "subset"]

  /// Whether a map that fits the schema is a matcher all the same, because the schema knows of no such member.
  static func isProbable(_ value: JSON, asArgument path: [String], of tool: Tool) -> Bool {
    guard let object = value.objectValue, let key = object.keys.first, object.count == 1, unusual.contains(key) else {
      return false
    }
    let schema = path.first.flatMap { tool.parameters[$0] }
    return path.count == 1 && schema?["properties"] == nil && schema?["type"] != "object"
  }
}
