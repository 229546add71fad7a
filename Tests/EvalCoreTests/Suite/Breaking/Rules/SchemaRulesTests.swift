import EvalCore
import OrderedJSON
import Testing

/// Each family of rules on what its examples do not show.
struct SchemaRulesTests {
  private static func object(_ properties: JSON, required: JSON = [], closed: Bool = false) -> JSON {
    closed
      ? ["type": "object", "properties": properties, "required": required, "additionalProperties": false]
      : ["type": "object", "properties": properties, "required": required]
  }

  // MARK: Members

  @Test func aNewParameterThatMustBeGivenIsToldOnce() {
    let sample = SchemaSample(before: Self.object([:]), after: Self.object(["a": [:]], required: ["a"]))
    #expect(sample.found == ["parameter_required $.value.a: – → required"])
  }

  @Test func aClosedObjectRefusesWhatWasRemoved() {
    let sample = SchemaSample(
      before: Self.object(["a": [:]], required: ["a"], closed: true), after: Self.object([:], closed: true))
    #expect(sample.found == ["parameter_removed $.value.a: required → refused"])
  }

  @Test func requiredByOneOfSeveralSchemasIsRequired() {
    let both: JSON = ["allOf": [Self.object(["a": [:]]), ["required": ["a"]]]]
    #expect(SchemaSample(before: Self.object(["a": [:]], required: ["a"]), after: both).found == [])
  }

  @Test func oneOfTwoThatMustBeGivenIsHeldAgainstItself() {
    let either: JSON = [
      "type": "object", "properties": ["a": [:], "b": [:]], "anyOf": [["required": ["a"]], ["required": ["b"]]],
    ]
    #expect(SchemaSample(before: either, after: either).found == [])
    let free = Self.object(["a": [:], "b": [:]])
    #expect(SchemaSample(before: either, after: free).keys == ["parameter_optional", "parameter_optional"])
    #expect(SchemaSample(before: free, after: either).keys.first == "parameter_required")
  }

  // MARK: Types and shapes

  @Test func anotherTypeIsToldOnce() {
    let types: (JSON, JSON) = (["type": "string"], ["type": "integer"])
    #expect(SchemaSample(before: types.0, after: types.1).keys == ["type_narrowed"])
    #expect(SchemaSample(before: types.0, after: types.1, side: .result).keys == ["result_type_widened"])
  }

  @Test func integersAreNumbers() {
    let types: (JSON, JSON) = (["type": "number"], ["type": "integer"])
    #expect(SchemaSample(before: types.0, after: types.1).found == ["type_narrowed $.value: number → integer"])
    #expect(SchemaSample(before: types.1, after: types.0).keys == ["type_widened"])
  }

  @Test func shapesAreKnownByTheMemberThatTellsThemApart() {
    func shape(_ kind: String, _ type: JSON) -> JSON {
      Self.object(["kind": ["const": .string(kind)], "value": ["type": type]], required: ["kind"])
    }
    let before: JSON = ["oneOf": [shape("a", "string"), shape("b", "string")]]
    let after: JSON = ["oneOf": [shape("b", "string"), shape("a", "integer"), shape("c", "string")]]
    #expect(
      SchemaSample(before: before, after: after).found == [
        "type_narrowed $.value.value: string → integer", "alternative_added $.value: – → object with kind, value",
      ])
    #expect(SchemaSample(before: before, after: after, side: .result).keys.contains("result_alternative_added"))
    let fewer: JSON = ["oneOf": [shape("b", "string")]]
    #expect(
      SchemaSample(before: before, after: fewer).keys.contains("alternative_removed"))
  }

  // MARK: Values

  @Test func anEnumThatGrowsAndShrinksIsToldTwice() {
    let sample = SchemaSample(before: ["enum": ["a", "b"]], after: ["enum": ["b", "c"]])
    #expect(
      sample.found == [
        "enum_member_removed $.value: \"a\" → –", "enum_member_added $.value: – → \"c\"",
      ])
  }

  @Test(arguments: [([:], ["default": nil]), (["default": 1], ["default": 1.0])] as [(JSON, JSON)])
  func aDefaultOfNullIsNone(before: JSON, after: JSON) {
    #expect(SchemaSample(before: before, after: after).found == [])
  }

  @Test func defaultsOfResultsSayNothing() {
    #expect(SchemaSample(before: ["default": 1], after: ["default": 2], side: .result).found == [])
  }

  // MARK: Texts

  @Test(
    arguments: [
      (
        ["enum": ["a", "b"], "enumDescriptions": ["A.", "B."]],
        ["enum": ["a", "b"], "enumDescriptions": ["A.", "Bee."]]
      ),
      (
        ["oneOf": [["const": "a"], ["const": "b", "title": "B."]]],
        ["oneOf": [["const": "a"], ["const": "b", "title": "Bee."]]]
      ),
    ] as [(JSON, JSON)])
  func membersAreExplainedBesideThemOrInABranch(before: JSON, after: JSON) {
    let sample = SchemaSample(before: before, after: after)
    #expect(sample.found == ["enum_text_changed $.value: \"b\": B. → \"b\": Bee."])
  }

  @Test func theTextOfAReferenceCounts() {
    let definitions: JSON = ["a": ["type": "string", "description": "A."]]
    let sample = SchemaSample(
      before: ["$ref": "#/$defs/a"], after: ["type": "string"], definitions: definitions)
    #expect(sample.found == ["description_changed $.value: A. → –"])
  }
}
