import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct SchemaFindingTests {
  private static func findings(_ schema: String, _ makers: Set<RuleMaker> = Set(RuleMaker.allCases)) throws
    -> [SchemaFinding]
  {
    SchemaFinding.all(makers, [Requests.tool(["name": "t", "inputSchema": try JSON(parsing: schema)])])
  }

  /// A schema that everybody takes.
  @Test(arguments: [
    #"{"type":"object","properties":{}}"#,
    #"{"type":"object","properties":{"a":{"type":"array","items":{"type":"string"}},"b":{"anyOf":[{"type":"null"},{"type":"string"}]}},"required":["a"],"additionalProperties":false}"#,
  ])
  func plainSchemasBreakNone(schema: String) throws {
    #expect(try Self.findings(schema).map(\.sentence) == [])
  }

  @Test(
    arguments: [
      ("{}", "root-type", RuleMaker.openAI, [""], true), ("{}", "root-properties", .openAI, [""], true),
      (##"{"$ref":"#/$defs/a","$defs":{"a":{"type":"object"}}}"##, "root-type", .anthropic, [""], true),
      (#"{"type":"array","items":{}}"#, "root-object", .moonshot, [""], false),
      (#"{"type":["object","null"],"properties":{}}"#, "root-object", .openAI, [""], false),
      (#"{"type":"object","properties":{},"not":{}}"#, "root-combinator", .openAI, [""], false),
      (#"{"type":"object","properties":{},"anyOf":[{}]}"#, "root-combinator", .anthropic, [""], false),
      (#"{"type":"object","properties":{},"anyOf":[{}]}"#, "type-beside-any-of", .moonshot, [""], false),
      (#"{"type":"object","properties":{"a":{"type":"array"}}}"#, "array-items", .openAI, ["/properties/a"], false),
      (
        #"{"type":"object","properties":{"a":{"type":"array","items":{"type":["array","null"]}}}}"#, "array-items",
        .compatibleGemini, ["/properties/a/items"], false
      ),
      (
        #"{"type":"object","properties":{"a":{"type":"array","items":[{"type":"string"}]}}}"#, "items-list", .moonshot,
        ["/properties/a"], false
      ),
      (#"{"type":"object","properties":{"a":{"enum":["x"]}}}"#, "parameter-type", .moonshot, ["/properties/a"], false),
      (
        #"{"type":"object","properties":{"a b":{"type":"string"}}}"#, "parameter-name", .anthropic, ["/properties/a b"],
        false
      ),
      (
        #"{"type":"object","properties":{"größe":{"type":"string"}}}"#, "parameter-name", .anthropic,
        ["/properties/größe"], false
      ),
      (#"{"type":"object","properties":{},"required":["a"]}"#, "required-unknown", .moonshot, [""], false),
      (#"{"$schema":"x","type":"object","properties":{}}"#, "schema-address", .gemini, [""], true),
      (
        #"{"type":"object","properties":{"a":{"type":"array","items":{"$schema":"x","type":"string"}}}}"#,
        "schema-address",
        .gemini, ["/properties/a/items"], true
      ),
      // What is mended can break another rule.
      (#"{"anyOf":[{"properties":{}}]}"#, "type-beside-any-of", .moonshot, [""], false),
      (#"{"type":"object","required":["zz"]}"#, "required-unknown", .moonshot, [""], false),
      (
        #"{"type":"object","properties":{"a":{"const":1,"type":"integer"}}}"#, "unknown-keyword", .compatibleGemini,
        ["/properties/a"], false
      ),
      (
        #"{"type":"object","properties":{"a":{"type":"integer","enum":[1]}}}"#, "enum-of-text", .compatibleGemini,
        ["/properties/a"], false
      ),
      (#"{"type":"object","properties":{"a":true}}"#, "boolean-schema", .ollama, ["/properties/a"], false),
      (
        #"{"type":"object","properties":{"a":{"type":"text"}}}"#, "meta-schema", .anthropic, ["/properties/a/type"],
        false
      ),
      (
        #"{"type":"object","properties":{"a":{"type":"string","required":true}}}"#, "meta-schema", .groq,
        ["/properties/a/required"], false
      ),
    ] as [(String, String, RuleMaker, [String], Bool)])
  func eachRuleIsFoundWhereItIsBroken(schema: String, rule: String, maker: RuleMaker, places: [String], isMended: Bool)
    throws
  {
    let found = try #require(try Self.findings(schema, [maker]).first { $0.rule == rule })
    #expect(found.maker == maker && found.pointers.map(\.description) == places)
    #expect((found.mended != nil) == isMended && !found.source.isEmpty && found.sentence.contains("'t'"))
  }

  @Test func nobodysRulesAreAppliedToOthers() throws {
    let schema = #"{"type":"object","properties":{"a":{"type":"array"}},"anyOf":[{}]}"#
    #expect(try Self.findings(schema, []).isEmpty)
    #expect(try Self.findings(schema, [.mistral]).isEmpty)
    #expect(try Self.findings(schema, [.anthropic]).map(\.rule) == ["root-combinator"])
  }

  /// Names of parameters and the words of an enumeration are no keywords.
  @Test func wordsThatAreNoKeywordsBreakNoRule() throws {
    let schema = #"{"type":"object","properties":{"anyOf":{"type":"string","enum":["not"]},"const":{"type":"string"}}}"#
    #expect(try Self.findings(schema).map(\.sentence) == [])
  }

  /// A parameter may be called as a keyword is, and a mended part is not refused as well.
  @Test func whatIsNoParameterIsNotToldAsOne() throws {
    let named = #"{"type":"object","properties":{"properties":{"type":"object","additionalProperties":true}}}"#
    #expect(try Self.findings(named).map(\.sentence) == [])
    let null = try Self.findings(#"{"type":null,"properties":{}}"#, [.openAI, .anthropic])
    #expect(null.map(\.rule) == ["root-type", "root-type"] && null.allSatisfy { $0.mended != nil })
  }

  @Test func aSchemaWithoutEndIsReadToAnEnd() throws {
    var schema: JSON = ["type": "array"]
    for _ in 0..<500 { schema = ["type": "array", "items": schema] }
    let parts = SchemaParts(["type": "object", "properties": ["a": schema]])
    #expect(parts.all.count <= 101)
  }

  @Test func everyRuleIsTested() throws {
    #expect(SchemaRule.table.allSatisfy { !$0.makers.isEmpty && !$0.source.isEmpty && !$0.refuses.isEmpty })
    #expect(Set(SchemaRule.table.map(\.name)).count == 15)
  }

  @Test(
    arguments: [
      ("openai:gpt-5-mini", [RuleMaker.openAI]), ("openai:x@https://a.openai.azure.com/openai/v1", [.openAI]),
      ("openai:openai/gpt-5@https://openrouter.ai/api/v1", [.openAI]),
      ("openai:anthropic/claude-sonnet-4.5@https://openrouter.ai/api/v1", [.anthropic]),
      ("openai:moonshotai/kimi-k2@https://api.groq.com/openai/v1", [.groq, .moonshot]),
      ("openai:openai/gpt-oss-120b@https://openrouter.ai/api/v1", []), ("openai:any@http://127.0.0.1:8080/v1", []),
      ("openai:mistral-small@http://127.0.0.1:8080/v1", [.mistral]), ("openai-responses:gpt-5", [.openAI]),
      ("anthropic:claude-sonnet-4-5", [.anthropic]), ("gemini:gemini-2.5-pro", [.gemini]), ("ollama:gemma3", [.ollama]),
      ("openai:gemini-2.5-pro@https://generativelanguage.googleapis.com/v1beta/openai", [.compatibleGemini]),
      ("lexical", []), ("script:x.jsonl", []),
    ] as [(String, Set<RuleMaker>)])
  func theRulesAreThoseOfTheAPIAndOfTheModelBehindIt(reference: String, makers: Set<RuleMaker>) {
    let choice = ModelChoice(name: "m", reference: ModelReference(reference, origin: .commandLine))
    #expect(choice.ruleMakers(Credentials(environment: [:])) == makers)
  }

  @Test func aPresetBringsItsRules() {
    var settings = EndpointSettings()
    settings.preset = .llamaCpp
    let choice = ModelChoice(
      name: "m", reference: ModelReference("openai:any@http://127.0.0.1:8080/v1", origin: .file), endpoint: settings)
    #expect(choice.ruleMakers(Credentials(environment: [:])) == [.llamaCpp])
  }
}
