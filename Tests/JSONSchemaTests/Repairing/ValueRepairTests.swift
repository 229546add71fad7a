import JSONSchema
import OrderedJSON
import Testing

@Suite struct ValueRepairTests {
  /// Schema, value, and the value that is made of it.
  @Test(
    arguments: [
      (
        #"{"type":"object","required":["a","b"],"properties":{"a":{"type":"string"},"b":{"type":"integer"}}}"#,
        #"{"a":"x","c":1}"#, #"{"a":"x","c":1,"b":0}"#
      ),
      (#"{"properties":{"a":{"enum":["x","y"]}}}"#, #"{"a":"z"}"#, #"{"a":"x"}"#),
      (#"{"properties":{"a":{}},"additionalProperties":false}"#, #"{"a":1,"b":2}"#, #"{"a":1}"#),
      (#"{"type":"array","minItems":2,"items":{"type":"boolean"}}"#, "[]", "[false,false]"),
      (
        #"{"items":{"required":["n"],"properties":{"n":{"minimum":3}}}}"#, #"[{"n":5},{},{"n":1}]"#,
        #"[{"n":5},{"n":3},{"n":3}]"#
      ),
      (#"{"required":["s"],"properties":{"s":{"type":"string","minLength":6}}}"#, "{}", #"{"s":"textxx"}"#),
      (#"{"required":["d"],"properties":{"d":{"type":"string","format":"date"}}}"#, "{}", #"{"d":"2025-06-30"}"#),
      (
        ##"{"required":["t"],"properties":{"t":{"$ref":"#/$defs/t"}},"$defs":{"t":{"type":"object","required":["l"],"properties":{"l":{"const":7}}}}}"##,
        "{}", #"{"t":{"l":7}}"#
      ),
      (
        #"{"oneOf":[{"required":["k","v"],"properties":{"k":{"const":"a"},"v":{"type":"null"}}},{"required":["z"]}]}"#,
        "{}", #"{"k":"a","v":null}"#
      ),
      (#"{"type":["null","integer"],"multipleOf":5,"minimum":3}"#, #""x""#, "5"),
      (#"{"dependentRequired":{"a":["b"]},"properties":{"b":{"type":"string"}}}"#, #"{"a":1}"#, #"{"a":1,"b":"text"}"#),
      ("true", "1", "1"),
    ] as [(String, String, String)])
  func makesAValueThatFits(_ schema: String, _ value: String, _ repaired: String) throws {
    let schema = try JSONSchema(JSON(parsing: schema))
    let found = try #require(schema.repaired(JSON(parsing: value)))
    #expect(found.compact == repaired)
    #expect(schema.validate(found).isEmpty)
  }

  /// Better nothing than a value that does not fit.
  @Test(arguments: [
    "false", #"{"type":"string","pattern":"^[A-Z]{3}-[0-9]+$"}"#, #"{"not":{}}"#,
    ##"{"type":"object","required":["next"],"properties":{"next":{"$ref":"#"}}}"##,
  ])
  func givesUpWhereItCannot(_ schema: String) throws {
    #expect(try JSONSchema(JSON(parsing: schema)).repaired(1) == nil)
  }
}
