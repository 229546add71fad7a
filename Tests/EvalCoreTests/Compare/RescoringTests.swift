import EvalCore
import OrderedJSON
import TestSupport
import Testing

/// What was asked is the run's; what is expected of it is today's.
struct RescoringTests {
  private static let ids = ["one", "two", "three"]

  private static func suite(_ edit: (inout Suite) -> Void = { _ in }) -> Suite {
    var suite = Made.suite(ids.map { Made.evalCase($0, Made.alternative(["a"])) }, variants: ["today", "rewrite"])
    edit(&suite)
    return suite
  }

  private static func rescoring(was: (inout Suite) -> Void = { _ in }, _ today: (inout Suite) -> Void) -> Rescoring {
    Rescoring(suite(was), asked: ids, of: [ModelCard(name: "m")], by: suite(today))
  }

  private static func expecting(_ tool: String) -> CaseExpectation {
    CaseExpectation(alternatives: [Made.alternative([tool])], source: .string(tool))
  }

  private static func trial(_ caseID: String, _ variant: String = "today") -> Trial {
    Trial(number: 0, caseID: caseID, variant: variant, model: "m", repeat: 1)
  }

  @Test func losesNothingWhereNothingChanged() {
    let rescoring = Self.rescoring { _ in }
    #expect(rescoring.losses.isEmpty && rescoring.added.isEmpty && rescoring.goneVariants.isEmpty)
    #expect(!rescoring.isLost(Self.trial("one")))
  }

  @Test func takesExpectationsJudgeAndGateFromToday() {
    let rescoring = Self.rescoring { today in
      today.strictness = .tools
      today.gate[.minAccuracy] = 0.9
      today.cases[0].expectation = Self.expecting("b")
      today.cases[0].tags = ["new"]
      today.cases[0].weight = 3
    }
    #expect(rescoring.losses.isEmpty)
    #expect(rescoring.suite.strictness == .tools && rescoring.suite.gate[.minAccuracy] == 0.9)
    #expect(rescoring.suite.cases[0].expectation.source == "b")
    #expect(rescoring.suite.cases[0].tags == ["new"] && rescoring.suite.cases[0].weight == 3)
  }

  /// The model never saw today's schema.
  @Test func keepsTheToolsOfTheRun() {
    let rescoring = Self.rescoring { today in
      today.variants = today.variants.map { Variant(name: $0.name, toolSet: ToolSet(tools: [])) }
    }
    #expect(rescoring.losses.isEmpty)
    #expect(rescoring.suite.variants.map(\.toolSet) == Self.suite().variants.map(\.toolSet))
  }

  /// An edit of a suite and why the case that it concerns cannot be judged.
  struct Change: Sendable {
    let what: String
    let reason: Rescoring.Reason
    let edit: @Sendable (inout Suite) -> Void

    init(_ what: String, _ reason: Rescoring.Reason, _ edit: @escaping @Sendable (inout Suite) -> Void) {
      (self.what, self.reason, self.edit) = (what, reason, edit)
    }
  }

  static let changesOfOne = [
    Change("gone", .gone) { $0.cases.removeFirst() },
    Change("under another id", .gone) { $0.cases[0] = Made.evalCase("uno", Made.alternative(["a"])) },
    Change("put off", .todo) { $0.cases[0].todo = true },
    Change("another prompt", .asksSomethingElse(["prompt"])) { $0.cases[0].prompts = ["else?"] },
    Change("one prompt more", .asksSomethingElse(["prompt"])) { $0.cases[0].prompts.append("and?") },
    Change("a system prompt", .asksSomethingElse(["system prompt"])) { $0.cases[0].system = "Be brief." },
    Change("turns", .asksSomethingElse(["turns"])) { $0.cases[0].turns = 4 },
    Change("a conversation", .asksSomethingElse(["conversation, results or faults"])) {
      $0.cases[0].history = [.user("hi")]
    },
    Change("a prompt and turns", .asksSomethingElse(["prompt", "turns"])) {
      $0.cases[0].prompts = ["else?"]
      $0.cases[0].turns = 4
    },
    Change("a tool that was not there", .strangers("'unheard-of'")) {
      $0.cases[0].expectation = expecting("unheard-of")
    },
    Change("skipped", .skipped) { $0.cases[0].skipIn["rewrite"] = "not there" },
  ]

  @Test(arguments: changesOfOne)
  func namesACaseThatCannotBeJudged(change: Change) {
    let rescoring = Self.rescoring { change.edit(&$0) }
    #expect(rescoring.losses.map(\.caseID) == ["one"], "\(change.what)")
    #expect(rescoring.losses.map(\.reason) == [change.reason], "\(change.what)")
    #expect(rescoring.isLost(Self.trial("one", "rewrite")) && !rescoring.isLost(Self.trial("two", "rewrite")))
    #expect(rescoring.isLost(Self.trial("one")) == (change.reason != .skipped))
    // It is shown as it was asked.
    #expect(rescoring.suite.cases.map(\.id) == Self.ids)
    #expect(rescoring.suite.cases[0].prompts == Self.suite().cases[0].prompts)
  }

  static let changesOfAll = [
    Change("the system prompt", .asksSomethingElse(["system prompt"])) { $0.system = "Be brief." },
    Change("instructions", .asksSomethingElse(["system prompt"])) { $0.usesInstructions = true },
    Change("the turns", .asksSomethingElse(["turns"])) { $0.turns = 2 },
  ]

  @Test(arguments: changesOfAll)
  func whatTheSuiteAsksOfAllCasesChangesAll(change: Change) {
    let losses = Self.rescoring { change.edit(&$0) }.losses
    #expect(losses.map(\.caseID) == Self.ids && Set(losses.map(\.reason)) == [change.reason], "\(change.what)")
  }

  /// Results and faults reach the model only after a call.
  @Test(arguments: [(1, 0), (3, 1)])
  func resultsAndFaultsCountWhereTheModelSeesThem(turns: Int, lost: Int) {
    let results = Self.rescoring(was: { $0.turns = turns }) {
      $0.turns = turns
      $0.cases[0].results["a"] = .value("new")
    }
    let faults = Self.rescoring(was: { $0.turns = turns }) {
      $0.turns = turns
      $0.cases[0].faults["a"] = Fault(kind: .slow)
    }
    #expect(results.losses.count == lost && faults.losses.count == lost)
  }

  @Test func listsWhatTheRunDidNotAsk() {
    let rescoring = Self.rescoring { today in
      today.cases.append(Made.evalCase("four", Made.alternative(["a"])))
      today.cases.append(Made.evalCase("later", Made.alternative(["a"])))
      today.cases[4].todo = true
    }
    #expect(rescoring.added == ["four"] && rescoring.losses.isEmpty)
    #expect(rescoring.suite.cases.map(\.id) == Self.ids)
  }

  @Test func whatWasNotSelectedIsNeitherLostNorAdded() {
    let rescoring = Rescoring(Self.suite(), asked: ["two"], of: [], by: Self.suite { $0.cases[0].prompts = ["else?"] })
    #expect(rescoring.losses.isEmpty && rescoring.added.isEmpty)
  }

  /// It was shown, so that it can be judged; what was expected in it alone stays.
  @Test func aVariantThatHasGoneIsJudgedAsItWas() {
    let own = Self.expecting("b")
    let rescoring = Self.rescoring(was: { $0.cases[0].expectIn["rewrite"] = own }) {
      $0.variants.removeLast()
      $0.cases[0].expectation = Self.expecting("c")
    }
    #expect(rescoring.goneVariants == ["rewrite"] && rescoring.losses.isEmpty)
    #expect(rescoring.suite.variants.map(\.name) == ["today", "rewrite"])
    #expect(rescoring.suite.cases[0].expectIn.mapValues(\.source) == ["rewrite": "b"])
    #expect(rescoring.suite.cases[0].expectation.source == "c")
  }

  @Test func aControlThatWasBroughtInIsNoVariantThatHasGone() {
    let was = Self.suite().controlled(by: Self.suite().control.toolSet, named: "git:main")
    let rescoring = Rescoring(was, asked: Self.ids, of: [], by: Self.suite())
    #expect(rescoring.goneVariants.isEmpty && rescoring.suite.gate[.maxDrop] == 0.05)
  }
}
