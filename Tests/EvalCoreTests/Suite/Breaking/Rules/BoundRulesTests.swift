import EvalCore
import OrderedJSON
import Testing

/// Which of two bounds is narrower.
struct BoundRulesTests {
  private static let narrower: [(JSON, JSON)] = [
    (["minimum": 1], ["minimum": 2]), (["maximum": 2], ["maximum": 1]), ([:], ["minimum": 0]),
    (["minimum": 1], ["exclusiveMinimum": 1]), (["exclusiveMaximum": 5], ["maximum": 4]),
    (["multipleOf": 5], ["multipleOf": 10]), ([:], ["multipleOf": 2]), (["multipleOf": 2], ["multipleOf": 3]),
    (["minLength": 1], ["minLength": 2]), (["maxLength": 9], ["maxLength": 8]), ([:], ["pattern": "^a"]),
    (["type": "array", "minItems": 1], ["type": "array", "minItems": 2]),
    (["type": "array"], ["type": "array", "uniqueItems": true]),
    (["type": "object"], ["type": "object", "maxProperties": 3]),
  ]

  @Test(arguments: narrower) func aTighterBoundBreaksArguments(before: JSON, after: JSON) {
    #expect(SchemaSample(before: before, after: after).keys == ["bound_narrowed"])
    #expect(SchemaSample(before: before, after: after, side: .result).keys == ["result_bound_narrowed"])
  }

  @Test(arguments: narrower) func andAWiderOneResults(before: JSON, after: JSON) {
    let isStep = before["multipleOf"] == 2 && after["multipleOf"] == 3
    let keys = SchemaSample(before: after, after: before, side: .result).keys
    #expect(keys == [isStep ? "result_bound_narrowed" : "result_bound_widened"])
  }

  @Test(
    arguments: [
      (["minimum": 1], ["minimum": 1.0]), ([:], ["minItems": 0]), ([:], ["uniqueItems": false]),
      (["minimum": 1, "maximum": 2], ["allOf": [["minimum": 1], ["maximum": 2], ["maximum": 3]]]),
    ] as [(JSON, JSON)])
  func whatRefusesNothingIsNoBound(before: JSON, after: JSON) {
    #expect(SchemaSample(before: before, after: after).found == [])
  }

  @Test func boundsOfAnotherTypeSayNothing() {
    let sample = SchemaSample(before: ["type": "string"], after: ["type": "string", "minimum": 1])
    #expect(sample.found == [])
  }

  @Test func bothAreShownAsTheyAreWritten() {
    let sample = SchemaSample(before: ["exclusiveMinimum": 0], after: ["minimum": 1.50])
    #expect(sample.found == ["bound_narrowed $.value: exclusiveMinimum 0 → minimum 1.5"])
  }
}
