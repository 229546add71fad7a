import EvalCore
import Foundation
import OrderedJSON
import TestSupport
import Testing

struct BaselineTests {
  /// A run over cases that each expect one tool of ``Made/tools``; `wrong` cases call another.
  static func run(
    _ cases: [EvalCase], variants: [String] = ["today"], wrong: Set<String> = [], repeats: Int = 5,
    model: ModelCard = ModelCard(name: "m"), edit: (inout Suite) -> Void = { _ in }
  ) -> Run {
    var suite = Made.suite(cases, variants: variants)
    edit(&suite)
    return Made.run(suite, models: [model], repeats: repeats) { [Made.call(wrong.contains($0.caseID) ? "e" : "a")] }
  }

  static func cases(_ ids: ClosedRange<Int>) -> [EvalCase] {
    ids.map { Made.evalCase("case-\($0)", Made.alternative(["a"])) }
  }

  static func baseline(_ stored: Run, for candidate: Run, variant: String? = nil, allowsPartial: Bool = false) throws
    -> Baseline
  {
    try Baseline(
      "main", run: stored, variant: variant, for: candidate.suite, candidate.plan, allowsPartial: allowsPartial)
  }

  static func refusal(_ stored: Run, for candidate: Run, variant: String? = nil) -> ComparisonRefusal? {
    do throws(ComparisonRefusal) {
      _ = try Baseline("main", run: stored, variant: variant, for: candidate.suite, candidate.plan)
      return nil
    } catch {
      return error
    }
  }

  @Test func aDropAgainstStoredTrialsFails() throws {
    let candidate = Self.run(Self.cases(1...20), wrong: ["case-1", "case-2", "case-3"])
    let evaluation = Evaluation(candidate, baseline: try Self.baseline(Self.run(Self.cases(1...20)), for: candidate))
    #expect(evaluation.comparisons.map(\.baseline) == ["main"])
    #expect(evaluation.comparisons.map(\.candidate) == ["today"] && evaluation.comparisons.map(\.control) == ["today"])
    #expect(evaluation.comparisons[0].cases.paired == 20 && evaluation.comparisons[0].changes.flips.count == 3)
    // No rule of the suite's own: comparing is asking for the usual margin.
    #expect(evaluation.gate.outcome == .fail && evaluation.gate.exit(strict: false) == .gateFailed)
    #expect(evaluation.gate.rules.contains { $0.path == "max_drop" && $0.baseline == "main" })
  }

  @Test func theSameAnswersPass() throws {
    let candidate = Self.run(Self.cases(1...40))
    let evaluation = Evaluation(candidate, baseline: try Self.baseline(Self.run(Self.cases(1...40)), for: candidate))
    #expect(evaluation.gate.outcome == .pass)
  }

  @Test func casesAreMatchedByIdAndQuestion() throws {
    var stored = Self.cases(1...12)
    stored[0].prompts = ["something else?"]
    stored[1].turns = 3
    let candidate = Self.run(Self.cases(1...11) + Self.cases(13...13))
    let baseline = try Self.baseline(Self.run(stored), for: candidate, allowsPartial: true)
    #expect(baseline.cases.changed == ["case-1", "case-2"])
    #expect(baseline.cases.added == ["case-13"] && baseline.cases.removed == ["case-12"])
    #expect(baseline.cases.same == (3...11).map { "case-\($0)" })
    let cases = Evaluation(candidate, baseline: baseline).comparisons[0].cases
    #expect(cases.paired == 9 && cases.added == ["case-13"] && cases.removed == ["case-12"] && cases.changed.count == 2)
  }

  /// Results reach the model only after a call, so they change the question only where there is a second turn.
  @Test(arguments: [(1, false), (2, true)])
  func cannedResultsCountOnlyWhereTheModelSeesThem(turns: Int, changes: Bool) throws {
    let run = { (result: String) in
      Self.run(Self.cases(1...6)) {
        $0.turns = turns
        $0.results = ["a": .value(.string(result))]
        $0.cases[5].turns = 1
      }
    }
    let (stored, candidate) = (run("old"), run("new"))
    let baseline = try Self.baseline(stored, for: candidate, allowsPartial: true)
    #expect(baseline.cases.changed.count == (changes ? 5 : 0))
  }

  @Test func whatWasNotSelectedIsNeitherAddedNorRemoved() throws {
    let candidate = Self.run(Self.cases(1...2)) { $0.unselected = Set((3...10).map { "case-\($0)" }) }
    let baseline = try Self.baseline(Self.run(Self.cases(1...10)), for: candidate)
    #expect(baseline.cases.same.count == 2 && baseline.cases.removed.isEmpty && baseline.cases.pairedShare == 1)
  }

  @Test func bothArmsMeetTodaysExpectation() throws {
    // The stored run called 'a', which was right then; today 'b' is expected.
    let candidate = Self.run((1...20).map { Made.evalCase("case-\($0)", Made.alternative(["b"])) })
    let baseline = try Self.baseline(Self.run(Self.cases(1...20)), for: candidate)
    let comparison = Evaluation(candidate, baseline: baseline).comparisons[0]
    #expect(comparison.difference?.delta == 0 && comparison.accuracy.control?.value == 0)
  }

  @Test func aCaseThatTheBaselinesToolsCannotMeetIsLeftOut() throws {
    let stored = Self.run(Self.cases(1...10)) {
      $0.variants = [Variant(name: "today", toolSet: ToolSet(tools: Made.tools.filter { $0.name != "b" }))]
    }
    let cases = Self.cases(1...9) + [Made.evalCase("case-10", Made.alternative(["b"]))]
    let baseline = try Self.baseline(stored, for: Self.run(cases))
    #expect(baseline.cases.changed == ["case-10"] && baseline.cases.same.count == 9)
  }

  @Test func otherConditionsAreRefusedByName() throws {
    let stored = Self.run(Self.cases(1...5)) { $0.system = "Be brief." }
    #expect(
      Self.refusal(stored, for: Self.run(Self.cases(1...5)))
        == .conditions(name: "main", differences: ["system: \"Be brief.\" → null"]))
  }

  @Test func theBaselinesCostStandsBesideTheRuns() throws {
    let candidate = Self.run(Self.cases(1...5))
    let evaluation = Evaluation(
      candidate, baseline: try Self.baseline(Self.run(Self.cases(1...10)), for: candidate, allowsPartial: true))
    #expect(evaluation.baselineCost == nil)
    let priced = evaluation.priced(["m": TokenPrice(input: 1, output: 1)])
    #expect(priced.cost?.arms[0].answers == 25 && priced.baselineCost?.arms[0].answers == 50)
  }

  @Test func anotherModelBehindTheSameNameIsRefused() throws {
    let run = { Self.run(Self.cases(1...5), model: ModelCard(name: "fast", identity: $0)) }
    #expect(
      Self.refusal(run("openai:small"), for: run("openai:large"))
        == .conditions(name: "main", differences: ["model fast: openai:small → openai:large"]))
    #expect(Self.refusal(run("openai:small"), for: run("openai:small")) == nil)
    // Older runs do not say.
    #expect(Self.refusal(run(nil), for: run("openai:small")) == nil)
  }

  @Test func otherModelsVariantsAndSuitesAreRefused() throws {
    let candidate = Self.run(Self.cases(1...5))
    let other = Self.run(Self.cases(1...5), model: ModelCard(name: "other"))
    #expect(Self.refusal(other, for: candidate) == .models(name: "main", theirs: ["other"], ours: ["m"]))
    #expect(
      Self.refusal(candidate, for: candidate, variant: "rewrite")
        == .variant("rewrite", of: "main", known: ["today"]))
    let few = try #require(Self.refusal(Self.run(Self.cases(2...8)), for: candidate)?.cases)
    #expect(few.same.count == 4 && few.count == 8)
    #expect(few.added.count == 1 && few.removed.count == 3 && few.changed.isEmpty)
  }

  /// Passing needs every model, and of this one nothing is known.
  @Test func aModelThatTheBaselineDidNotAskIsOpen() throws {
    let models = ["m", "new"].map { ModelCard(name: $0) }
    let suite = Made.suite(Self.cases(1...40), variants: ["today"])
    let candidate = Made.run(suite, models: models, repeats: 5) { [Made.call($0.model == "m" ? "a" : "e")] }
    let evaluation = Evaluation(candidate, baseline: try Self.baseline(Self.run(Self.cases(1...40)), for: candidate))
    #expect(evaluation.comparisons.map(\.model) == ["m"] && evaluation.gate.outcome == .inconclusive)
    #expect(evaluation.gate.exit(strict: false) == .pass && evaluation.gate.exit(strict: true) == .inconclusive)
    let open = evaluation.gate.rules.filter { $0.arm?.model == "new" }
    #expect(open.map(\.path) == ["max_drop", "max_tool_drop"] && open.allSatisfy { $0.verdict == .inconclusive })
    #expect(open[0].evidence == .unasked(model: "new", baseline: "main"))
  }

  /// What an earlier run of a part asked says nothing of the rest.
  @Test func aBaselineOfASelectionIsNoneOfTheWhole() throws {
    let stored = Self.run(Self.cases(1...1)) { $0.unselected = Set((2...20).map { "case-\($0)" }) }
    let whole = Self.run(Self.cases(1...20))
    let few = try #require(Self.refusal(stored, for: whole)?.cases)
    #expect(few.same == ["case-1"] && few.added.first == "case-2" && few.added.count == 19)
    let partial = try Self.baseline(stored, for: whole, allowsPartial: true)
    #expect(Evaluation(whole, baseline: partial).comparisons[0].cases.added.count == 19)
    let other = Self.run(Self.cases(2...2)) { $0.unselected = ["case-1"] }
    let nothing = try #require(Self.refusal(stored, for: other)?.cases)
    #expect(nothing.same.isEmpty && nothing.count == 1)
    #expect(throws: ComparisonRefusal.self) { try Self.baseline(stored, for: other, allowsPartial: true) }
  }

  @Test func anArmMeetsItsOwnNameElseTheControl() throws {
    let stored = Self.run(Self.cases(1...5), variants: ["today", "rewrite"])
    let candidate = Self.run(Self.cases(1...5), variants: ["rewrite", "new"])
    let baseline = try Self.baseline(stored, for: candidate)
    let comparisons = Comparison.all(ScoredRun(candidate), against: baseline)
    #expect(comparisons.map(\.candidate) == ["rewrite", "new"] && comparisons.map(\.control) == ["rewrite", "today"])
    let one = try Self.baseline(stored, for: candidate, variant: "today")
    #expect(Comparison.all(ScoredRun(candidate), against: one).map(\.control) == ["today", "today"])
  }

  @Test(arguments: [(6.9, false, nil as Int32?), (7.1, false, 0), (7.1, true, nil)])
  func anOldBaselineOfAHostedModelIsAWarning(days: Double, isExact: Bool, code: Int32?) throws {
    let model = ModelCard(name: "m", isDeterministic: isExact)
    let stored = Self.run(Self.cases(1...40), model: model)
    var candidate = Self.run(Self.cases(1...40), model: model)
    candidate.record = RunRecord(
      id: "0123456789ac", suiteName: "made", suitePath: "made.yaml",
      startedAt: stored.record.startedAt + days * 86_400, seed: 1, repeats: 5, toolsightVersion: "0", git: nil,
      conditions: "sha256:0")
    let gate = Evaluation(candidate, baseline: try Self.baseline(stored, for: candidate)).gate
    #expect((gate.staleAge != nil) == (code != nil))
    #expect(gate.exit(strict: false) == .pass && gate.exit(strict: true) == (code == nil ? .pass : .couldNotMeasure))
  }

  @Test func aBaselineWithTooMuchMissingMeasuresNothing() throws {
    var stored = Self.run(Self.cases(1...20))
    stored.transcripts.removeLast(6)
    let candidate = Self.run(Self.cases(1...20))
    let gate = Evaluation(candidate, baseline: try Self.baseline(stored, for: candidate)).gate
    #expect(
      gate.unmeasuredInBaseline == [Arm(variant: "today", model: "m")] && gate.exit(strict: false) == .couldNotMeasure)
  }
}

extension ComparisonRefusal {
  /// Where too few can be paired.
  fileprivate var cases: CaseMatching? { if case .tooFewPairs("main", let cases) = self { cases } else { nil } }
}
