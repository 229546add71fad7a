import JSONSchema
import OrderedJSON
import Testing

@Suite struct HostileSchemaTests {
  @Test(arguments: [
    (##"{"$ref":"#"}"##, ""), (##"{"allOf":[{"$ref":"#"}]}"##, ""), (##"{"not":{"$ref":"#"}}"##, ""),
    (##"{"if":{"type":"null"},"else":{"$ref":"#"}}"##, ""), (##"{"dependentSchemas":{"a":{"$ref":"#"}}}"##, ""),
    (##"{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"anyOf":[{"$ref":"#/$defs/a"}]}}}"##, "/$defs/a"),
    (##"{"properties":{"x":{"$ref":"#/properties/x"}}}"##, "/properties/x"),
  ])
  func referencesWithoutEndAreRefused(_ schema: String, _ pointer: String) throws {
    let schema = try JSON(parsing: schema)
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(schema) }
    #expect(error?.pointer.description == pointer)
    #expect(
      error?.message
        == "expected references that lead into the value, found a schema that refers back to itself endlessly")
    let lenient = try JSONSchema(schema, isLenient: true)
    #expect(lenient.warnings == [error])
    #expect(lenient.validate(["a": ["x": 1]]).isEmpty)
  }

  @Test func referencesThatLeadIntoTheValueAreFine() throws {
    let tree = try JSONSchema(["type": "array", "items": ["$ref": "#"]])
    #expect(tree.validate([[], [[]]]).isEmpty)
    #expect(tree.validate([[], [[1]]]).map(\.instance.description) == ["/1/0/0"])
  }

  @Test func dynamicReferencesWithoutEndAreGivenUp() throws {
    let schema = try JSONSchema(["$dynamicAnchor": "a", "$dynamicRef": "#a"])
    #expect(schema.validate(1).map(\.message) == ["expected at most 512 nested schemas, found more"])
    let negated = try JSONSchema(["$dynamicAnchor": "a", "not": ["$dynamicRef": "#a"]])
    #expect(!negated.validate(1).isEmpty)
  }

  @Test func deepValuesAreChecked() throws {
    let text = String(repeating: "[", count: 250) + "1" + String(repeating: "]", count: 250)
    let schema = try JSONSchema([
      "$ref": "#/$defs/t", "$defs": ["t": ["items": ["$ref": "#/$defs/t"], "not": ["type": "null"]]],
    ])
    #expect(schema.validate(try JSON(parsing: text)).isEmpty)
    let strict = try JSONSchema([
      "$defs": ["t": ["type": "array", "items": ["$ref": "#/$defs/t"]]], "$ref": "#/$defs/t",
    ])
    #expect(strict.validate(try JSON(parsing: text)).map(\.instance.tokens.count) == [250])
  }

  @Test func aValueThatIsTooDeepIsNotCalledFit() throws {
    var value: JSON = 1
    for _ in 0..<300 { value = [value] }
    let schema = try JSONSchema(["$ref": "#/$defs/t", "$defs": ["t": ["items": ["$ref": "#/$defs/t"]]]])
    #expect(schema.validate(value).map(\.message) == ["expected at most 512 nested schemas, found more"])
  }

  @Test(arguments: ["allOf", "anyOf", "oneOf"])
  func schemasThatBranchWithoutBoundAreGivenUp(_ keyword: String) throws {
    var definitions: JSONObject = ["a0": ["type": "null"]]
    for level in 1...40 {
      let next: JSON = ["$ref": .string("#/$defs/a\(level - 1)")]
      definitions["a\(level)"] = [keyword: [next, next]]
    }
    let schema = try JSONSchema(["$defs": .object(definitions), "$ref": "#/$defs/a40"])
    #expect(
      schema.validate(1, effort: 10_000).map(\.message)
        .contains("expected a verdict in reasonable time, found a schema that branches too often for this value"))
  }

  @Test func longChainsOfReferencesAreReadWithoutAStack() throws {
    var definitions: JSONObject = ["a0": ["type": "null"]]
    for level in 1...50_000 { definitions["a\(level)"] = ["$ref": .string("#/$defs/a\(level - 1)")] }
    let schema = try JSONSchema(["$defs": .object(definitions), "$ref": "#/$defs/a500"])
    #expect(schema.validate(nil).isEmpty)
    let longest = try JSONSchema(["$defs": .object(definitions), "$ref": "#/$defs/a50000"])
    #expect(!longest.validate(nil).isEmpty)
  }

  @Test func deepSchemasAreReadWithoutAStack() throws {
    var schema: JSON = ["type": "null"]
    for _ in 0..<500 { schema = ["not": schema] }
    #expect(try JSONSchema(schema).validate(nil).isEmpty)
    #expect(try JSONSchema(["not": schema]).validate(nil).count == 1)
  }

  @Test func hugeSchemasAreRefused() throws {
    let parts = JSON.array(Array(repeating: ["type": "null"], count: 200_001))
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(["allOf": parts]) }
    #expect(error?.message == "expected at most 200000 parts of schemas, found more")
  }

  @Test func hugePatternsAreRefused() throws {
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(["pattern": "((a{1000}){1000}){1000}"]) }
    #expect(error?.pointer.description == "/pattern")
  }

  @Test func failuresAreCounted() throws {
    let schema = try JSONSchema(["items": ["type": "null"]])
    #expect(schema.validate(.array(Array(repeating: 1, count: 10_000))).count == 100)
  }

  @Test func hugeExponentsCostNothing() throws {
    let schema = try JSONSchema(["multipleOf": 3, "minimum": 1])
    let value = try JSON(parsing: "1e999999999999")
    #expect(schema.validate(value).map(\.message) == ["expected a multiple of 3, found 1e999999999999"])
  }
}
