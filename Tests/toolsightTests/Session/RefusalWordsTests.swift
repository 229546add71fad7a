import EvalCore
import TestSupport
import Testing

@testable import toolsight

struct RefusalWordsTests {
  private static func matching(then: Int, now: Int) -> CaseMatching? {
    let (stored, suite) = (Made.suite(Made.cases(then)), Made.suite(Made.cases(now)))
    do throws(ComparisonRefusal) {
      let run = Made.run(stored) { _ in [Made.call("a")] }
      let plan = Plan(suite, models: [ModelCard(name: "m")])
      _ = try Baseline("main", run: run, for: suite, plan)
      return nil
    } catch {
      if case .tooFewPairs(_, let cases) = error { return cases }
      return nil
    }
  }

  @Test func tooFewPairsAreCountedAndNamed() throws {
    let words = RefusalWords(.tooFewPairs(name: "main", try #require(Self.matching(then: 1, now: 7))))
    #expect(
      words.text == "only 1 of 7 cases can be paired with 'main': 6 added, 0 removed, 0 changed\n"
        + "  added: 'case-1', 'case-2', 'case-3', 'case-4', 'case-5', …")
    #expect(words.fix == "save a new baseline, or compare what is left with --allow-partial")
  }

  @Test(
    arguments: [
      (
        .conditions(name: "main", differences: ["model fast: openai:small → openai:large"]),
        "'main' was run under different conditions: model fast: openai:small → openai:large",
        "run both under the same, e.g. toolsight run SUITE --control git:main"
      ),
      (
        .models(name: "main", theirs: ["other"], ours: ["m"]), "'main' asked other, and this run m",
        "run with --model other"
      ),
      (.variant("rewrite", of: "main", known: ["today"]), "'main' has no variant 'rewrite': it has today", nil),
    ] as [(ComparisonRefusal, String, String?)])
  func saysWhatToTypeInstead(refusal: ComparisonRefusal, text: String, fix: String?) {
    let words = RefusalWords(refusal)
    #expect(words.text == text && words.fix == fix)
  }
}
