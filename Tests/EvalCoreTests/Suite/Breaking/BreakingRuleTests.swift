import EvalCore
import OrderedJSON
import Testing

/// What every rule of the table must hold, and its own example above all.
struct BreakingRuleTests {
  /// But for one that the walk finds, of which `SchemaWalkEndTests` has an example.
  private static let shown = BreakingRule.all.filter { $0.key != "not_compared" }

  private static func keys(_ example: BreakingRule.Example, of rule: BreakingRule, isTurned: Bool = false) -> [String] {
    switch example {
    case .list(let before, let after):
      let sets = [ToolSet(sample: before), ToolSet(sample: after)]
      return BreakingChanges(from: sets[isTurned ? 1 : 0], to: sets[isTurned ? 0 : 1]).all.map(\.rule.key)
    case .schema(let before, let after):
      let side = rule.key.hasPrefix("result_") ? BreakingRule.Side.result : .arguments
      return SchemaSample(before: isTurned ? after : before, after: isTurned ? before : after, side: side).keys
    case .none: return []
    }
  }

  @Test(arguments: shown) func findsItsExampleAndNothingElse(_ rule: BreakingRule) {
    #expect(Self.keys(rule.example, of: rule) == [rule.key])
  }

  /// What narrows widens when it is turned round, and only what cannot be compared looks alike both ways.
  @Test(arguments: shown) func hasADirection(_ rule: BreakingRule) {
    let alikeBothWays = [
      "tool_renamed", "instructions_changed", "tool_description_changed", "annotation_changed", "pattern_changed",
      "format_changed", "condition_changed", "default_changed", "description_changed", "enum_text_changed",
      "result_text_changed",
    ]
    let turned = Self.keys(rule.example, of: rule, isTurned: true)
    #expect(turned.contains(rule.key) == alikeBothWays.contains(rule.key))
    #expect(turned.count == 1)
  }

  @Test func whatBreaksArgumentsIsHarmlessTheOtherWay() {
    for rule in BreakingRule.all where rule.severity == .breaking {
      let turned = Self.keys(rule.example, of: rule, isTurned: true)
      let severities = BreakingRule.all.filter { turned.contains($0.key) }.map(\.severity)
      let staysBreaking = ["tool_renamed", "default_changed"].contains(rule.key)
      #expect(severities.contains(.breaking) == staysBreaking, "\(rule.key)")
    }
  }

  @Test func keysAreUniqueAndSummariesAreSentences() {
    let keys = BreakingRule.all.map(\.key)
    #expect(Set(keys).count == keys.count)
    for rule in BreakingRule.all {
      #expect(rule.summary.hasSuffix(".") && !rule.affects.isEmpty, "\(rule.key)")
      #expect(rule.key.wholeMatch(of: #/[a-z]+(_[a-z]+)+/#) != nil, "\(rule.key)")
    }
  }
}
