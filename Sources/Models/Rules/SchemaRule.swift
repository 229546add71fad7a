package import EvalCore
import JSONSchema
package import OrderedJSON

/// A rule for the schemas of tools that vendors have and JSON Schema has not.
struct SchemaRule: Sendable {
  /// As lists and JSON name it.
  let name: String
  let makers: Set<RuleMaker>
  /// What is refused, after "because of".
  let refuses: String
  /// Where that is known from: a page, an error as it was answered, our own measurement.
  let source: String
  /// What is sent instead; nil where the schema goes as it is and is refused.
  var mended: String?
  /// Where a schema breaks the rule; empty where it keeps it.
  let pointers: @Sendable (SchemaParts) -> [JSONPointer]
}

extension SchemaRule {
  /// One row each.
  static let table = [
    rootType, rootObject, rootCombinator, rootUnion, typeBesideAnyOf, rootProperties, arrayItems, itemsList,
    parameterType, parameterName, requiredUnknown, schemaAddress, unknownKeyword, enumOfText, booleanSchema, metaSchema,
  ]

  private static let rootType = SchemaRule(
    name: "root-type", makers: [.openAI, .anthropic, .gemini, .compatibleGemini, .moonshot, .groq, .mistral],
    refuses: "no 'type' at the root",
    source: "OpenAI: schema must be a JSON Schema of 'type: \"object\"', got 'type: \"None\"'",
    mended: "\"type\": \"object\" is added"
  ) { $0.root { $0["type"] == nil || $0["type"] == .null } }

  private static let rootObject = SchemaRule(
    name: "root-object", makers: [.openAI, .anthropic, .moonshot, .groq, .ollama],
    refuses: "a root whose 'type' is not \"object\"",
    source: "OpenAI: schema must be a JSON Schema of 'type: \"object\"'"
  ) { $0.root { $0["type"].map { !$0.isNull && $0 != "object" } ?? false } }

  private static let rootCombinator = SchemaRule(
    name: "root-combinator", makers: [.openAI],
    refuses: "'oneOf', 'anyOf', 'allOf', 'enum', 'const' or 'not' at the root",
    source: "github.com/langchain-ai/langchainjs/issues/9804"
  ) { $0.root { $0.has(anyOf: "oneOf", "anyOf", "allOf", "enum", "const", "not") } }

  private static let rootUnion = SchemaRule(
    name: "root-combinator", makers: [.anthropic], refuses: "'oneOf', 'anyOf' or 'allOf' at the root",
    source: "github.com/dearlordylord/huly-mcp/issues/66"
  ) { $0.root { $0.has(anyOf: "oneOf", "anyOf", "allOf") } }

  private static let typeBesideAnyOf = SchemaRule(
    name: "type-beside-any-of", makers: [.moonshot], refuses: "'type' beside 'anyOf'",
    source: "github.com/MoonshotAI/kimi-code/issues/2661"
  ) { $0.pointers { $0["anyOf"] != nil && $0["type"] != nil } }

  private static let rootProperties = SchemaRule(
    name: "root-properties", makers: [.openAI], refuses: "no 'properties' at the root",
    source: "OpenAI: In context=(), object schema missing properties", mended: "\"properties\": {} is added"
  ) { $0.root { $0["properties"] == nil } }

  private static let arrayItems = SchemaRule(
    name: "array-items", makers: [.openAI, .compatibleGemini], refuses: "an array without 'items'",
    source: "OpenAI: In context=('properties', …), array schema missing items; Gemini: items: missing field"
  ) { $0.pointers { $0.isOfType("array") && $0["items"] == nil } }

  private static let itemsList = SchemaRule(
    name: "items-list", makers: [.moonshot, .anthropic, .openAI, .groq],
    refuses: "a list of schemas in 'items', as drafts before 2020-12 had it",
    source: "github.com/vercel/ai/pull/18921"
  ) { $0.pointers { $0["items"]?.arrayValue != nil } }

  private static let parameterType = SchemaRule(
    name: "parameter-type", makers: [.moonshot], refuses: "a parameter without 'type'",
    source: "github.com/MoonshotAI/kimi-cli/pull/2030"
  ) { $0.parameters { $0["type"] == nil && !$0.has(anyOf: "anyOf", "oneOf", "allOf", "$ref") } }

  private static let parameterName = SchemaRule(
    name: "parameter-name", makers: [.anthropic],
    refuses: "a parameter whose name is not of 1 to 64 letters, digits, '_', '.' and '-'",
    source: "Anthropic: Property keys should match pattern '^[a-zA-Z0-9_.-]{1,64}$'"
  ) {
    $0.parameters { _ in true }.filter { $0.tokens.last?.wholeMatch(of: #/[a-zA-Z0-9_.-]{1,64}/#) == nil }
  }

  private static let requiredUnknown = SchemaRule(
    name: "required-unknown", makers: [.moonshot, .compatibleGemini],
    refuses: "a required parameter that is not declared",
    source: "Gemini: required[0]: property is not defined; github.com/vercel/ai/pull/18921"
  ) {
    $0.pointers { schema in
      guard let declared = schema["properties"]?.objectValue else { return false }
      return (schema["required"]?.arrayValue ?? []).contains { $0.stringValue.map { declared[$0] == nil } ?? false }
    }
  }

  private static let schemaAddress = SchemaRule(
    name: "schema-address", makers: Set(RuleMaker.allCases), refuses: "'$schema'",
    source: "Gemini: Unknown name \"$schema\": Cannot find field", mended: "'$schema' is left out"
  ) { $0.pointers { $0["$schema"] != nil } }

  private static let unknownKeyword = SchemaRule(
    name: "unknown-keyword", makers: [.compatibleGemini], refuses: "'const', 'propertyNames' or 'patternProperties'",
    source: "github.com/zed-industries/zed/issues/44875"
  ) { $0.pointers { $0.has(anyOf: "const", "propertyNames", "patternProperties") } }

  private static let enumOfText = SchemaRule(
    name: "enum-of-text", makers: [.compatibleGemini],
    refuses: "an 'enum' with values other than texts that say something",
    source: "Gemini: enum: only allowed for STRING type; enum[0]: cannot be empty"
  ) { $0.pointers { ($0["enum"]?.arrayValue ?? []).contains { ($0.stringValue ?? "").isEmpty } } }

  private static let booleanSchema = SchemaRule(
    name: "boolean-schema", makers: [.ollama, .llamaCpp], refuses: "true or false where a schema stands",
    source:
      "llama.cpp: Unrecognized schema: true (its converter, October 2026); Ollama: cannot unmarshal bool into Go struct field"
  ) { $0.parameters { $0.boolValue != nil } }

  private static let metaSchema = SchemaRule(
    name: "meta-schema", makers: [.openAI, .anthropic, .groq], refuses: "what JSON Schema 2020-12 does not allow",
    source: "Anthropic: JSON schema is invalid. It must match JSON Schema draft 2020-12"
  ) { $0.unlawful }

  /// A list in `items` has a rule of its own.
  fileprivate static let lawful = try? JSONSchema(["$ref": .string(JSONSchema.Dialect.draft202012.uri)])
}

extension SchemaParts {
  fileprivate func root(where holds: (JSON) -> Bool) -> [JSONPointer] {
    all.first.map { holds($0.schema) ? [$0.pointer] : [] } ?? []
  }

  /// Where the schema breaks the language that it is written in.
  fileprivate var unlawful: [JSONPointer] {
    guard let root = all.first?.schema, var object = root.objectValue else { return [] }
    object["$schema"] = nil
    let failures = SchemaRule.lawful?.validate(.object(object)) ?? []
    return failures.map(\.instance).filter { $0.tokens.last != "items" }.distinct
  }
}

/// A rule that a tool's schema breaks.
package struct SchemaFinding: Sendable, Hashable {
  package let maker: RuleMaker
  package let tool: String
  package let rule: String
  package let refuses: String
  /// In the tool's `inputSchema`.
  package let pointers: [JSONPointer]
  package let source: String
  /// What is sent instead; nil where the vendor refuses what is sent.
  package let mended: String?

  /// Every rule of these makers that one of the tools breaks, rule by rule in the order of the table.
  package static func all(_ makers: Set<RuleMaker>, _ tools: [Tool]) -> [SchemaFinding] {
    guard !makers.isEmpty else { return [] }
    let written = tools.map { SchemaParts($0.inputSchema) }
    // What is mended is found in the schema as it is; what is refused, in the one that is sent.
    let sent = tools.map { SchemaParts(.object(WireTool.withProperties(WireTool.sent($0.inputSchema)))) }
    var findings: [SchemaFinding] = []
    for rule in SchemaRule.table {
      for maker in makers.intersection(rule.makers).sorted(by: { $0.rawValue < $1.rawValue }) {
        for (tool, parts) in zip(tools, rule.mended == nil ? sent : written) {
          let pointers = rule.pointers(parts)
          if !pointers.isEmpty { findings.append(SchemaFinding(maker, tool.name, rule, pointers)) }
        }
      }
    }
    return findings
  }

  private init(_ maker: RuleMaker, _ tool: String, _ rule: SchemaRule, _ pointers: [JSONPointer]) {
    self.maker = maker
    self.tool = tool
    self.rule = rule.name
    refuses = rule.refuses
    self.pointers = pointers
    source = rule.source
    mended = rule.mended
  }

  /// In one sentence.
  package var sentence: String {
    let shown = pointers.filter { !$0.isEmpty }.prefix(3).map(\.description)
    let more = pointers.count > 3 ? " and \(pointers.count - 3) more" : ""
    let at = shown.isEmpty ? "" : " at \(shown.joined(separator: ", "))\(more)"
    guard let mended else { return "\(maker.rawValue) refuses '\(tool)' because of \(refuses)\(at) (\(source))" }
    return "\(maker.rawValue) would refuse '\(tool)' because of \(refuses)\(at): \(mended) (\(source))"
  }
}
