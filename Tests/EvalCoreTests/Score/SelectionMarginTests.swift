import Foundation
import OrderedJSON
import Testing

@testable import EvalCore

struct SelectionMarginTests {
  private static func call(_ tools: String..., times: ExpectedCall.Times? = nil) -> ExpectedCall {
    ExpectedCall(patterns: tools.map { CallPattern(tool: $0) }, times: times, path: "calls[0]")
  }

  private static func expecting(_ alternatives: Alternative...) -> CaseExpectation {
    CaseExpectation(alternatives: alternatives, source: .null)
  }

  private static func likelihoods(
    _ choices: [(String?, Double)], others: Double? = nil, offersNone: Bool = true
  ) -> ToolLikelihoods {
    ToolLikelihoods(choices.map { .init($0.0, $0.1) }, others: others, offersNone: offersNone)
  }

  private static let choices: [(String?, Double)] = [("b", -0.5), ("a", -1.5), (nil, -3), ("c", -4)]

  private static let rows: [(CaseExpectation, Double, String?)] = [
    (expecting(Alternative(groups: [[call("b")]])), 1, "a"),
    (expecting(Alternative(groups: [[call("a")]])), -1, "b"),
    (expecting(.none), -2.5, "b"),
    // Any of several right ones counts; the runner-up is the best of the rest.
    (expecting(Alternative(groups: [[call("a", "b")]])), 2.5, "<none>"),
    (expecting(Alternative(groups: [[call("a")]]), .none), -1, "b"),
    (expecting(Alternative(groups: [[call("c"), call("a")]])), -1, "b"),
    // In order, the first is right and the second is not, yet.
    (expecting(Alternative(groups: [[call("c"), call("b")]], order: .inOrder)), -3.5, "b"),
    (expecting(Alternative(groups: [[call("c", times: .init(min: 0, max: 1)), call("b")]], order: .inOrder)), 1, "a"),
    (expecting(Alternative(groups: [[call("a")], [call("b")]], order: .groups)), -1, "b"),
    (expecting(Alternative(groups: [[call("a"), call("b")]], order: .first)), -1, "b"),
    (expecting(Alternative(groups: [[call("c")]], optional: [call("b")])), 1, "a"),
  ]

  @Test(arguments: rows) func isTheRightOneAgainstTheLikeliestOther(
    expectation: CaseExpectation, value: Double, runnerUp: String?
  ) throws {
    let margin = try #require(SelectionMargin(Self.likelihoods(Self.choices), expectation))
    #expect(abs(margin.value - value) < 1e-12 && margin.runnerUp == runnerUp && !margin.isBound)
  }

  @Test func aToolThatIsNotListedIsNoLikelierThanTheBound() throws {
    let right = Self.expecting(Alternative(groups: [[Self.call("z")]]))
    let missed = try #require(SelectionMargin(Self.likelihoods(Self.choices, others: -5), right))
    #expect(missed == SelectionMargin(value: -4.5, isBound: true, runnerUp: "b"))
    let alone = Self.expecting(Alternative(groups: [[Self.call("a", "b", "c")]], optional: []), .none)
    let found = try #require(SelectionMargin(Self.likelihoods(Self.choices, others: -5), alone))
    #expect(found == SelectionMargin(value: 4.5, isBound: true, runnerUp: nil))
  }

  @Test func saysNothingWhereNotEvenTheSignIsKnown() {
    let right = Self.expecting(Alternative(groups: [[Self.call("z")]]))
    #expect(SelectionMargin(Self.likelihoods(Self.choices, others: -0.4), right) == nil)
    let found = Self.expecting(Alternative(groups: [[Self.call("c")]]))
    #expect(SelectionMargin(Self.likelihoods([("c", -2)], others: -1), found) == nil)
    #expect(SelectionMargin(Self.likelihoods([("c", -2)]), found) == nil)
  }

  @Test func whatIsNotToldApartIsNoTie() {
    let shared = ToolLikelihoods(
      [.init("c", -1), .init("a", -1.2, isAtMost: true), .init("b", -1.2, isAtMost: true)], others: nil,
      offersNone: true)
    let expecting = { Self.expecting(Alternative(groups: [[Self.call($0)]])) }
    let missed = SelectionMargin(shared, expecting("a"))
    #expect(missed?.isBound == true && missed?.runnerUp == "c" && abs((missed?.value ?? 0) + 0.2) < 1e-12)
    let high = ToolLikelihoods(
      [.init("a", -0.5, isAtMost: true), .init("b", -0.5, isAtMost: true), .init("c", -1)], others: nil,
      offersNone: true)
    #expect(SelectionMargin(high, expecting("a")) == nil)
    #expect(SelectionMargin(high, expecting("c")) == nil)
  }

  @Test func anotherRightToolThatIsNotListedMayBeLikelier() throws {
    let either = Self.expecting(Alternative(groups: [[Self.call("aa", "bb")]]))
    let margin = try #require(SelectionMargin(Self.likelihoods([("cc", -0.7), ("aa", -3.9)], others: -1.2), either))
    #expect(margin.isBound && abs(margin.value + 0.5) < 1e-12)
  }

  /// A native call has no word for none, so a case that wants none has no margin.
  @Test func noToolIsAChoiceOnlyWhereItCouldBeSaid() {
    #expect(SelectionMargin(Self.likelihoods([("a", -1), ("b", -2)], offersNone: false), Self.expecting(.none)) == nil)
    #expect(SelectionMargin(Self.likelihoods([("a", -1), ("b", -2)]), Self.expecting(.none)) == nil)
  }

  private static func asked(_ margins: [Double]) -> (margins: [SelectionMargin], weight: Double, family: String?) {
    (margins.map { SelectionMargin(value: $0, isBound: $0 > 2, runnerUp: nil) }, 1, nil)
  }

  @Test func anArmsMeanIsOverCasesWithStudentsInterval() throws {
    let cases = [[1, 3], [], [0], [4.0]].map(Self.asked)
    let margins = try #require(SelectionMargins(cases, level: 0.95))
    // 2, 0 and 4: the standard error is 2/√3, and t with 2 degrees of freedom 4.302653.
    #expect(margins.mean == 2 && margins.trials == 4 && margins.bounds == 2)
    let high = 2 + 4.302653 * 2 / 3.0.squareRoot()
    #expect(abs(try #require(margins.high) - high) < 1e-5)
    #expect(SelectionMargins([Self.asked([])], level: 0.95) == nil)
    let single = try #require(SelectionMargins([Self.asked([1])], level: 0.95))
    #expect(single.low == nil && single.high == nil)
  }
}
