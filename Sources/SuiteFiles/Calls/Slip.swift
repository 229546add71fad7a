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
    if nobody.contains(name.lowercased()) || Suggestion.nearest(to: name, among: ["none"]) != nil {
      return "write 'none' if no call is right"
    }
    if meansTool(name) { return "write the tool's own name instead: TOOL or {TOOL: {NAME: value}}" }
    return isKeyOfMatcher(name) ? "a matcher stands under an argument: {TOOL: {NAME: {~\(name): …}}}" : nil
  }

  /// Whether other formats have this key before the name of a tool.
  static func meansTool(_ key: String) -> Bool { tool.contains(key.lowercased()) }

  /// For the name of an argument that a tool does not have.
  static func fix(forParameter name: String) -> String? {
    if name == "only" || isKeyOfMatcher(name) { return "did you mean '~\(name)'?" }
    return ["arguments", "args", "parameters", "params"].contains(name) ? "write the arguments without '\(name)'" : nil
  }

  /// For a value that is taken literally: a matcher without its tilde.
  static func fix(forValue value: JSON) -> String? {
    if let word = value.stringValue {
      return matcher(word).flatMap { $0.standsAlone ? "write \($0.key) for the matcher" : nil }
    }
    guard let object = value.objectValue, !object.isEmpty, object.keys.allSatisfy(isKeyOfMatcher) else { return nil }
    let members = object.members.map { "~\($0.key): \($0.value.compact.excerpt)" }
    return "write {\(members.joined(separator: ", "))} for the matcher"
  }

  /// The matcher whose tilde was forgotten.
  private static func matcher(_ name: String) -> MatcherDeclaration? { MatcherTable["~" + name] }

  private static func isKeyOfMatcher(_ name: String) -> Bool { matcher(name).map { !$0.standsAlone } ?? false }

  /// Whether a map that fits the schema is a matcher all the same, because the schema knows of no such member.
  static func isProbable(_ value: JSON, asArgument path: [String], of tool: Tool) -> Bool {
    guard let object = value.objectValue, let key = object.keys.first, object.count == 1,
      matcher(key)?.isUnusualName ?? false
    else { return false }
    let schema = path.first.flatMap { tool.parameters[$0] }
    return path.count == 1 && schema?["properties"] == nil && schema?["type"] != "object"
  }
}
