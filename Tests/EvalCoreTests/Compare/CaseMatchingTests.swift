import Foundation
import TestSupport
import Testing

@testable import EvalCore

struct CaseMatchingTests {
  private static func suite(_ ids: String..., change: (inout Suite) -> Void = { _ in }) -> Suite {
    var suite = Made.suite(ids.map { Made.evalCase($0, Made.alternative(["a"])) })
    change(&suite)
    return suite
  }

  @Test func casesArePairedByIdWhereTheyAskTheSame() {
    let before = Self.suite("same", "gone", "changed")
    let after = Self.suite("new", "changed", "same") { $0.cases[1].prompts = ["Something else."] }
    let cases = CaseMatching(from: before, to: after)
    #expect(
      cases.same == ["same"] && cases.added == ["new"] && cases.removed == ["gone"] && cases.changed == ["changed"])
    #expect(cases.pairedShare == 0.25)
  }

  @Test func whatIsToDoIsInNoList() {
    let before = Self.suite("a", "b", "c") { $0.cases[0].todo = true }
    let after = Self.suite("a", "b", "c") { $0.cases[1].todo = true }
    let cases = CaseMatching(from: before, to: after)
    // A case that was to do then is new now; one that is to do now is nobody's.
    #expect(cases.added == ["a"] && cases.removed.isEmpty && cases.same == ["c"] && cases.changed.isEmpty)
    #expect(CaseMatching(from: before, to: Self.suite("b", "c")).removed.isEmpty)
  }

  @Test func whatTheCandidateDidNotSelectIsInNoList() {
    let selected = Self.suite("a") { $0.unselected = ["b"] }
    let cases = CaseMatching(from: Self.suite("a", "b"), to: selected)
    #expect(cases.same == ["a"] && cases.removed.isEmpty && cases.pairedShare == 1)
  }

  /// Nobody answered it, whatever the suite was.
  @Test func whatTheControlDidNotSelectIsNew() {
    let selected = Self.suite("a") { $0.unselected = ["b"] }
    let cases = CaseMatching(from: selected, to: Self.suite("a", "b"))
    #expect(cases.same == ["a"] && cases.added == ["b"] && cases.pairedShare == 0.5)
  }

  @Test func whatEveryVariantSkipsIsInNoList() {
    let skipping = { (suite: inout Suite) in suite.cases[0].skipIn = ["today": "no", "rewrite": "no"] }
    let cases = CaseMatching(from: Self.suite("a", "b", change: skipping), to: Self.suite("a", "b", change: skipping))
    #expect(cases.same == ["b"] && cases.count == 1)
    #expect(CaseMatching(from: Self.suite("a", "b", change: skipping), to: Self.suite("a", "b")).added == ["a"])
  }

  @Test(arguments: [(5, false, true), (4, false, true), (3, false, false), (3, true, true), (0, true, false)])
  func aPairIsNeededWhateverIsAllowed(same: Int, allowsPartial: Bool, isEnough: Bool) {
    var cases = CaseMatching(
      from: Self.suite("a", "b", "c", "d", "e"), to: Self.suite("a", "b", "c", "d", "e"))
    cases.markChanged(Set(["a", "b", "c", "d", "e"].dropFirst(same)))
    #expect(cases.isEnough(allowsPartial: allowsPartial) == isEnough)
  }

  @Test func theOrderIsTheCandidates() {
    #expect(CaseMatching(from: Self.suite("a", "b", "c"), to: Self.suite("c", "a", "b")).same == ["c", "a", "b"])
  }

  @Test func withoutACaseNothingIsMissing() {
    #expect(CaseMatching(from: Self.suite(), to: Self.suite()).pairedShare == 1)
  }

  @Test func whatIsMarkedChangedIsNotPaired() {
    var cases = CaseMatching(from: Self.suite("a", "b"), to: Self.suite("a", "b"))
    cases.markChanged(["b", "nobody"])
    #expect(cases.same == ["a"] && cases.changed == ["b"] && cases.pairedShare == 0.5)
  }
}
