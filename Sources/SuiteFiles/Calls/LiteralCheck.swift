import EvalCore
import JSONSchema
import OrderedJSON

/// Says why a literal cannot be an argument, whatever the arguments beside it are.
struct LiteralCheck {
  let tool: Tool
  let schema: ArgumentSchema

  /// - Parameter path: from the arguments down, in the tool's own names.
  func problem(with value: JSON, at path: [String]) -> (message: String, fix: String?)? {
    let failures = schema.failures(part: Self.nested(value, path[...]), levels: path.count)
    guard let failure = failures.first else { return nil }
    guard let name = path.first else {
      return ("'\(tool.name.excerpt)' cannot take these arguments: \(failure.description)", nil)
    }
    if path.count == 1, let (type, spelling) = respelled(value, for: name) {
      return ("'\(name)' is \(type): write \(spelling)", nil)
    }
    let shown = path.filter { $0 != "0" }.joined(separator: ".")
    return ("'\(shown)' cannot be \(value.compact.excerpt): \(failure.message)", suggestion(for: value, failure))
  }

  private static func nested(_ value: JSON, _ path: ArraySlice<String>) -> JSON {
    guard let token = path.first else { return value }
    let inner = nested(value, path.dropFirst())
    return token == "0" ? .array([inner]) : .object(JSONObject([(token, inner)]))
  }

  /// The same words as the type that the schema asks for, where only the type is wrong.
  private func respelled(_ value: JSON, for name: String) -> (type: String, spelling: String)? {
    switch (tool.parameters[name]?["type"]?.stringValue, value) {
    case ("string", .number(let number)): return ("a string", JSON.string(number.text).compact)
    case ("string", .bool(let bool)): return ("a string", "\"\(bool)\"")
    case ("integer", .string(let text)):
      guard let number = try? JSON(parsing: text).numberValue, number.isInteger else { return nil }
      return ("an integer", number.text)
    case ("number", .string(let text)):
      guard let number = try? JSON(parsing: text).numberValue else { return nil }
      return ("a number", number.text)
    case ("boolean", .string(let text)) where text == "true" || text == "false": return ("a boolean", text)
    case ("array", let value) where value.arrayValue == nil: return ("an array", JSON.array([value]).compact.excerpt)
    default: return nil
    }
  }

  /// The nearest of the schema's choices.
  private func suggestion(for value: JSON, _ failure: JSONSchemaFailure) -> String? {
    guard failure.schema.tokens.last == "enum", failure.document == nil, let text = value.stringValue,
      let choices = JSON.object(tool.inputSchema.objectValue ?? [:])[pointer: failure.schema]?.arrayValue
    else { return nil }
    return Suggestion.nearest(to: text, among: choices.compactMap(\.stringValue)).map { "did you mean '\($0)'?" }
  }
}
