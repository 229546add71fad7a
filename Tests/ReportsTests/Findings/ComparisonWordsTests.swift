import EvalCore
import Testing

@testable import Reports

@Suite struct ComparisonWordsTests {
  @Test(
    arguments: [
      (2_104, 2_391, nil, nil, "tokens of the tool list about 2,104 → 2,391 (+13.6%)"),
      (2_104, 2_104, 1_480, 1_402.4, "tokens of the input of a trial 1,480 → 1,402 (−5.2%)"),
      (0, 7, 3.2, 3.4, "tokens of the tool list about 0 → 7"), (10, 10, 5, 5, nil), (10, 10, nil, 5, nil),
    ] as [(Int, Int, Double?, Double?, String?)])
  func saysWhatTheToolsCost(before: Int, after: Int, input: Double?, inputAfter: Double?, words: String?) {
    let change = Comparison.TokenChange(
      catalog: .init(control: before, candidate: after), input: .init(control: input, candidate: inputAfter))
    #expect(change.sentence == words)
  }

  @Test(
    arguments: [
      (-0.4, 0.3, 0.04, true), (-0.4, 0.01, 0.051, false), (0.4, 0.99, 0.01, false), (-0.1, nil, nil, true),
      (0.0, nil, nil, false),
    ] as [(Double, Double?, Double?, Bool)])
  func aToolIsKnownToHaveChangedByAFactOrATestedDrop(delta: Double, p: Double?, adjusted: Double?, isKnown: Bool) {
    let change = Comparison.GroupChange(
      .tool(isEdited: false), name: "t", cases: 3,
      difference: Difference(
        delta: delta, low: -1, high: 1, drop: p.flatMap { p in adjusted.map { .tested(p: p, adjusted: $0) } } ?? .fact))
    #expect(change.isKnown == isKnown)
  }

  /// `~` says that a test found nothing; a gain of a tool or a tag is not tested.
  @Test(
    arguments: [
      (-0.4, 0.3, 0.4, "~ "), (-0.4, 0.01, 0.02, ""), (0.1, 0.999, 1, ""), (0.1, nil, nil, ""), (0.0, 1, 1, ""),
    ] as [(Double, Double?, Double?, String)])
  func onlyWhatWasTestedHasASign(delta: Double, p: Double?, adjusted: Double?, sign: String) {
    let change = Comparison.GroupChange(
      .tool(isEdited: false), name: "t", cases: 3,
      difference: Difference(
        delta: delta, low: -1, high: 1, drop: p.flatMap { p in adjusted.map { .tested(p: p, adjusted: $0) } } ?? .fact))
    #expect(change.openSign == sign)
  }

  @Test(
    arguments: [(0.04, 0.1, true), (0.06, 0.1, false), (nil, 0.1, true), (nil, -0.1, false)]
      as [(Double?, Double, Bool)])
  func anEffectIsJudgedByItsTestOrElseByItsInterval(p: Double?, low: Double, isSignificant: Bool) {
    let effect = Comparison.PopulationEffect(delta: 0.2, low: low, high: 0.4, level: 0.95, p: p)
    #expect(effect.isSignificant == isSignificant)
  }

  @Test func aDropThatDoesNotStandBesideTheOthersIsNotMarked() {
    let drop = { (adjusted: Double) in
      Comparison(
        arm: Arm(variant: "rewrite", model: "m"),
        control: "today",
        isDeterministic: false,
        difference: Difference(
          delta: -0.1, low: -0.2, high: 0, drop: .tested(p: 0.03, adjusted: adjusted),
          gain: .tested(p: 0.9, adjusted: 0.9)),
        tolerance: 0.05,
        cases: .init(paired: 3),
        verdict: .inconclusive)
    }
    #expect(drop(0.03).mark == "▼" && drop(0.06).mark == "~")
  }

  @Test func whatIsKnownComesFirst() {
    let tools = BaselineSample.evaluation.comparisons[2].changedTools
    #expect(tools.map(\.name) == ["update_issue", "list_labels", "search_issues"])
  }
}
