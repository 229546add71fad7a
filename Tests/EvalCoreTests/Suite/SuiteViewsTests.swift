import EvalCore
import OrderedJSON
import Testing

struct SuiteViewsTests {
  @Test func aVariantsOwnExpectationStandsInPlace() {
    var evalCase = MadeSuite.evalCase()
    evalCase.expectIn["v2"] = MadeSuite.evalCase(of: "list").expectation
    let suite = MadeSuite.suite(evalCase)
    let tools = suite.variants.map {
      suite.expectation(of: evalCase, in: $0).alternatives[0].required[0].patterns[0].tool
    }
    #expect(tools == ["get", "issues"])
  }

  @Test(
    arguments: [
      (nil, ["read", "issues", "search"]), (.only(["get", "search"]), ["read", "search"]),
      (.without(["list", "search"]), ["read"]), (.replacement(ToolSet(tools: [])), []),
    ] as [(CaseTools?, [String])])
  func caseToolsActAfterTheVariant(_ tools: CaseTools?, _ shown: [String]) {
    var evalCase = MadeSuite.evalCase()
    evalCase.tools = tools
    let suite = MadeSuite.suite(evalCase)
    #expect(suite.catalogueTools(of: evalCase, in: suite.variants[1]).map(\.name) == shown)
  }

  /// In the control's names, whatever the variant calls them.
  @Test(
    arguments: [
      ("get", nil, true), ("auto", .replacement(ToolSet(tools: [])), true), ("nobody", nil, false),
      ("get", .only(["list"]), false), ("get", .without(["get"]), false), ("get", .without(["list"]), true),
      ("get", .replacement(ToolSet(tools: [])), false),
    ] as [(String, CaseTools?, Bool)])
  func aToolChoiceIsOfToolsThatEveryTrialSees(choice: String, tools: CaseTools?, isGood: Bool) {
    var evalCase = MadeSuite.evalCase()
    evalCase.tools = tools
    let problem = MadeSuite.suite(evalCase).problem(ofToolChoice: choice)
    #expect((problem == nil) == isGood, "\(problem?.problem ?? "")")
    evalCase.todo = true
    #expect(MadeSuite.suite(evalCase).problem(ofToolChoice: choice) == nil)
  }

  @Test func aCaseWithToolsOfItsOwnIsNotRenamed() {
    var evalCase = MadeSuite.evalCase()
    evalCase.tools = .replacement(ToolSet(tools: [], instructions: "Own."))
    evalCase.forbid = [CallPattern(tool: "list")]
    var suite = MadeSuite.suite(evalCase)
    suite.usesInstructions = true
    #expect(
      suite.expectation(of: evalCase, in: suite.variants[1]).alternatives[0].required[0].patterns[0].tool == "get")
    #expect(suite.forbidden(of: evalCase, in: suite.variants[1]).map(\.tool) == ["list"])
    #expect(suite.systemPrompt(of: evalCase, in: suite.variants[1]) == "Own.")
  }

  @Test func theSystemPromptIsTheCasesOrTheSuitesAndThenTheServers() {
    var evalCase = MadeSuite.evalCase()
    var suite = MadeSuite.suite(evalCase)
    #expect(suite.systemPrompt(of: evalCase, in: suite.control) == nil)
    suite.system = "Suite."
    suite.usesInstructions = true
    #expect(suite.variants.map { suite.systemPrompt(of: evalCase, in: $0) } == ["Suite.\n\nOld.", "Suite.\n\nNew."])
    evalCase.system = "Case."
    #expect(suite.systemPrompt(of: evalCase, in: suite.control) == "Case.\n\nOld.")
  }

  @Test func resultsOfMergedToolsAreChosenByWhatTellsThemApart() throws {
    var evalCase = MadeSuite.evalCase()
    evalCase.results = ["comments": .value("two comments")]
    var suite = MadeSuite.suite(evalCase)
    let seven = ArgumentRule.named([NamedMatcher("number", .equals(7))])
    suite.results = [
      "get": .when([(arguments: seven, result: .value("seven"))], otherwise: .value("another")),
      "comments": .value("hidden by the case"), "list": .value("none"),
    ]
    let results = suite.results(of: evalCase, in: suite.variants[1])
    #expect(Set(results.keys) == ["read", "issues"])
    func text(_ arguments: JSONObject) -> String? {
      let result = results["read"]?.callResult(arguments: arguments, hasOutputSchema: false)
      return result?["content"]?[0]?["text"]?.stringValue
    }
    #expect(text(["method": "get", "id": 7]) == "seven" && text(["method": "get", "id": 8]) == "another")
    #expect(text(["method": "comments", "id": 7]) == "two comments" && text(["method": "close"]) == #"{"ok":true}"#)
  }

  @Test func faultsGoByShownNames() {
    var evalCase = MadeSuite.evalCase()
    evalCase.faults = ["get": Fault(kind: .slow), "list": Fault(kind: .error)]
    let suite = MadeSuite.suite(evalCase)
    #expect(suite.faults(of: evalCase, in: suite.variants[1]).mapValues(\.kind) == ["read": .slow, "issues": .error])
  }
}
