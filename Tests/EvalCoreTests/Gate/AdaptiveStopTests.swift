import EvalCore
import Foundation
import TestSupport
import Testing

struct AdaptiveStopTests {
  private static func plan(_ suite: Suite, repeats: Int = 20) -> Plan {
    Plan(suite, models: [ModelCard(name: "m")], repeats: repeats, isAdaptive: true)
  }

  private static func record(_ suite: Suite) -> RunRecord {
    RunRecord(
      id: "0123456789ab", suiteName: suite.name, suitePath: suite.path, startedAt: Date(timeIntervalSince1970: 0),
      seed: 1, repeats: 20, toolsightVersion: "0", git: nil, conditions: "sha256:0")
  }

  /// Carries out the plan in its order, as the runner would with one trial at a time.
  private static func carryOut(
    cases: Int, variants: [String] = ["today", "rewrite"], right: (Trial) -> Bool
  ) -> (asked: [Trial], evaluation: Evaluation) {
    let suite = Made.suite(
      (0..<cases).map { Made.evalCase("case-\($0)", Made.alternative(["a"])) }, variants: variants)
    let plan = plan(suite)
    let stop = AdaptiveStop(record(suite), suite, plan)
    var transcripts: [Transcript] = []
    for trial in plan.trials where !stop.isSpared(trial) {
      let transcript = Made.transcript([[Made.call(right(trial) ? "a" : "e")]], trial: trial)
      transcripts.append(transcript)
      stop.note(transcript)
    }
    var gated = suite
    gated.gate[.maxDrop] = 0.05
    let run = Run(record: record(suite), suite: gated, plan: plan, transcripts: transcripts)
    return (transcripts.map(\.trial), Evaluation(run))
  }

  @Test func theRoundsComeOneAfterTheOther() {
    let plan = Self.plan(Made.suite((0..<4).map { Made.evalCase("\($0)", Made.alternative(["a"])) }), repeats: 3)
    #expect(plan.trials.map(\.repeat) == plan.trials.map(\.repeat).sorted() && plan.trials.count == 24)
  }

  /// Seven pairs that all break are enough (E = 31.88 ≥ 20), six are not (18.14).
  @Test(arguments: [(7, 1), (6, 2)]) func aCertainDropEndsTheRunEarly(broken: Int, rounds: Int) {
    let (asked, evaluation) = Self.carryOut(cases: 10) { trial in
      trial.variant == "today" || Int(trial.caseID.dropFirst(5))! >= broken
    }
    #expect(asked.map(\.repeat).max() == rounds && asked.count == 20 * rounds)
    #expect(evaluation.gate.outcome == .fail && evaluation.comparisons[0].verdict == .fail)
    #expect(evaluation.scores.arms.allSatisfy { $0.counts.missing == 0 } && evaluation.gate.unmeasured.isEmpty)
    #expect(evaluation.comparisons[0].difference!.drop.p! <= 0.05)
  }

  @Test func passingTakesAllRepeats() {
    let (asked, evaluation) = Self.carryOut(cases: 20) { _ in true }
    #expect(asked.count == 20 * 2 * 20 && evaluation.gate.outcome == .pass)
    #expect(evaluation.comparisons[0].difference?.drop.p == 1)
  }

  /// Asks in the plan's order what is neither kept nor spared, a round at a time as the runner does.
  private static func asked(_ suite: Suite, kept: [Transcript] = [], right: (Trial) -> Bool) -> [Transcript] {
    let plan = plan(suite, repeats: 6)
    let stop = AdaptiveStop(record(suite), suite, plan, kept: kept)
    let known = Set(kept.map(\.trial.number))
    var transcripts = kept
    for trial in plan.trials where !known.contains(trial.number) && !stop.isSpared(trial) {
      let transcript = Made.transcript([[Made.call(right(trial) ? "a" : "e")]], trial: trial)
      transcripts.append(transcript)
      stop.note(transcript)
    }
    return transcripts
  }

  /// Interrupted anywhere, the run goes on to the same trials: also where a round had just been closed.
  @Test func whatAnEarlierAttemptKeptIsLookedAtRoundByRound() {
    let suite = Made.suite(Made.cases(10))
    let right = { (trial: Trial) in trial.variant == "today" || Int(trial.caseID.dropFirst(5))! >= 6 }
    let whole = Self.asked(suite, right: right)
    #expect(whole.count == 40)
    for count in [0, 1, 19, 20, 21, 39, 40] {
      let resumed = Self.asked(suite, kept: Array(whole.prefix(count)), right: right)
      #expect(Set(resumed.map(\.trial)) == Set(whole.map(\.trial)), "\(count) kept")
    }
  }

  /// The answers of a round in any order, also with a later round's answers among what an attempt kept.
  @Test func onlyWholeRoundsDecide() {
    let suite = Made.suite(Made.cases(10))
    let plan = Self.plan(suite, repeats: 3)
    let wrong = { (trial: Trial) in
      Made.transcript([[Made.call(trial.variant == "today" ? "a" : "e")]], trial: trial)
    }
    let firstTwo = plan.trials.filter { $0.repeat < 3 }
    let last = plan.trials.first { $0.repeat == 3 && $0.variant == "rewrite" }!
    let open = AdaptiveStop(
      Self.record(suite), suite, plan, kept: firstTwo.dropFirst().filter { $0.repeat == 2 }.map(wrong))
    #expect(!open.isSpared(last))
    let first = firstTwo.filter { $0.repeat == 1 }
    for trial in first.dropLast().reversed() {
      open.note(wrong(trial))
      #expect(!open.isSpared(last))
    }
    open.note(wrong(first.last!))
    #expect(open.isSpared(last))
  }

  /// Ten of sixty cases are of `b`, which the candidate never calls: too little for the suite's margin of half.
  @Test func aDestroyedToolEndsTheRunToo() {
    var suite = Made.suite(
      Made.cases(50) + (0..<10).map { Made.evalCase("case-\(50 + $0)", Made.alternative(["b"])) })
    suite.gate[.maxDrop] = 0.5
    let plan = Self.plan(suite, repeats: 4)
    let stop = AdaptiveStop(Self.record(suite), suite, plan)
    var asked: [Trial] = []
    for trial in plan.trials where !stop.isSpared(trial) {
      asked.append(trial)
      let isOfB = Int(trial.caseID.dropFirst(5))! >= 50
      let call = isOfB ? (trial.variant == "today" ? "b" : "e") : "a"
      stop.note(Made.transcript([[Made.call(call)]], trial: trial))
    }
    #expect(asked.map(\.repeat).max() == 1 && asked.count == 120)
  }

  /// A variant's margin of its own is the one that ends the run.
  @Test func theMarginThatEndsTheRunIsTheGates() {
    var suite = Made.suite(Made.cases(10))
    suite.gate[.maxToolDrop] = nil
    let wrong = { (trial: Trial) in trial.variant == "today" || Int(trial.caseID.dropFirst(5))! >= 8 }
    #expect(Self.asked(suite, right: wrong).count == 20)
    suite.gate[.maxDrop, in: .variant("rewrite")] = 0.99
    #expect(Self.asked(suite, right: wrong).count == 120)
  }

  @Test func onlyTheDecidedVariantStops() {
    let (asked, _) = Self.carryOut(cases: 20, variants: ["today", "good", "bad"]) { $0.variant != "bad" }
    #expect(asked.count { $0.variant == "bad" } == 20)
    #expect(asked.count { $0.variant == "good" } == 400 && asked.count { $0.variant == "today" } == 400)
  }
}
