import JSONSchema
import OrderedJSON
import Testing

@Suite struct JSONSchemaErrorTests {
  @Test(
    arguments: [
      ("3", "#: expected a schema (an object, true or false), found 3"),
      (
        #"{"properties":{"a":{"type":"text"}}}"#,
        "#/properties/a/type: expected one or more of 'null', 'boolean', 'integer', 'number', 'string', 'array', "
          + "'object', found 'text'"
      ),
      (#"{"properties":[1]}"#, "#/properties: expected an object of schemas, found [1]"),
      (#"{"items":[true]}"#, "#/items: expected a schema (an object, true or false), found [true]"),
      (#"{"allOf":{}}"#, "#/allOf: expected an array of schemas, found {}"),
      (#"{"allOf":[{},1]}"#, "#/allOf/1: expected a schema (an object, true or false), found 1"),
      (#"{"required":"a"}"#, "#/required: expected an array of strings, found 'a'"),
      (#"{"required":true}"#, "#/required: expected an array of strings, found true"),
      (#"{"minLength":-1}"#, "#/minLength: expected a whole number from 0 up, found -1"),
      (#"{"maxItems":1.5}"#, "#/maxItems: expected a whole number from 0 up, found 1.5"),
      (#"{"minimum":"1"}"#, "#/minimum: expected a number, found '1'"),
      (#"{"multipleOf":0}"#, "#/multipleOf: expected a number above 0 of at most 37 digits, found 0"),
      (#"{"enum":"a"}"#, "#/enum: expected an array of values, found 'a'"),
      (#"{"uniqueItems":1}"#, "#/uniqueItems: expected true or false, found 1"),
      (#"{"dependentRequired":{"a":["b",1]}}"#, "#/dependentRequired/a: expected an array of strings, found [\"b\",1]"),
      (
        #"{"pattern":"a(?=b)"}"#,
        "#/pattern: expected a pattern that can be searched, found 'a(?=b)': at character 2 of the pattern: look-ahead is "
          + "not supported: the search must run in linear time"
      ),
      (
        #"{"patternProperties":{"[a":true}}"#,
        "#/patternProperties/[a: expected a pattern that can be searched, found '[a': at character 1 of the pattern: "
          + "expected ']' to close the class that starts here, found the end of the pattern"
      ),
      (#"{"$ref":1}"#, "#/$ref: expected a string, found 1"),
      (##"{"$ref":"#/$defs/a"}"##, "#/$ref: expected a reference to something that is there, found '#/$defs/a'"),
      (
        #"{"items":{"$ref":"other.json"}}"#,
        "#/items/$ref: expected a reference to a known schema, found 'other.json': nothing is fetched"
      ),
      (#"{"$id":"http://x/#a"}"#, "#/$id: expected an address without '#', found 'http://x/#a'"),
      (
        #"{"$schema":"http://json-schema.org/draft-04/schema#"}"#,
        "#/$schema: expected 'https://json-schema.org/draft/2020-12/schema' or "
          + "'http://json-schema.org/draft-07/schema', found 'http://json-schema.org/draft-04/schema#'"
      ),
    ] as [(String, String)])
  func saysWhereTheSchemaIsWrong(_ schema: String, _ expected: String) throws {
    let schema = try JSON(parsing: schema)
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(schema) }
    #expect(error?.description == expected)
    let lenient = try JSONSchema(schema, isLenient: true)
    #expect(lenient.warnings.map(\.description) == [expected])
  }

  @Test func namesTheDocumentThatIsWrong() throws {
    let error = #expect(throws: JSONSchemaError.self) {
      try JSONSchema(["$ref": "http://x/a"], remotes: ["http://x/a": ["type": 1]])
    }
    #expect(error?.document == "http://x/a")
    #expect(error?.pointer.description == "/type")
  }

  @Test func lenientReadingEnforcesTheRest() throws {
    let schema: JSON = [
      "properties": ["a": ["type": "string", "pattern": "(?!x)"], "b": ["type": "dict"], "c": ["$ref": "#/nowhere"]],
      "patternProperties": ["(?<=x)y": ["type": "null"], "^z": ["type": "integer"]], "required": ["a"],
      "additionalProperties": false,
    ]
    let lenient = try JSONSchema(schema, isLenient: true)
    #expect(lenient.warnings.count == 4)
    #expect(lenient.validate(["a": "x", "b": 1, "c": 2, "z": 3]).isEmpty)
    #expect(
      lenient.validate(["a": 1, "z": "3"]).map(\.schema.description) == [
        "/properties/a/type", "/patternProperties/^z/type",
      ])
    // Whether 'w' is additional hangs on the pattern that could not be read.
    #expect(lenient.validate(["a": "", "w": 1]).isEmpty)
    #expect(!lenient.validate([:]).isEmpty)
  }

  @Test func aLenientReadingTakesOtherDraftsForTheNearest() throws {
    let schema: JSON = ["$schema": "http://json-schema.org/draft-04/schema#", "items": [["type": "null"]]]
    let lenient = try JSONSchema(schema, isLenient: true)
    #expect(lenient.warnings.count == 1)
    #expect(lenient.validate([nil]).isEmpty)
    #expect(lenient.validate([1]).count == 1)
  }
}
