import EvalCore
import OrderedJSON
import Testing

struct BFCLCallCheckTests {
  private static let call = MadeBFCL.call(
    ["bed": "string", "minutes": "integer", "how": "string", "unanswered": "string"],
    required: ["bed"], ["bed": ["roses"], "minutes": [5], "how": ["gently", ""], "undeclared": ["x", ""]],
    tool: "garden.water")

  @Test(arguments: ["garden_water", "Garden.water", "water", "garden.water ", ""])
  func aNameIsRightToTheLetter(_ name: String) {
    let output: JSON = [.object([name: ["bed": "roses", "minutes": 5]])]
    #expect(MadeBFCL.verdict([Self.call], output, .simple) == "simple_function_checker:wrong_func_name")
  }

  @Test(
    arguments: [
      (["bed": "roses", "minutes": 5], nil), (["minutes": 5, "bed": "roses", "how": "gently"], nil),
      (["bed": "roses", "minutes": 5, "how": ""], nil),
      (["minutes": 5], "simple_function_checker:missing_required"), ([:], "simple_function_checker:missing_required"),
      (["bed": "roses"], "simple_function_checker:missing_optional"),
      (["bed": "roses", "minutes": 5, "other": 1], "simple_function_checker:unexpected_param"),
      (["bed": "roses", "minutes": 5, "unanswered": "x"], "simple_function_checker:unexpected_param"),
      (["bed": "roses", "minutes": 5, "undeclared": "x"], "simple_function_checker:unexpected_param"),
      (["bed": "", "minutes": 5], "value_error:string"),
    ] as [(JSONObject, String?)])
  func parametersAreThoseOfSchemaAndGroundTruth(_ arguments: JSONObject, _ failure: String?) {
    #expect(MadeBFCL.verdict([Self.call], [["garden.water": .object(arguments)]], .simple) == failure)
  }

  @Test func aRequiredParameterMustBeThereEvenIfItsAnswersLetItGo() {
    let call = MadeBFCL.call(["bed": "string"], required: ["bed"], ["bed": ["roses", ""]])
    #expect(MadeBFCL.verdict([call], [["water": [:]]], .simple) == "simple_function_checker:missing_required")
  }

  @Test func aFailureSaysWhatWasExpectedAndWhatWasFound() {
    let found = BFCLVerdict(
      BFCLExpectation(rule: .simple, calls: [Self.call]),
      output: [["garden.water": ["bed": "tulips", "minutes": 5]]])
    #expect(found.failure?.detail == "expected 'roses' for 'bed', found 'tulips'")
    #expect(found.failure?.parameter == "bed" && !found.isValid)
  }
}
