import EvalCore
import OrderedJSON

/// A tool as a dialect is to encode it.
struct WireTool {
  let name: String
  let description: String?
  /// Verbatim but for what only MCP reads.
  let schema: JSONObject

  init(_ tool: Tool, _ names: WireNames) {
    name = names.wireName(of: tool.name)
    description = tool.description
    schema = Self.sent(tool.inputSchema)
  }

  /// What goes over the wire of a schema.
  static func sent(_ schema: JSON) -> JSONObject { typed(shown(schema, isParameter: true).objectValue ?? [:]) }

  /// Every API wants a type ("schema must be a JSON Schema of 'type: "object"', got 'type: "None"'"), and the arguments of
  /// every tool are an object.
  private static func typed(_ schema: JSONObject) -> JSONObject {
    guard schema["type"].map(\.isNull) ?? true else { return schema }
    return JSONObject([(key: "type", value: "object")] + schema.filter { $0.key != "type" }.map { ($0.key, $0.value) })
  }

  /// The schema with `properties`, which OpenAI wants.
  var schemaWithProperties: JSON { .object(Self.withProperties(schema)) }

  static func withProperties(_ schema: JSONObject) -> JSONObject {
    var schema = schema
    if schema["properties"] == nil { schema["properties"] = .object([:]) }
    return schema
  }

  /// A schema without `$schema`, which may stand at any part of it, and without `x-mcp-header`, which stands behind
  /// `properties` alone.
  private static func shown(_ schema: JSON, isParameter: Bool) -> JSON {
    guard var object = schema.objectValue else { return schema }
    object["$schema"] = nil
    if isParameter { object["x-mcp-header"] = nil }
    for (key, value) in object {
      if SchemaParts.maps.contains(key), let members = value.objectValue {
        let areParameters = isParameter && key == "properties"
        object[key] = .object(JSONObject(members.map { ($0.key, shown($0.value, isParameter: areParameters)) }))
      } else if SchemaParts.lists.contains(key), let parts = value.arrayValue {
        object[key] = .array(parts.map { shown($0, isParameter: false) })
      } else if SchemaParts.single.contains(key), value.objectValue != nil {
        object[key] = shown(value, isParameter: false)
      }
    }
    return .object(object)
  }
}
