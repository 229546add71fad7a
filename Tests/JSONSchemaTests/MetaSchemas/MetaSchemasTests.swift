import JSONSchema
import OrderedJSON
import Testing

@Suite struct MetaSchemasTests {
  private static let dialects = JSONSchema.Dialect.allCases

  @Test(arguments: dialects)
  func metaSchemasFitThemselves(_ dialect: JSONSchema.Dialect) throws {
    let metaSchema = try JSONSchema(["$ref": .string(dialect.uri)], dialect: dialect)
    #expect(metaSchema.validate(true).isEmpty)
    #expect(metaSchema.validate(["$ref": .string(dialect.uri), "title": "any schema"]).isEmpty)
  }

  @Test(
    arguments: dialects,
    [
      ("{\"type\":\"text\"}", "/type"), ("{\"properties\":{\"a\":{\"minLength\":-1}}}", "/properties/a/minLength"),
      ("{\"required\":\"a\"}", "/required"), ("{\"required\":[\"a\",\"a\"]}", "/required/1"), ("3", ""),
      ("{\"not\":{\"enum\":1}}", "/not/enum"), ("{\"description\":1}", "/description"), ("{\"allOf\":[]}", "/allOf"),
      ("{\"multipleOf\":0}", "/multipleOf"), ("{\"readOnly\":1}", "/readOnly"), ("{\"format\":1}", "/format"),
    ])
  func metaSchemasFindMistakes(_ dialect: JSONSchema.Dialect, _ mistake: (schema: String, pointer: String)) throws {
    let metaSchema = try JSONSchema(["$ref": .string(dialect.uri)], dialect: dialect)
    let failures = try metaSchema.validate(JSON(parsing: mistake.schema))
    #expect(!failures.isEmpty)
    #expect(failures.allSatisfy { $0.instance.description == mistake.pointer })
  }

  @Test func aMetaSchemaSwitchesVocabulariesOff() throws {
    let metaSchema: JSON = [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$vocabulary": ["https://json-schema.org/draft/2020-12/vocab/core": true, "http://x/optional": false],
    ]
    let schema: JSON = ["$schema": "http://x/meta", "type": "null", "$ref": "#/$defs/a", "$defs": ["a": ["not": true]]]
    #expect(try JSONSchema(schema, remotes: ["http://x/meta": metaSchema]).validate(1).isEmpty)
    #expect(throws: JSONSchemaError.self) {
      try JSONSchema(schema, remotes: ["http://x/meta": ["$vocabulary": ["http://x/needed": true]]])
    }
  }
}
