import JSONSchema
import OrderedJSON
import Testing

@Suite struct JSONSchemaFailureTests {
  /// Schema, value, and what is said: where in the value, which keyword, why.
  @Test(
    arguments: [
      (#"{"type":"string"}"#, "3", "|/type|expected a string, found the number 3"),
      (#"{"type":["integer","null"]}"#, "1.5", "|/type|expected an integer or null, found the number 1.5"),
      (#"{"type":"object"}"#, "[1]", "|/type|expected an object, found the array [1]"),
      (#"{"type":"array"}"#, "null", "|/type|expected an array, found null"),
      (#"{"const":"a"}"#, "\"b\"", "|/const|expected 'a', found 'b'"),
      (#"{"enum":["a",1,null]}"#, "2", "|/enum|expected one of 'a', 1, null, found 2"),
      (#"{"minimum":5}"#, "4.9", "|/minimum|expected at least 5, found 4.9"),
      (#"{"maximum":5.0}"#, "1e9", "|/maximum|expected at most 5.0, found 1e9"),
      (#"{"exclusiveMinimum":5}"#, "5", "|/exclusiveMinimum|expected more than 5, found 5"),
      (#"{"exclusiveMaximum":5}"#, "5.0", "|/exclusiveMaximum|expected less than 5, found 5.0"),
      (#"{"multipleOf":0.01}"#, "1.005", "|/multipleOf|expected a multiple of 0.01, found 1.005"),
      (#"{"minLength":3}"#, "\"é\"", "|/minLength|expected at least 3 characters, found 1 in 'é'"),
      (#"{"maxLength":1}"#, "\"ab\"", "|/maxLength|expected at most 1 character, found 2 in 'ab'"),
      (#"{"minItems":1}"#, "[]", "|/minItems|expected at least 1 element, found 0 in []"),
      (#"{"maxProperties":0}"#, #"{"a":1}"#, #"|/maxProperties|expected at most 0 properties, found 1 in {"a":1}"#),
      (#"{"pattern":"^a$"}"#, "\"b\"", "|/pattern|expected text that matches '^a$', found 'b'"),
      (#"{"uniqueItems":true}"#, "[1,\"a\",1.0]", "/2|/uniqueItems|expected no element twice, found 1.0 at 0 and at 2"),
      (#"{"contains":{"type":"null"}}"#, "[1]", "|/contains|expected at least 1 element that fits, found 0 of 1"),
      (
        #"{"contains":{"type":"null"},"maxContains":1}"#, "[null,null]",
        "|/contains|expected at most 1 element that fits, found 2 of 2"
      ),
      (#"{"required":["a"]}"#, "{}", "|/required|missing: 'a'"),
      (#"{"required":["a","b"]}"#, #"{"b":1,"c":2}"#, "|/required|missing: 'a'"),
      (#"{"required":["a","b"]}"#, #"{"c":2}"#, "|/required|missing: 'a', 'b'"),
      (#"{"properties":{"o":{"required":["a"]}}}"#, #"{"o":{}}"#, "/o|/properties/o/required|missing: 'a'"),
      (
        #"{"dependentRequired":{"a":["b"]}}"#, #"{"a":1}"#,
        "|/dependentRequired/a|missing beside 'a': 'b'"
      ),
      (
        #"{"properties":{"a/b":{"items":{"type":"null"}}}}"#, #"{"a/b":[null,0]}"#,
        "/a~1b/1|/properties/a~1b/items/type|expected null, found the number 0"
      ),
      (
        #"{"properties":{"a":true},"additionalProperties":false}"#, #"{"a":1,"c":2}"#,
        "/c|/additionalProperties|expected no property other than 'a', found 'c'"
      ),
      (
        #"{"additionalProperties":{"type":"null"}}"#, #"{"c":2}"#,
        "/c|/additionalProperties/type|expected null, found the number 2"
      ),
      (
        #"{"propertyNames":{"maxLength":1}}"#, #"{"ab":2}"#,
        "/ab|/propertyNames|expected a property name that fits, found 'ab': expected at most 1 character, found 2 in 'ab'"
      ),
      (#"{"properties":{"a":false}}"#, #"{"a":1}"#, "/a|/properties/a|expected nothing here, found the number 1"),
      (#"{"prefixItems":[true],"items":false}"#, "[1,2]", "|/items|expected at most 1 element, found 2"),
      (#"{"not":{"type":"null"}}"#, "null", "|/not|expected a value that does not fit the schema in 'not', found null"),
      (
        #"{"anyOf":[{"type":"null"},{"properties":{"a":{"type":"null"}},"type":"object"}]}"#, #"{"a":1}"#,
        #"|/anyOf|expected one of 2 schemas to fit, found none that does: (1) expected null, found the object {"a":1}; "#
          + "(2) /a: expected null, found the number 1"
      ),
      (
        #"{"oneOf":[{"type":"number"},{"type":"integer"},{"type":"null"}]}"#, "1",
        "|/oneOf|expected exactly one of 3 schemas to fit, found 2 that do: numbers 1, 2"
      ),
      (#"{"if":{"minimum":3},"then":{"multipleOf":2}}"#, "5", "|/then/multipleOf|expected a multiple of 2, found 5"),
      (
        ##"{"$ref":"#/$defs/a","$defs":{"a":{"type":"null"}}}"##, "5",
        "|/$defs/a/type|expected null, found the number 5"
      ),
      (
        #"{"properties":{"a":true},"unevaluatedProperties":false}"#, #"{"a":1,"b":2}"#,
        "/b|/unevaluatedProperties|expected no property that no schema describes, found 'b'"
      ),
      ("false", "1", "||expected nothing here, found the number 1"),
    ] as [(String, String, String)])
  func saysWhereAndWhy(_ schema: String, _ value: String, _ expected: String) throws {
    let failures = try JSONSchema(JSON(parsing: schema)).validate(JSON(parsing: value))
    #expect(failures.map { "\($0.instance)|\($0.schema)|\($0.message)" } == [expected])
  }

  @Test func givesEveryFailureAtOnce() throws {
    let schema: JSON = [
      "required": ["a", "b"], "properties": ["c": ["type": "null"], "d": ["type": "null"]],
      "additionalProperties": false,
    ]
    let failures = try JSONSchema(schema).validate(["c": 1, "d": 2, "e": 3])
    #expect(
      failures.map(\.schema.description) == [
        "/required", "/properties/c/type", "/properties/d/type", "/additionalProperties",
      ])
  }

  @Test func namesWhatIsMissing() throws {
    let schema: JSON = ["required": ["a", "b"], "dependentRequired": ["c": ["d"]], "allOf": [["required": ["e"]]]]
    #expect(try JSONSchema(schema).validate(["a": 1, "c": 1]).map(\.missing) == [["b"], ["e"], ["d"]])
    #expect(try JSONSchema(["type": "null"]).validate(1).map(\.missing) == [[]])
  }

  @Test func namesTheDocumentOfAKeyword() throws {
    let schema = try JSONSchema(["$ref": "http://x/a#/$defs/b"], remotes: ["http://x/a": ["$defs": ["b": false]]])
    let failure = try #require(schema.validate(1).first)
    #expect(failure.document == "http://x/a")
    #expect(failure.schema.description == "/$defs/b")
  }

  @Test func quotesNoMoreThanAnExcerpt() throws {
    let long = String(repeating: "x", count: 100_000)
    let many = JSON.array((0..<1_000).map { .string("\($0)\(long.prefix(100))") })
    for schema: JSON in [
      ["type": "null"], ["enum": many], ["pattern": "^y"], ["maxLength": 1], ["const": .string(long)],
    ] {
      let failures = try JSONSchema(schema).validate(.string(long + "!"))
      #expect(failures.count == 1)
      #expect((failures.first?.message.count ?? 0) < 1_200)
    }
  }

  @Test func keysAndTextAreComparedByCodePoint() throws {
    let schema = try JSONSchema(["properties": ["é": ["type": "null"]], "const": ["e\u{301}": 1]])
    #expect(schema.validate(["e\u{301}": 1]).isEmpty)
    #expect(schema.validate(["é": 1]).count == 2)
  }
}
