import EvalCore
import OrderedJSON
import Testing

/// References, combinations and nesting are seen through: what is written otherwise and means the same is no change.
struct SchemaWalkTests {
  private static let nullable: [JSON] = [
    ["type": ["string", "null"]], ["type": ["null", "string"]], ["anyOf": [["type": "string"], ["type": "null"]]],
    ["oneOf": [["type": "null"], ["type": "string"]]], ["$ref": "#/$defs/nullable"],
    ["allOf": [["type": ["string", "null"]], ["type": ["string", "null", "integer"]]]],
    ["anyOf": [["$ref": "#/$defs/text"], ["type": "null"]]],
  ]
  private static let definitions: JSON = [
    "text": ["type": "string"], "nullable": ["anyOf": [["$ref": "#/$defs/text"], ["type": "null"]]],
  ]

  @Test(arguments: nullable, nullable) func spellingsOfOneMeaningDoNotDiffer(before: JSON, after: JSON) {
    #expect(SchemaSample(before: before, after: after, definitions: Self.definitions).found == [])
    #expect(SchemaSample(before: before, after: after, side: .result, definitions: Self.definitions).found == [])
  }

  @Test(arguments: nullable) func nullIsATypeHoweverItIsWritten(schema: JSON) {
    let narrowed = SchemaSample(before: schema, after: ["type": "string"], definitions: Self.definitions)
    #expect(narrowed.found == ["type_narrowed $.value: string null → string"])
    let widened = SchemaSample(
      before: ["type": "string"], after: schema, side: .result, definitions: Self.definitions)
    #expect(widened.found == ["result_type_widened $.value: string → string null"])
  }

  @Test(
    arguments: [
      (["enum": ["a", "b"]], ["oneOf": [["const": "a"], ["const": "b"]]]),
      (["enum": ["a", "b"]], ["anyOf": [["enum": ["b"]], ["const": "a"]]]),
      (["enum": ["a", "b"]], ["type": "string", "enum": ["b", "a"]]),
      (["type": "boolean"], ["enum": [true, false]]), (["type": "null"], ["const": nil]),
      (["type": "integer", "minimum": 1], ["allOf": [["type": "integer"], ["minimum": 1], ["minimum": 0]]]),
      (["type": "string"], ["type": "string", "minLength": 0]),
      ([:], ["type": ["string", "number", "boolean", "array", "object", "null"]]),
      (["type": "object", "additionalProperties": true], ["type": "object"]),
      (["type": "array"], ["type": "array", "items": [:]]),
    ] as [(JSON, JSON)])
  func soDoEnumsBoundsAndWhatAllowsAll(before: JSON, after: JSON) {
    #expect(SchemaSample(before: before, after: after).found == [])
    #expect(SchemaSample(before: after, after: before).found == [])
  }

  @Test func whatAReferenceLeadsToIsCompared() {
    func tool(_ states: JSON) -> ToolSet {
      ToolSet(sample: [
        [
          "name": "find",
          "inputSchema": [
            "properties": ["state": ["$ref": "#/$defs/state"], "states": ["items": ["$ref": "#/$defs/state"]]],
            "$defs": ["state": ["enum": states]],
          ],
        ]
      ])
    }
    let changes = BreakingChanges(from: tool(["open", "closed"]), to: tool(["open"]))
    #expect(
      changes.all.map(\.line) == [
        "enum_member_removed $.state: \"closed\" → –", "enum_member_removed $.states[*]: \"closed\" → –",
      ])
  }

  @Test func placesInsideArePathsOfJSONPath() {
    func schema(_ type: JSON) -> JSON {
      let inner: JSON = ["type": "object", "properties": ["it's": ["type": type]]]
      return [
        "type": "array", "prefixItems": [["type": type]],
        "items": ["type": "object", "additionalProperties": ["anyOf": [inner, ["type": "null"]]]],
      ]
    }
    let sample = SchemaSample(before: schema(["string", "integer"]), after: schema("integer"))
    #expect(
      sample.found == [
        "type_narrowed $.value[0]: string integer → integer",
        "type_narrowed $.value[*].*['it\\'s']: string integer → integer",
      ])
  }
}

/// What a list may hold to keep a reader busy ends.
struct SchemaWalkEndTests {
  @Test(arguments: ["string", "integer"]) func circlesEnd(type: String) {
    func tree(_ type: String) -> ToolSet {
      ToolSet(sample: [
        [
          "name": "find",
          "inputSchema": [
            "properties": ["tree": ["$ref": "#/$defs/node"]],
            "$defs": [
              "node": [
                "properties": [
                  "value": ["type": .string(type)], "left": ["$ref": "#/$defs/node"],
                  "all": ["type": "array", "items": ["$ref": "#/$defs/node"]],
                ]
              ]
            ],
          ],
        ]
      ])
    }
    let found = BreakingChanges(from: tree("string"), to: tree(type)).all.map(\.line)
    #expect(found == (type == "string" ? [] : ["type_narrowed $.tree.value: string → integer"]))
  }

  @Test func aSchemaThatIsItselfEnds() {
    let circle: JSON = ["anyOf": [["$ref": "#/$defs/a"], ["type": "string"]]]
    let sample = SchemaSample(before: ["$ref": "#/$defs/a"], after: ["type": "integer"], definitions: ["a": circle])
    #expect(sample.found == ["type_narrowed $.value: string → integer"])
  }

  /// Each definition has two members of the next, in combinations of two.
  @Test func definitionsThatMultiplyEnd() {
    func definitions(_ last: JSON) -> JSON {
      let all = (0..<40).map { number -> (String, JSON) in
        let next: JSON = ["$ref": "#/$defs/d\(number + 1)"]
        return ("d\(number)", ["anyOf": [next, next], "properties": ["a": next, "b": next]])
      }
      return .object(JSONObject(all + [("d40", last)]))
    }
    func list(_ last: JSON) -> ToolSet {
      ToolSet(sample: [["name": "find", "inputSchema": ["$defs": definitions(last), "$ref": "#/$defs/d0"]]])
    }
    let changes = BreakingChanges(from: list(["type": "object"]), to: list(["type": "object", "minProperties": 1]))
    #expect(changes.all.contains { $0.rule.key == "not_compared" })
  }

  /// Each has a member of the next.
  @Test(arguments: [(20, "type_narrowed"), (100, "not_compared")]) func whatIsTooDeepIsSaid(depth: Int, key: String) {
    func list(_ type: JSON) -> ToolSet {
      let all = (0..<depth).map { number -> (String, JSON) in
        ("d\(number)", ["properties": ["a": ["$ref": "#/$defs/d\(number + 1)"]]])
      }
      let definitions = JSONObject(all + [("d\(depth)", ["type": type])])
      return ToolSet(sample: [["name": "find", "inputSchema": ["$defs": .object(definitions), "$ref": "#/$defs/d0"]]])
    }
    #expect(BreakingChanges(from: list("string"), to: list("integer")).all.map(\.rule.key) == [key])
  }

  @Test func aReferenceToElsewhereIsComparedAsItIsWritten() {
    let before: JSON = ["$ref": "https://example.com/a"]
    #expect(SchemaSample(before: before, after: before).found == [])
    let sample = SchemaSample(before: before, after: ["$ref": "https://example.com/b"])
    #expect(
      sample.found == [
        "condition_changed $.value: $ref \"https://example.com/a\" → $ref \"https://example.com/b\""
      ])
  }
}
