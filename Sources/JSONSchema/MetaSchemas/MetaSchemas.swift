import OrderedJSON

/// The schemas of schemas, by address.
enum MetaSchemas {
  static let documents: [String: JSON] = {
    let all = [Draft07MetaSchema.schema] + Draft202012MetaSchema.schemas
    return Dictionary(
      uniqueKeysWithValues: all.map { schema in
        (URIReference(schema["$id"]?.stringValue ?? "").withoutFragment.description, schema)
      })
  }()

  static let string: JSON = ["type": "string"]
  static let boolean: JSON = ["type": "boolean"]
  static let number: JSON = ["type": "number"]
  static let positive: JSON = ["type": "number", "exclusiveMinimum": 0]
  static let count: JSON = ["type": "integer", "minimum": 0]
  static let uniqueStrings: JSON = ["type": "array", "items": ["type": "string"], "uniqueItems": true]
  static let typeName: JSON = [
    "enum": ["array", "boolean", "integer", "null", "number", "object", "string"]
  ]
  static let typeNames: JSON = [
    "anyOf": [typeName, ["type": "array", "items": typeName, "minItems": 1, "uniqueItems": true]]
  ]

  static func object(of values: JSON) -> JSON { ["type": "object", "additionalProperties": values] }

  static func list(of elements: JSON) -> JSON { ["type": "array", "items": elements, "minItems": 1] }
}
