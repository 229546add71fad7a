import JSONSchema
import OrderedJSON
import Testing

@Suite struct PartialValueTests {
  private static let byMode = """
    {"type":"object","properties":{"mode":{"type":"string"}},"required":["mode"],
     "oneOf":[{"properties":{"mode":{"const":"text"},"value":{"type":"string"}},"required":["value"]},
              {"properties":{"mode":{"const":"count"},"value":{"type":"integer"}},"required":["value"]}],
     "unevaluatedProperties":false}
    """
  private static let ifThen = """
    {"properties":{"mode":{}},"if":{"properties":{"mode":{"const":"a"}}},
     "then":{"properties":{"value":{"type":"integer"}}},"else":{"properties":{"value":{"type":"string"}}}}
    """

  /// Schema, a part of a value, how many levels may still grow, and what is said.
  @Test(
    arguments: [
      (byMode, #"{"value":"x"}"#, 1, []), (byMode, #"{"value":1}"#, 1, []), (byMode, #"{"mode":"text"}"#, 1, []),
      (byMode, #"{"value":null}"#, 1, ["/oneOf"]), (byMode, #"{"mode":7}"#, 1, ["/properties/mode/type", "/oneOf"]),
      (ifThen, #"{"value":"x"}"#, 1, []), (ifThen, #"{"value":1}"#, 1, []), (ifThen, #"{"value":[]}"#, 1, ["/if"]),
      (#"{"if":{"required":["a"]},"then":{"properties":{"b":{"type":"null"}}}}"#, #"{"b":1}"#, 1, []),
      (#"{"dependentSchemas":{"a":{"properties":{"b":{"type":"null"}}}}}"#, #"{"b":1}"#, 1, []),
      (
        #"{"dependentSchemas":{"a":{"properties":{"a":{"type":"null"}}}}}"#, #"{"a":1}"#, 1,
        ["/dependentSchemas/a/properties/a/type"]
      ),
      (#"{"not":{"properties":{"a":{"const":1}}}}"#, #"{"a":1}"#, 1, []),
      (#"{"dependentRequired":{"a":["b"]},"minProperties":2,"required":["c"]}"#, #"{"a":1}"#, 1, []),
      (#"{"const":{"a":1,"b":2}}"#, #"{"a":1}"#, 1, []), (#"{"maxProperties":0}"#, #"{"a":1}"#, 1, ["/maxProperties"]),
      (
        #"{"allOf":[{"properties":{"a":{"type":"string"}}}],"properties":{"a":{"minLength":2}}}"#, #"{"a":"x"}"#, 1,
        ["/properties/a/minLength"]
      ),
      (#"{"additionalProperties":{"type":"string"}}"#, #"{"a":1}"#, 1, ["/additionalProperties/type"]),
      (#"{"properties":{"a":{"required":["b"]}}}"#, #"{"a":{}}"#, 2, []),
      (#"{"properties":{"a":{"required":["b"]}}}"#, #"{"a":{}}"#, 1, ["/properties/a/required"]),
      // An element of a part has not got its place yet.
      (#"{"properties":{"a":{"prefixItems":[{"type":"string"}],"minItems":2}}}"#, #"{"a":[1]}"#, 2, []),
      (#"{"properties":{"a":{"items":{"type":"string"}}}}"#, #"{"a":[1]}"#, 2, ["/properties/a/items/type"]),
    ] as [(String, String, Int, [String])])
  func oneBranchThatTakesThePartIsEnough(_ schema: String, _ part: String, _ levels: Int, _ said: [String]) throws {
    let failures = try JSONSchema(JSON(parsing: schema)).validate(part: JSON(parsing: part), levels: levels)
    #expect(failures.map(\.schema.description) == said)
  }
}
