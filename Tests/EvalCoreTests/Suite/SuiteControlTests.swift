import EvalCore
import TestSupport
import Testing

struct SuiteControlTests {
  @Test func theToolSetBecomesTheControlAndADropAMatterOfTheGate() {
    let suite = Made.suite([Made.evalCase("one", Made.alternative(["a"]))])
    let controlled = suite.controlled(by: ToolSet(tools: Made.tools), named: "git:main")
    #expect(controlled.variants.map(\.name) == ["git:main", "today", "rewrite"])
    #expect(controlled.control.name == "git:main" && controlled.broughtControl == "git:main")
    #expect(suite.gate[.maxDrop] == nil && controlled.gate[.maxDrop] == 0.05)
  }

  @Test func aMarginOfTheSuitesOwnStays() {
    var suite = Made.suite([Made.evalCase("one", Made.alternative(["a"]))])
    suite.gate[.maxDrop] = 0.2
    suite.gate[.maxDrop, in: .variant("today")] = 0.3
    let gate = suite.controlled(by: ToolSet(tools: Made.tools), named: "git:main").gate
    #expect(gate[.maxDrop] == 0.2 && gate.tolerance(of: .maxDrop, for: Arm(variant: "today", model: "m")) == 0.3)
    #expect(gate.tolerance(of: .maxDrop, for: Arm(variant: "rewrite", model: "m")) == 0.2)
  }

  @Test func aCaseWithToolsOfItsOwnIsAskedOfTheNewControlToo() {
    var suite = Made.suite([Made.evalCase("own", Made.alternative(["b"]))])
    suite.cases[0].tools = .replacement(ToolSet(tools: Made.tools))
    let controlled = suite.controlled(by: ToolSet(tools: []), named: "old")
    #expect(controlled.cases[0].skipIn.isEmpty)
  }

  @Test func aCaseThatItsToolsCannotMeetIsSkippedThere() {
    let suite = Made.suite([
      Made.evalCase("old", Made.alternative(["a"])), Made.evalCase("new", Made.alternative(["b"])),
      Made.evalCase("either", Made.alternative(["b"]), Made.alternative(["a"])),
      Made.evalCase("none", .none),
    ])
    let controlled = suite.controlled(by: ToolSet(tools: Made.tools.filter { $0.name != "b" }), named: "old")
    #expect(controlled.cases.filter { $0.skipIn["old"] != nil }.map(\.id) == ["new"])
    let run = Made.run(controlled) { _ in [Made.call("a")] }
    #expect(Evaluation(run).comparisons.map(\.cases.skipped) == [["new"], ["new"]])
  }
}
