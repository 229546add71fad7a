import EvalCore
import Testing

struct GateRulesTests {
  private static let arm = Arm(variant: "v", model: "m")
  private static let overridable = GateRule.all.filter { $0.levels.contains(.variant) }

  /// What the variant says goes before the model, and that before the suite, rule by rule.
  @Test(arguments: overridable) func theNearestWordHolds(rule: GateRule) {
    var gate = GateRules()
    for other in Self.overridable { gate[other] = 0.1 }
    let read = { (variant: String, model: String) in
      gate.threshold(of: rule, for: Arm(variant: variant, model: model))
    }
    #expect(read("v", "m") == 0.1)
    gate[rule, in: .model("m")] = 0.2
    #expect(read("v", "m") == 0.2)
    gate[rule, in: .variant("v")] = 0.3
    #expect(read("v", "m") == 0.3 && read("other", "m") == 0.2 && read("other", "other") == 0.1)
    // And nothing else was touched.
    for other in Self.overridable where other != rule { #expect(gate.threshold(of: other, for: Self.arm) == 0.1) }
  }

  @Test func catalogsHaveBoundsByArmToo() {
    #expect(Self.overridable.contains(.maxCatalogTokens))
  }

  @Test func fivePointsHoldWhereNobodySaysAnything() {
    var gate = GateRules()
    #expect(gate.tolerance(of: .maxDrop, for: Self.arm) == 0.05 && gate.threshold(of: .maxDrop, for: Self.arm) == nil)
    #expect(gate.requiring(.maxDrop)[.maxDrop] == 0.05)
    gate[.maxDrop] = 0.2
    #expect(gate.tolerance(of: .maxDrop, for: Self.arm) == 0.2 && gate.requiring(.maxDrop)[.maxDrop] == 0.2)
  }

  @Test func whatNobodyWroteIsUsual() {
    var gate = GateRules()
    let isUsual = { (rule: GateRule) in gate.isUsual(rule, variant: "v", model: "m") }
    #expect(isUsual(.maxToolDrop) && isUsual(.maxDrop) && !isUsual(.minAccuracy))
    gate[.maxToolDrop] = 0.25
    gate[.maxDrop, in: .model("m")] = 0.05
    #expect(!isUsual(.maxToolDrop) && !isUsual(.maxDrop))
    #expect(gate.isUsual(.maxDrop, variant: "v", model: "other"))
  }

  @Test func aRuleThatAppliesUnaskedCanBeTurnedOff() {
    var gate = GateRules()
    #expect(gate[.maxToolDrop] == 0.25 && gate[.minAccuracy] == nil)
    gate[.maxToolDrop] = nil
    #expect(gate[.maxToolDrop] == nil && gate.threshold(of: .maxToolDrop, for: Self.arm) == nil)
  }

  @Test func toolsWithARuleComeByName() {
    var gate = GateRules()
    gate[.minRecall, in: .tool("b")] = 0.5
    gate[.minRecall, in: .tool("a")] = 0.4
    gate[.minPrecision, in: .tool("c")] = 0.3
    #expect(gate.tools(with: .minRecall).map(\.tool) == ["a", "b"])
    #expect(gate.tools(with: .minRecall).map(\.threshold) == [0.4, 0.5])
  }

  /// A key stands once, so that a suite's key is one rule.
  @Test func everyRuleHasAKeyAWordAndAnExampleOfItsOwn() {
    #expect(Set(GateRule.all.map(\.key)).count == GateRule.all.count)
    for rule in GateRule.all {
      #expect(rule.summary.hasSuffix(".") && !rule.summary.isEmpty)
      #expect(rule.levels.isEmpty == rule.example.isEmpty)
    }
  }
}
