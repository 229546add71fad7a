import Foundation
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
  }

  @Test func whatACommandDidNotSelectIsInNoList() {
    let before = Self.suite("a", "b")
    let selected = Self.suite("a") { $0.unselected = ["b"] }
    let forth = CaseMatching(from: before, to: selected)
    #expect(forth.same == ["a"] && forth.removed.isEmpty && forth.pairedShare == 1)
    let back = CaseMatching(from: selected, to: before)
    #expect(back.same == ["a"] && back.added.isEmpty && back.pairedShare == 1)
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
