import EvalCore
import OrderedJSON
import Testing

struct BFCLVerdictTests {
  private static let roses = MadeBFCL.call(["bed": "string"], ["bed": ["roses"]])
  private static let beans = MadeBFCL.call(["bed": "string"], ["bed": ["beans"]])
  private static let any = MadeBFCL.call(["bed": "string"], ["bed": ["roses", "beans"]])
  private static let mow = MadeBFCL.call([:], [:], tool: "mow")

  private static func water(_ beds: String...) -> JSON {
    .array(beds.map { ["water": ["bed": .string($0)]] })
  }

  @Test(
    arguments: [
      ("simple_python", .simple), ("multiple", .multiple), ("parallel", .parallel), ("parallel_multiple", .parallel),
      ("live_parallel_multiple", .parallel), ("live_multiple", .multiple), ("live_simple", .simple),
      ("irrelevance", .irrelevance), ("live_irrelevance", .irrelevance), ("live_relevance", .relevance),
      ("paralel", nil), ("", nil),
    ] as [(String, BFCLRule?)])
  func aCategorysNameSaysHowItIsChecked(_ category: String, _ rule: BFCLRule?) {
    #expect(BFCLRule(category: category) == rule)
  }

  @Test(
    arguments: [
      (.simple, water(), "simple_function_checker:wrong_count"),
      (.simple, water("roses", "roses"), "simple_function_checker:wrong_count"), (.simple, water("roses"), nil),
      (.multiple, water(), "multiple_function_checker:wrong_count"),
      (.multiple, water("roses", "beans"), "multiple_function_checker:wrong_count"), (.multiple, water("roses"), nil),
      (.parallel, water(), "parallel_function_checker_no_order:wrong_count"),
      (.parallel, water("roses", "roses"), "parallel_function_checker_no_order:wrong_count"),
      (.parallel, water("roses"), nil),
    ] as [(BFCLRule, JSON, String?)])
  func tooManyCallsAreAsWrongAsTooFew(_ rule: BFCLRule, _ output: JSON, _ failure: String?) {
    #expect(MadeBFCL.verdict([Self.roses], output, rule) == failure)
  }

  @Test func multipleWantsAsManyCallsAsExpectedAndLooksAtTheFirst() {
    #expect(MadeBFCL.verdict([Self.roses, Self.beans], Self.water("roses", "weeds"), .multiple) == nil)
    #expect(MadeBFCL.verdict([Self.roses, Self.beans], Self.water("weeds", "beans"), .multiple) != nil)
    #expect(MadeBFCL.verdict([Self.roses, Self.beans], Self.water("roses"), .multiple) != nil)
  }

  @Test func parallelCallsMayComeInAnyOrder() {
    #expect(MadeBFCL.verdict([Self.roses, Self.beans], Self.water("beans", "roses"), .parallel) == nil)
    #expect(MadeBFCL.verdict([Self.roses, Self.mow], [["mow": [:]], ["water": ["bed": "roses"]]], .parallel) == nil)
    let failure = "parallel_function_checker_no_order:cannot_find_match"
    #expect(MadeBFCL.verdict([Self.roses, Self.beans], Self.water("roses", "roses"), .parallel) == failure)
    #expect(MadeBFCL.verdict([Self.roses, Self.mow], Self.water("roses", "beans"), .parallel) == failure)
  }

  /// The best assignment would be right in both orders.
  @Test func aLooseExpectationTakesTheOnlyCallThatAStrictOneNeeds() {
    #expect(MadeBFCL.verdict([Self.any, Self.roses], Self.water("roses", "beans"), .parallel) != nil)
    #expect(MadeBFCL.verdict([Self.any, Self.roses], Self.water("beans", "roses"), .parallel) == nil)
    #expect(MadeBFCL.verdict([Self.roses, Self.any], Self.water("roses", "beans"), .parallel) == nil)
  }

  private static let undecodable: [JSON] = [
    nil, "water(bed='roses')", ["water": ["bed": "roses"]], [["water": ["bed": "roses"], "mow": [:]]], [[:]], ["water"],
    [["water": ["roses"]]], [["water": nil]], [["water": ["bed": "roses"]], [:]],
  ]

  @Test(arguments: undecodable) func whatIsNoListOfCallsFailsBeforeItIsChecked(_ output: JSON) {
    for rule in [BFCLRule.simple, .multiple, .parallel] {
      #expect(MadeBFCL.verdict([Self.roses], output, rule) == "ast_decoder:decoder_wrong_output_format")
    }
  }

  @Test(arguments: undecodable + [[]]) func whatIsNoCallIsRightWhereNoneIsRelevant(_ output: JSON) {
    #expect(MadeBFCL.verdict([], output, .irrelevance) == nil)
    #expect(MadeBFCL.verdict([], output, .relevance) == "relevance_error:decoder_failed")
  }

  @Test(arguments: [water("roses"), [["no_such_tool": [:]]], [["a": ["b": nil]], ["c": [:]]]])
  func anyCallIsRelevant(_ output: JSON) {
    #expect(MadeBFCL.verdict([], output, .relevance) == nil)
    #expect(MadeBFCL.verdict([], output, .irrelevance) == "irrelevance_error:decoder_success")
  }
}
