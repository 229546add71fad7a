import JSONSchema
import OrderedJSON
import Testing

@Suite struct DeclaredPropertiesTests {
  /// Schema, the names that it declares in their order, and others that it has nothing against.
  @Test(
    arguments: [
      (#"{"properties":{"b":{},"a":{}}}"#, ["b", "a"], []),
      (#"{"properties":{}}"#, [], []),
      (#"{}"#, [], ["x"]), (#"{"type":"object"}"#, [], ["x"]), ("true", [], ["x"]), ("false", [], ["x"]),
      (#"{"additionalProperties":false}"#, [], []), (#"{"unevaluatedProperties":false}"#, [], []),
      (#"{"properties":{"a":{}},"allOf":[{"properties":{"b":{}}}]}"#, ["a", "b"], []),
      (#"{"anyOf":[{"properties":{"a":{}}},{"properties":{"b":{}}}]}"#, ["a", "b"], []),
      (#"{"properties":{"a":{}},"oneOf":[{"oneOf":[{"properties":{"b":{}}}]},{"type":"object"}]}"#, ["a", "b"], []),
      (
        #"{"properties":{"a":{}},"if":{"properties":{"i":{}}},"then":{"properties":{"t":{}}},"else":{"properties":{"e":{}}}}"#,
        ["a", "t", "e", "i"], []
      ),
      // A condition names properties, and does not say that there are no others.
      (#"{"if":{"properties":{"i":{}}},"then":{"minProperties":1}}"#, ["i"], ["x"]),
      (#"{"properties":{"a":{}},"dependentSchemas":{"a":{"properties":{"b":{}}}}}"#, ["a", "b"], []),
      (#"{"properties":{"a":{}},"dependentRequired":{"a":["b"]}}"#, ["a", "b"], []),
      (#"{"properties":{"a":{}},"required":["a","r"]}"#, ["a", "r"], []),
      (##"{"$ref":"#/$defs/t","$defs":{"t":{"properties":{"a":{}}}}}"##, ["a"], []),
      (
        ##"{"allOf":[{"$ref":"#/definitions/t"}],"definitions":{"t":{"properties":{"a":{}}},"u":{"properties":{"b":{}}}}}"##,
        ["a"], []
      ),
      (##"{"$dynamicRef":"#t","$defs":{"t":{"$dynamicAnchor":"t","properties":{"a":{}}}}}"##, ["a"], []),
      (
        #"{"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{}},"dependencies":{"a":{"properties":{"b":{}}},"b":["c"]}}"#,
        ["a", "c", "b"], []
      ),
      (#"{"properties":{"a":{}},"dependencies":{"a":{"properties":{"b":{}}}}}"#, ["a", "b"], []),
      (#"{"properties":{"a":{}},"patternProperties":{"^x-":{}}}"#, ["a"], ["x-1"]),
      (#"{"patternProperties":{"^x-":{}},"additionalProperties":false}"#, [], ["x-1"]),
      // What cannot be read may mean any name.
      (#"{"properties":{"a":{}},"patternProperties":{"(?=y)":{}}}"#, ["a"], ["x"]),
      (#"{"properties":{"a":{}},"allOf":[{"$ref":"https://elsewhere.example/schema"}]}"#, ["a"], ["x"]),
      (#"{"properties":{"a":{}},"additionalProperties":true}"#, ["a"], ["x"]),
      (#"{"properties":{"a":{}},"additionalProperties":{"type":"string"}}"#, ["a"], ["x"]),
      (#"{"properties":{"a":{}},"unevaluatedProperties":{"type":"string"}}"#, ["a"], ["x"]),
      (#"{"properties":{"a":{}},"anyOf":[{"additionalProperties":{"type":"string"}},{}]}"#, ["a"], ["x"]),
      // What `false` is where a generator has no `false`.
      (#"{"properties":{"a":{}},"additionalProperties":{"not":{}}}"#, ["a"], []),
      // Neither is about the same object.
      (#"{"properties":{"a":{"properties":{"b":{}}}},"not":{"properties":{"c":{}}}}"#, ["a"], []),
      (#"{"properties":{"a":{}},"contains":{"properties":{"c":{}}},"items":{"properties":{"d":{}}}}"#, ["a"], []),
    ] as [(String, [String], [String])])
  func declares(_ schema: String, _ names: [String], _ others: [String]) throws {
    let declared = try JSONSchema(JSON(parsing: schema), isLenient: true).declaredProperties
    #expect(declared.names == names)
    for name in names + others { #expect(declared.declares(name), "\(name)") }
    for name in ["x", "x-1", "b", "c", "d"] where !(names + others).contains(name) {
      #expect(declared.declares(name) == others.contains("x"), "\(name)")
    }
  }

  @Test func namesAreComparedByCodePoint() throws {
    let declared = try JSONSchema(["properties": ["é": [:]]]).declaredProperties
    #expect(declared.declares("é") && !declared.declares("e\u{301}"))
  }

  /// A chain, a fan and a circle: none takes more than a look at each of its parts.
  @Test func largeAndCircularSchemasEnd() throws {
    var definitions: JSONObject = [:]
    for index in 0..<20_000 {
      definitions["d\(index)"] = [
        "properties": ["p\(index)": [:]], "allOf": [["$ref": .string("#/$defs/d\((index + 1) % 20_000)")]],
      ]
    }
    let circle: JSON = ["$ref": "#/$defs/d0", "$defs": .object(definitions)]
    #expect(try JSONSchema(circle, isLenient: true).declaredProperties.names.count == 20_000)
    let fan: JSON = [
      "oneOf": .array((0..<20_000).map { ["$ref": "#/$defs/t", "properties": ["p\($0)": [:]]] }),
      "$defs": ["t": ["properties": ["a": ["$ref": "#"]]]],
    ]
    #expect(try JSONSchema(fan).declaredProperties.names.count == 20_001)
  }
}
