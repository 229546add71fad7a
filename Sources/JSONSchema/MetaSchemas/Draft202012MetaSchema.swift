import OrderedJSON

/// What draft 2020-12 asks of a schema, in the eight documents that its `$vocabulary` addresses belong to.
enum Draft202012MetaSchema {
  private static let base = "https://json-schema.org/draft/2020-12/"
  private static let names = [
    "core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content",
  ]

  static let schemas: [JSON] = [whole, core, applicator, unevaluated, validation, metaData, format, content]

  private static let any: JSON = ["$dynamicRef": "#meta"]
  private static let anyObject = MetaSchemas.object(of: any)
  private static let anyList = MetaSchemas.list(of: any)

  private static var whole: JSON {
    let vocabulary = JSONObject(names.map { ("\(base)vocab/\($0)", JSON.bool(true)) })
    let parts = names.map { name -> JSON in ["$ref": .string("meta/\(name)")] }
    return document("schema", .object(vocabulary), ["allOf": .array(parts)], old)
  }

  /// Keywords that the draft has given up, and reserves.
  private static var old: [(String, JSON)] {
    [
      ("definitions", anyObject),
      ("dependencies", MetaSchemas.object(of: ["anyOf": [any, MetaSchemas.uniqueStrings]])),
    ]
  }

  private static func vocabulary(_ name: String, _ properties: [(String, JSON)]) -> JSON {
    document("meta/\(name)", [(base + "vocab/" + name): true], [:], properties)
  }

  private static func document(
    _ name: String, _ vocabulary: JSON, _ rest: JSONObject, _ properties: [(String, JSON)]
  ) -> JSON {
    var schema: JSONObject = [
      "$schema": .string(base + "schema"), "$id": .string(base + name), "$vocabulary": vocabulary,
      "$dynamicAnchor": "meta", "type": ["object", "boolean"],
    ]
    for (key, value) in rest.members { schema[key] = value }
    schema["properties"] = .object(JSONObject(properties))
    return .object(schema)
  }

  private static var core: JSON {
    let anchor: JSON = ["type": "string", "pattern": "^[A-Za-z_][-A-Za-z0-9._]*$"]
    return vocabulary(
      "core",
      [
        ("$id", ["type": "string", "pattern": "^[^#]*#?$"]), ("$schema", MetaSchemas.string),
        ("$ref", MetaSchemas.string), ("$anchor", anchor), ("$dynamicRef", MetaSchemas.string),
        ("$dynamicAnchor", anchor), ("$vocabulary", MetaSchemas.object(of: MetaSchemas.boolean)),
        ("$comment", MetaSchemas.string), ("$defs", anyObject),
      ])
  }

  private static var applicator: JSON {
    let single = ["items", "contains", "additionalProperties", "propertyNames", "if", "then", "else", "not"]
    let listed = ["prefixItems", "allOf", "anyOf", "oneOf"]
    let named = ["properties", "patternProperties", "dependentSchemas"]
    return vocabulary(
      "applicator",
      single.map { ($0, any) } + listed.map { ($0, anyList) } + named.map { ($0, anyObject) })
  }

  private static var unevaluated: JSON {
    vocabulary("unevaluated", [("unevaluatedItems", any), ("unevaluatedProperties", any)])
  }

  private static var validation: JSON {
    let bounds = ["maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"]
    let counts = [
      "maxLength", "minLength", "maxItems", "minItems", "maxContains", "minContains", "maxProperties", "minProperties",
    ]
    let others: [(String, JSON)] = [
      ("type", MetaSchemas.typeNames), ("const", true), ("enum", ["type": "array"]),
      ("multipleOf", MetaSchemas.positive), ("pattern", MetaSchemas.string), ("uniqueItems", MetaSchemas.boolean),
      ("required", MetaSchemas.uniqueStrings),
      ("dependentRequired", MetaSchemas.object(of: MetaSchemas.uniqueStrings)),
    ]
    return vocabulary(
      "validation", others + bounds.map { ($0, MetaSchemas.number) } + counts.map { ($0, MetaSchemas.count) })
  }

  private static var metaData: JSON {
    vocabulary(
      "meta-data",
      [
        ("title", MetaSchemas.string), ("description", MetaSchemas.string), ("default", true),
        ("deprecated", MetaSchemas.boolean), ("readOnly", MetaSchemas.boolean), ("writeOnly", MetaSchemas.boolean),
        ("examples", ["type": "array"]),
      ])
  }

  private static var format: JSON { vocabulary("format-annotation", [("format", MetaSchemas.string)]) }

  private static var content: JSON {
    vocabulary(
      "content",
      [
        ("contentEncoding", MetaSchemas.string), ("contentMediaType", MetaSchemas.string), ("contentSchema", any),
      ])
  }
}
