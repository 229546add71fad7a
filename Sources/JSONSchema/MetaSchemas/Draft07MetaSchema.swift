import OrderedJSON

/// What draft-07 asks of a schema.
enum Draft07MetaSchema {
  private static let any: JSON = ["$ref": "#"]

  static let schema: JSON = .object([
    "$schema": "http://json-schema.org/draft-07/schema#", "$id": "http://json-schema.org/draft-07/schema#",
    "type": ["object", "boolean"],
    "properties": .object(JSONObject(applicators + assertions + annotations)),
  ])

  private static var applicators: [(String, JSON)] {
    let single = [
      "additionalItems", "contains", "additionalProperties", "propertyNames", "if", "then", "else", "not",
    ]
    let listed = ["allOf", "anyOf", "oneOf"]
    let named = ["definitions", "properties", "patternProperties"]
    return single.map { ($0, any) } + listed.map { ($0, MetaSchemas.list(of: any)) }
      + named.map { ($0, MetaSchemas.object(of: any)) } + [
        ("items", ["anyOf": [any, MetaSchemas.list(of: any)]]),
        ("dependencies", MetaSchemas.object(of: ["anyOf": [any, MetaSchemas.uniqueStrings]])),
      ]
  }

  private static var assertions: [(String, JSON)] {
    let bounds = ["maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"]
    let counts = ["maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties"]
    let others: [(String, JSON)] = [
      ("type", MetaSchemas.typeNames), ("const", true), ("enum", ["type": "array"]),
      ("multipleOf", MetaSchemas.positive), ("pattern", MetaSchemas.string), ("uniqueItems", MetaSchemas.boolean),
      ("required", MetaSchemas.uniqueStrings),
    ]
    return others + bounds.map { ($0, MetaSchemas.number) } + counts.map { ($0, MetaSchemas.count) }
  }

  private static var annotations: [(String, JSON)] {
    let texts = ["$id", "$schema", "$ref", "$comment", "title", "description", "format", "contentMediaType"]
    let switches = ["readOnly", "writeOnly"]
    return texts.map { ($0, MetaSchemas.string) } + switches.map { ($0, MetaSchemas.boolean) } + [
      ("contentEncoding", MetaSchemas.string), ("default", true), ("examples", ["type": "array"]),
    ]
  }
}
