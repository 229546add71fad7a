import EvalCore
import OrderedJSON

/// The leaderboard's parameters, which are nearly a JSON Schema but have Python's words for types.
enum BFCLSchema {
  /// As models are shown them: types in JSON Schema's words, everything else as it is.
  static func inputSchema(_ parameters: JSON) -> JSON {
    var schema = converted(parameters).objectValue ?? [:]
    schema["type"] = "object"
    return .object(schema)
  }

  private static func converted(_ schema: JSON) -> JSON {
    guard let object = schema.objectValue else { return schema }
    return .object(
      JSONObject(
        object.map { key, value in
          switch (key, value) {
          case ("type", .string(let word)): (key, .string(jsonType(word)))
          case ("properties", .object(let properties)):
            (key, .object(JSONObject(properties.map { ($0.key, converted($0.value)) })))
          case ("items", _): (key, converted(value))
          default: (key, value)
          }
        }))
  }

  private static func jsonType(_ word: String) -> String {
    switch BFCLType(rawValue: word) {
    case .dict: "object"
    case .float: "number"
    case .tuple: "array"
    case .any: "string"
    case .string, .integer, .boolean, .array, nil: word
    }
  }

  /// What checking needs of them: the types as the leaderboard says them, and what is required.
  static func types(_ parameters: JSON) -> JSON {
    let properties = (parameters["properties"]?.objectValue ?? [:]).map { name, schema -> (String, JSON) in
      var type: JSONObject = ["type": schema["type"] ?? "string"]
      if let items = schema["items"]?["type"] { type["items"] = ["type": items] }
      return (name, .object(type))
    }
    var types: JSONObject = ["properties": .object(JSONObject(properties))]
    if let required = parameters["required"], required.arrayValue?.isEmpty == false { types["required"] = required }
    return .object(types)
  }
}
