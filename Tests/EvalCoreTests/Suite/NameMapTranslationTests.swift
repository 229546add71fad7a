import EvalCore
import OrderedJSON
import Testing

struct NameMapTranslationTests {
  private static func translated(_ rule: ArgumentRule, of tool: String = "get") -> CallPattern {
    MadeSuite.names.translated([CallPattern(tool: tool, arguments: rule)])[0]
  }

  @Test func toolsAreRenamedAndKeepTheControlsName() {
    let pattern = Self.translated(.any)
    #expect(pattern.tool == "read" && pattern.control == "get")
    let other = Self.translated(.any, of: "search")
    #expect(other.tool == "search" && other.control == "search")
  }

  @Test(
    arguments: [
      (["method": "get", "id": 7], true), (["method": "get", "id": 7, "x": 1], true),
      (["method": "comments", "id": 7], false),
      (["method": "get", "number": 7], false), (["id": 7], false),
    ] as [(JSONObject, Bool)])
  func namedArgumentsAreRenamedAndAddedOnesExpected(_ arguments: JSONObject, _ fits: Bool) {
    let rule = Self.translated(.named([NamedMatcher("number", .equals(7))])).arguments
    #expect(rule.accepts(arguments) == fits)
  }

  @Test(
    arguments: [
      (["method": "get", "id": 7], true), (["method": "get", "id": 7, "x": 1], false), (["id": 7], false),
    ] as [(JSONObject, Bool)])
  func closedRulesHaveRoomForWhatIsAdded(_ arguments: JSONObject, _ fits: Bool) {
    let rules: [ArgumentRule] = [
      .only([NamedMatcher("number", .equals(7))]), .whole(.equals(["number": 7])),
      .whole(.object([NamedMatcher("number", .number(.between(min: JSONNumber(7), max: nil)))])),
      .whole(.anyOf([.equals(["number": 8]), .equals(["number": 7])])),
      .whole(.all([.subset([NamedMatcher("number", .present)]), .equals(["number": 7])])),
      .whole(.all([.not(.equals(["number": 8])), .equals(["number": 7])])),
    ]
    for rule in rules { #expect(Self.translated(rule).arguments.accepts(arguments) == fits) }
  }

  @Test func whatMustNotBeIsRenamedToo() {
    let rule = Self.translated(.whole(.not(.equals(["number": 7])))).arguments
    #expect(!rule.accepts(["method": "get", "id": 7]) && rule.accepts(["method": "get", "id": 8]))
  }

  @Test func anyArgumentsStillNeedWhatTellsMergedToolsApart() {
    let rule = Self.translated(.any).arguments
    #expect(rule.accepts(["method": "get"]) && !rule.accepts(["method": "comments"]) && !rule.accepts([:]))
  }

  @Test func whatAddsNothingStaysAnyArguments() {
    guard case .any = Self.translated(.any, of: "list").arguments else {
      Testing.Issue.record("expected any")
      return
    }
  }

  @Test func deeperNamesStay() {
    let rule = Self.translated(
      .named([NamedMatcher("state", .subset([NamedMatcher("state", .equals("open"))]))]), of: "list")
    #expect(rule.arguments.accepts(["status": ["state": "open"]]))
    #expect(!rule.arguments.accepts(["status": ["status": "open"]]))
  }

  @Test(
    arguments: [
      (["method": "get", "id": 7], true), (["id": 7], false), (["number": 7], false),
      (["method": "comments", "id": 7], false),
    ] as [(JSONObject, Bool)])
  func theLeaderboardsCallsAreRenamedAndAddedArgumentsExpected(_ arguments: JSONObject, _ isRight: Bool) {
    let function = BFCLFunction(parameters: [CodePointKey("number"): BFCLParameter(.integer)], required: ["number"])
    let call = BFCLCall(tool: "get", function: function, answers: ["number": [7]])
    let bfcl = BFCLExpectation(rule: .simple, calls: [call])
    let translated = MadeSuite.names.translated(CaseExpectation(alternatives: [.none], bfcl: bfcl, source: .null))
    #expect(translated.bfcl.map { BFCLVerdict($0, output: [["read": .object(arguments)]]).isValid } == isRight)
    #expect(Self.translated(.bfcl(call)).arguments.accepts(arguments) == isRight)
  }
}
