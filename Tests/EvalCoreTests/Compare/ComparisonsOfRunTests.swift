import EvalCore
import OrderedJSON
import TestSupport
import Testing

struct ComparisonsOfRunTests {
  struct Row: Sendable {
    let control: [Int]
    let candidate: [Int]
    let repeats: Int
    let interval: ClosedRange<Double>
    let pRegression: Double
    var scope = Estimate.Scope.suite
  }

  /// Golden vectors of the suite interval and the stratified exact test (`method.md` 2.4, 2.5); the last row's interval is
  /// the plus-two formula of 2.4 worked out apart from this code.
  static let rows: [Row] = [
    Row(
      control: [5, 5, 5, 4, 5, 3, 0, 5, 5, 2, 1, 5], candidate: [5, 4, 5, 1, 3, 3, 1, 5, 2, 2, 0, 4], repeats: 5,
      interval: -0.27684951056211926 ... -0.056483822771214054, pRegression: 0.011556814298078628),
    Row(
      control: [5, 5, 5, 5, 5, 5, 5, 5], candidate: [0, 5, 5, 5, 5, 5, 5, 5], repeats: 5,
      interval: -0.1863000753816762 ... -0.0636999246183238, pRegression: 1 / 252),
    Row(
      control: [5, 5, 5, 5, 5, 5, 5, 5], candidate: [5, 5, 5, 5, 5, 5, 5, 5], repeats: 5,
      interval: -0.06130007538167619...0.06130007538167619, pRegression: 1),
    Row(
      control: [3, 3, 3, 2, 3, 1, 0, 3, 2, 3], candidate: [3, 2, 3, 0, 1, 1, 1, 3, 0, 2], repeats: 3,
      interval: -0.3944614986881606 ... -0.0722051679785061, pRegression: 0.0226),
    Row(
      control: [1, 1, 1, 1, 1, 1, 0, 1, 1, 0], candidate: [0, 0, 1, 0, 0, 1, 1, 1, 1, 0], repeats: 1,
      interval: -0.5926778389482235...0.0926778389482234, pRegression: 0.1875, scope: .population),
  ]

  static func near(_ left: Double?, _ right: Double?, _ tolerance: Double = 1e-9) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return abs(left - right) <= tolerance
  }

  static func comparison(
    _ counts: [(control: Int, candidate: Int)], repeats: Int, expecting tool: (Int) -> String = { _ in "a" },
    models: [ModelCard] = [ModelCard(name: "m")]
  ) -> Comparison {
    let run = Made.run(counts: counts, repeats: repeats, expecting: tool, models: models)
    return Comparison.all(ScoredRun(run))[0]
  }

  @Test(arguments: rows) func givesTheGoldenIntervalsAndTests(_ row: Row) {
    let comparison = Self.comparison(
      zip(row.control, row.candidate).map { (control: $0, candidate: $1) }, repeats: row.repeats)
    #expect(
      Self.near(comparison.difference?.low, row.interval.lowerBound),
      "\(String(describing: comparison.difference?.low))")
    #expect(
      Self.near(comparison.difference?.high, row.interval.upperBound),
      "\(String(describing: comparison.difference?.high))")
    #expect(Self.near(comparison.difference?.drop.p, row.pRegression))
    #expect(comparison.scope == row.scope && comparison.difference?.level == 0.90 && !comparison.isDeterministic)
    #expect(comparison.cases.paired == row.control.count && comparison.tolerance == 0.05)
    let difference = Double(row.candidate.reduce(0, +) - row.control.reduce(0, +))
    #expect(Self.near(comparison.difference?.delta, difference / Double(row.repeats * row.control.count)))
  }

  @Test func saysWhatItCouldHaveDetected() {
    let comparison = Self.comparison(Array(repeating: (5, 5), count: 8), repeats: 5)
    // (z.95 + z.80) standard errors, where the interval's half-width is z.95 of them.
    #expect(
      Self.near(
        comparison.difference?.detectable,
        0.06130007538167619 / 1.6448536269514722 * (1.6448536269514722 + 0.8416212335729143)))
  }

  @Test func verdictsFollowTheMargin() {
    #expect(Self.comparison(Array(repeating: (5, 5), count: 40), repeats: 5).verdict == .pass)
    #expect(Self.comparison(Array(repeating: (5, 5), count: 8), repeats: 5).verdict == .inconclusive)
    #expect(Self.comparison((0..<20).map { ($0 < 5 ? (5, 0) : (5, 5)) }, repeats: 5).verdict == .fail)
  }

  @Test func aDeterministicDifferenceIsAFact() {
    let facts = [ModelCard(name: "m", isDeterministic: true)]
    let kept = Self.comparison((0..<20).map { $0 == 0 ? (1, 0) : (1, 1) }, repeats: 5, models: facts)
    #expect(
      kept.isDeterministic && kept.difference?.delta == kept.difference?.low
        && kept.difference?.delta == kept.difference?.high && Self.near(kept.difference?.delta, -0.05))
    #expect(
      kept.difference?.drop.p == nil && kept.difference?.gain.p == nil && kept.difference?.drop.adjusted == nil
        && kept.difference?.detectable == nil)
    #expect(kept.verdict == .pass && kept.scope == .suite)
    #expect(kept.changes.flips.map(\.evidence.p) == [nil] && kept.changes.tools.map(\.difference.drop.p) == [nil])
    #expect(Self.comparison((0..<19).map { $0 == 0 ? (1, 0) : (1, 1) }, repeats: 5, models: facts).verdict == .fail)
  }

  @Test func swappingTheArmsMirrorsEverything() {
    let counts = [(5, 5), (5, 4), (4, 1), (5, 3), (0, 1), (5, 2), (1, 0)].map { (control: $0.0, candidate: $0.1) }
    let tool = { $0 % 2 == 0 ? "a" : "b" }
    let there = Self.comparison(counts, repeats: 5, expecting: tool)
    let back = Self.comparison(counts.map { ($0.candidate, $0.control) }, repeats: 5, expecting: tool)
    #expect(
      Self.near(there.difference?.delta, -back.difference!.delta)
        && Self.near(there.difference?.low, -back.difference!.high)
        && Self.near(there.difference?.high, -back.difference!.low))
    #expect(
      Self.near(there.difference?.drop.p, back.difference?.gain.p)
        && Self.near(there.difference?.gain.p, back.difference?.drop.p))
    #expect(there.changes.flips.map(\.caseID) == back.changes.flips.map(\.caseID))
    for (left, right) in zip(there.changes.tools, back.changes.tools) {
      #expect(
        left.name == right.name && Self.near(left.difference.delta, -right.difference.delta)
          && Self.near(left.difference.low, -right.difference.high))
    }
    for (left, right) in zip(there.changes.moved, back.changes.moved) {
      #expect(left.gold == right.gold && left.to == right.to && Self.near(left.share, -right.share))
    }
  }

  @Test func listsFlipsFromTheLargest() {
    let comparison = Self.comparison([(5, 5), (5, 4), (0, 5), (3, 1), (4, 2)], repeats: 5)
    #expect(comparison.changes.flips.map(\.caseID) == ["case-2", "case-3", "case-4", "case-1"])
    #expect(comparison.changes.flips[0].control == 0 && comparison.changes.flips[0].candidate == 1)
    #expect(Self.near(comparison.changes.flips[0].evidence.p, 2.0 / 252))
  }

  @Test func guardsSingleTools() {
    // One tool of four broken, three cases each.
    let run = Made.run(counts: (0..<12).map { $0 % 4 == 1 ? (5, 0) : (5, 5) }, repeats: 5) {
      ["a", "b", "c", "d"][$0 % 4]
    }
    let comparison = Comparison.all(ScoredRun(run))[0]
    #expect(
      comparison.changes.tools.map(\.name) == ["a", "b", "c", "d"]
        && comparison.changes.tools.map(\.cases) == [3, 3, 3, 3])
    #expect(comparison.changes.tools[1].difference.delta == -1 && comparison.changes.tools[1].difference.low == -1)
    // All three cases turned: C(10, 5)^-3, four times by Holm.
    #expect(Self.near(comparison.changes.tools[1].difference.drop.p, 6.248e-8, 1e-10))
    #expect(
      Self.near(
        comparison.changes.tools[1].difference.drop.adjusted, 4 * comparison.changes.tools[1].difference.drop.p!, 1e-15)
    )
    #expect(
      comparison.changes.tools[0].difference.drop.p == 1 && comparison.changes.tools[0].difference.drop.adjusted == 1)
    #expect(comparison.changes.moved == [.init(gold: "b", to: "e", share: 1)])
  }

  @Test func leavesOutWhatCannotBePaired() {
    var run = Made.run(counts: Array(repeating: (2, 2), count: 4), repeats: 2)
    var suite = run.suite
    suite.cases.append(Made.evalCase("later", Made.alternative(["a"])))
    suite.cases[4].todo = true
    suite.cases[1].skipIn = ["rewrite": "has no such tool"]
    suite.cases[2].quarantine = Quarantine(until: "2099-01-01", reason: "flaky")
    run = Made.run(suite, repeats: 2) { trial in
      trial.caseID == "case-3" && trial.variant == "rewrite" ? nil : [Made.call("a")]
    }
    let comparison = Comparison.all(ScoredRun(run))[0]
    #expect(comparison.cases.paired == 1 && comparison.cases.skipped == ["case-1", "case-2", "case-3"])
  }

  @Test func withoutAPairThereIsNothingToSay() {
    let suite = Made.suite([Made.evalCase("x", Made.alternative(["a"]))])
    let run = Made.run(suite) { $0.variant == "today" ? [Made.call("a")] : nil }
    let comparison = Comparison.all(ScoredRun(run))[0]
    #expect(comparison.difference?.delta == nil && comparison.verdict == .notApplicable && comparison.cases.paired == 0)
  }

  @Test func comparesEveryVariantUnderEveryModelAndAdjusts() {
    let suite = Made.suite(
      (0..<10).map { Made.evalCase("case-\($0)", Made.alternative(["a"])) }, variants: ["today", "one", "two"])
    let run = Made.run(suite, models: [ModelCard(name: "m"), ModelCard(name: "n")], repeats: 5) { trial in
      [Made.call(trial.variant == "two" && trial.model == "n" && trial.caseID == "case-0" ? "b" : "a")]
    }
    let comparisons = Comparison.all(ScoredRun(run))
    #expect(
      comparisons.map(\.candidate) == ["one", "two", "one", "two"] && comparisons.map(\.model) == ["m", "m", "n", "n"])
    #expect(
      Self.near(comparisons[3].difference?.drop.p, 1 / 252)
        && Self.near(comparisons[3].difference?.drop.adjusted, 4 / 252))
    #expect(comparisons[0].difference?.drop.adjusted == 1)
  }

  @Test func addingAStableCaseLeavesTheTestAlone() {
    let counts = [(5, 2), (4, 3), (5, 5)].map { (control: $0.0, candidate: $0.1) }
    let more = Self.comparison(counts + [(5, 5), (0, 0)], repeats: 5)
    #expect(Self.near(Self.comparison(counts, repeats: 5).difference?.drop.p, more.difference?.drop.p))
  }

  /// Which cases an arm lacks says nothing of what its tools cost.
  @Test(arguments: [(missing: 0, control: 145.0 as Double?), (1, 150), (2, nil)])
  func inputIsComparedOverTheSameCases(missing: Int, control: Double?) {
    var run = Made.run(Made.suite(Made.cases(20)), repeats: 2) { trial in
      let isMissing = trial.variant == "rewrite" && Int(trial.caseID.dropFirst(5))! < missing
      return isMissing ? nil : [Made.call("a")]
    }
    for index in run.transcripts.indices {
      let trial = run.transcripts[index].trial
      let tokens = 50 + 10 * Int(trial.caseID.dropFirst(5))! + (trial.variant == "rewrite" ? 5 : 0)
      run.transcripts[index].turns = [
        Turn(answer: ModelAnswer(calls: [Made.call("a")], usage: Usage(inputTokens: tokens, outputTokens: 1)))
      ]
    }
    let input = Comparison.all(ScoredRun(run))[0].tokens.input
    #expect(input.control == control && input.candidate == control.map { $0 + 5 })
  }
}
