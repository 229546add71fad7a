import EvalCore
import Foundation
import OrderedJSON
import TestSupport
import Testing

struct ScoresOfRunTests {
  static func near(_ left: Double?, _ right: Double, _ tolerance: Double = 1e-12) -> Bool {
    left.map { abs($0 - right) <= tolerance } ?? false
  }

  @Test func countsCasesAndNotRuns() {
    // Here p(1 - p)/SE² is 14.4, more than the ten clusters, which therefore bound it (`method.md` 00.3).
    let counts = [5, 5, 4, 5, 3, 0, 5, 2, 5, 5].map { (control: $0, candidate: $0) }
    let arm = Scores(Made.run(counts: counts, repeats: 5))[Arm(variant: "today", model: "m")]!
    #expect(
      arm.counts.cases == 10 && arm.counts.trials == 50 && arm.counts.missing == 0 && !arm.isDeterministic
        && arm.strictness == .calls)
    #expect(Self.near(arm.rates.accuracy?.value, 0.78))
    #expect(arm.rates.accuracy?.level == 0.95 && arm.rates.accuracy?.scope == .population)
    // Wilson at p = .78, n = 10.
    #expect(
      Self.near(arm.rates.accuracy?.low, 0.4706373124, 1e-9) && Self.near(arm.rates.accuracy?.high, 0.9339443196, 1e-9))
    #expect(Self.near(arm.rates.passK, 0.6))
    #expect(
      arm.counts.outcomes.map(\.outcome) == [.wrongTool, .correct] && arm.counts.outcomes.map(\.trials) == [11, 39])
    #expect(arm.tables.perCase.map(\.correct) == [5, 5, 4, 5, 3, 0, 5, 2, 5, 5])
    #expect(Self.near(arm.rates.macroF1, (2 * 7.8 / (2 * 7.8 + 2.2))))
    #expect(arm.tables.confusion.labels == ["a", "e"] && arm.tables.confusion.rows[1] == [0, 0])
    #expect(Self.near(arm.tables.confusion.rows[0][0], 7.8) && Self.near(arm.tables.confusion.rows[0][1], 2.2))
    #expect(arm.tables.tools.map(\.tool) == ["a", "b", "c", "d", "e", "get", "find"])
    #expect(
      arm.tables.tools[1].support == 0 && arm.tables.tools[1].precision == nil && arm.tables.tools[1].recall == nil)
    #expect(
      Self.near(arm.tables.tools[0].missedTo.first?.share, 0.22) && arm.tables.tools[0].missedTo.map(\.tool) == ["e"])
  }

  @Test func aDeterministicModelIsAFact() {
    let run = Made.run(
      counts: [(1, 1), (1, 0), (0, 0), (1, 1)], repeats: 5, models: [ModelCard(name: "m", isDeterministic: true)])
    let arm = Scores(run)[Arm(variant: "today", model: "m")]!
    #expect(arm.isDeterministic && arm.counts.trials == 4)
    #expect(arm.rates.accuracy == Estimate(value: 0.75, low: 0.75, high: 0.75, level: 0.95, scope: .suite))
  }

  @Test func missingTrialsAreCountedAndNotScored() {
    let suite = Made.suite(
      [Made.evalCase("x", Made.alternative(["a"])), Made.evalCase("y", Made.alternative(["a"]))], variants: ["today"])
    var run = Made.run(suite, repeats: 4) { $0.caseID == "x" && $0.repeat == 1 ? nil : [Made.call("a")] }
    let failed = run.transcripts.firstIndex { $0.trial.caseID == "y" && $0.trial.repeat == 2 }!
    run.transcripts[failed].failure = EndpointFailure(.overloaded, message: "busy")
    run.transcripts[failed].stopped = .failure
    run.transcripts.append(Made.transcript([[Made.call("b")]], trial: Made.trial(99, "x")))
    let scores = Scores(run)
    let arm = scores[Arm(variant: "today", model: "m")]!
    #expect(scores.trials.count == 7)
    #expect(arm.counts.trials == 8 && arm.counts.missing == 2 && arm.rates.accuracy?.value == 1)
    #expect(
      arm.counts.outcomes.map(\.outcome) == [.infraError, .correct] && arm.counts.outcomes.map(\.trials) == [1, 6])
    #expect(arm.tables.perCase.map(\.scored) == [3, 3])
  }

  @Test func anAnsweredTranscriptStandsForAFailedOne() {
    let suite = Made.suite([Made.evalCase("x", Made.alternative(["a"]))], variants: ["today"])
    var run = Made.run(suite) { _ in [Made.call("a")] }
    var failed = run.transcripts[0]
    failed.stopped = .failure
    for transcripts in [[failed, run.transcripts[0]], [run.transcripts[0], failed]] {
      run.transcripts = transcripts
      #expect(Scores(run).trials.map(\.outcome) == [.correct])
    }
  }

  @Test func anArmWithoutAnyScoredTrialHasNoRates() {
    let suite = Made.suite([Made.evalCase("x", Made.alternative(["a"]))], variants: ["today"])
    let arm = Scores(Made.run(suite) { _ in nil }).arms[0]
    #expect(
      arm.rates.accuracy == nil && arm.rates.passK == nil && arm.rates.macroF1 == nil && arm.consumption.latency == nil
        && arm.tables.perCase.isEmpty)
    #expect(arm.counts.cases == 1 && arm.counts.missing == 1 && arm.tables.confusion.labels.isEmpty)
  }

  @Test func callsThatShouldNotBeAndCallsThatShould() {
    let cases = [
      Made.evalCase("none", .none), Made.evalCase("must", Made.alternative(["a"])),
      Made.evalCase("either", Made.alternative(["a"]), .none),
      Made.evalCase("may", Made.alternative([], optional: ["a"])), Made.evalCase("none too", .none),
    ]
    let suite = Made.suite(cases, variants: ["today"])
    let arm = Scores(
      Made.run(suite, repeats: 2) { trial in
        switch trial.caseID {
        case "none": trial.repeat == 1 ? [Made.call("zz")] : [Made.malformed("a")]
        case "must": trial.repeat == 1 ? [] : [Made.call("b")]
        default: []
        }
      }
    ).arms[0]
    // Unknown and malformed calls are calls.
    #expect(arm.rates.falseCallRate?.value == 0.5)
    #expect(arm.rates.missedCallRate?.value == 0.5)
    #expect(arm.rates.accuracy?.value == 0.6)
  }

  @Test func aModelThatGivesNoArgumentsIsJudgedByTools() {
    let rule = ArgumentRule.named([.init("number", .equals(7))])
    let suite = Made.suite(
      [Made.evalCase("x", Alternative(groups: [[Made.expected("get", rule)]]))], variants: ["today"])
    let models = [ModelCard(name: "lexical", isDeterministic: true, givesArguments: false), ModelCard(name: "m")]
    let scores = Scores(Made.run(suite, models: models) { _ in [Made.call("get")] })
    let lexical = scores[Arm(variant: "today", model: "lexical")]!
    #expect(
      lexical.strictness == .tools && lexical.rates.accuracy?.value == 1
        && lexical.counts.outcomes.map(\.outcome) == [.correct])
    #expect(scores.trials.first { $0.trial.model == "lexical" }?.calls[0].mismatches == [])
    #expect(
      scores[Arm(variant: "today", model: "m")]?.strictness == .calls
        && scores[Arm(variant: "today", model: "m")]?.rates.accuracy?.value == 0)
    #expect(scores[Arm(variant: "today", model: "m")]?.rates.nameAccuracy?.value == 1)
  }

  @Test func weightsMoveTheMeanAndFamiliesTheInterval() {
    var cases = (0..<8).map { Made.evalCase("case-\($0)", Made.alternative(["a"])) }
    let answer = { (trial: Trial) in [Made.call(trial.caseID < "case-4" ? "a" : "b")] }
    let plain = Scores(Made.run(Made.suite(cases, variants: ["today"]), repeats: 2, answer)).arms[0].rates.accuracy!
    for index in 0..<4 { cases[index].family = "one" }
    let family = Scores(Made.run(Made.suite(cases, variants: ["today"]), repeats: 2, answer)).arms[0].rates.accuracy!
    #expect(plain.value == 0.5 && family.value == 0.5 && family.low < plain.low && family.high > plain.high)
    for index in 0..<4 { cases[index].weight = 3 }
    #expect(Scores(Made.run(Made.suite(cases, variants: ["today"]), answer)).arms[0].rates.accuracy?.value == 0.75)
  }

  @Test func tagsAreScoredInTheOrderOfTheirFirstCase() {
    var cases = [Made.evalCase("x", Made.alternative(["a"])), Made.evalCase("y", Made.alternative(["b"]))]
    cases[0].tags = ["search", "easy"]
    cases[1].tags = ["easy"]
    let tags = Scores(Made.run(Made.suite(cases, variants: ["today"])) { _ in [Made.call("a")] }).arms[0].tables.tags
    #expect(tags.map(\.tag) == ["search", "easy"] && tags.map(\.cases) == [1, 2])
    #expect(tags.map(\.accuracy?.value) == [1, 0.5])
  }

  @Test func sumsUsageAndRanksLatencies() {
    let suite = Made.suite((0..<20).map { Made.evalCase("case-\($0)", Made.alternative(["a"])) }, variants: ["today"])
    var run = Made.run(suite) { _ in [Made.call("a")] }
    for index in run.transcripts.indices {
      var answer = ModelAnswer(
        calls: [Made.call("a")], usage: Usage(inputTokens: 10, outputTokens: index == 0 ? .max : 1))
      answer.latencyMilliseconds = Double(run.transcripts[index].trial.number + 1)
      run.transcripts[index].turns = [Turn(answer: answer)]
    }
    let arm = Scores(run).arms[0]
    #expect(arm.consumption.usage == Usage(inputTokens: 200, outputTokens: .max))
    #expect(arm.consumption.latency?.p50 == 10 && arm.consumption.latency?.p95 == 19)
  }

  @Test func renamedToolsKeepTheControlsNames() {
    let names = NameMap(["get": .init(to: "issue_read", arguments: ["number": "issue_number"])])
    var suite = Made.suite([
      Made.evalCase("x", Alternative(groups: [[Made.expected("get", .named([.init("number", .equals(7))]))]]))
    ])
    suite.variants[1] = Variant(
      name: "rewrite", toolSet: ToolSet(tools: [Made.tool("issue_read", ["issue_number"]), Made.tool("new")]),
      names: names)
    let scores = Scores(
      Made.run(suite) {
        $0.variant == "today" ? [Made.call("get", ["number": 7])] : [Made.call("issue_read", ["issue_number": 7])]
      })
    #expect(scores.arms.map(\.rates.accuracy?.value) == [1, 1])
    #expect(scores.arms[1].tables.confusion.labels == ["get"])
    #expect(scores.arms[1].tables.tools.map(\.tool) == ["a", "b", "c", "d", "e", "get", "find", "new"])
    #expect(scores.trials[1].calls[0].tool == "get" && scores.trials[1].calls[0].call.name == "issue_read")
  }

  @Test func aCaseMayBringItsOwnTools() {
    var own = Made.evalCase("own", Made.alternative(["x"]))
    own.tools = .replacement(ToolSet(tools: [Made.tool("x")]))
    var fewer = Made.evalCase("fewer", Made.alternative(["a"]))
    fewer.tools = .without(["b"])
    let scores = Scores(
      Made.run(Made.suite([own, fewer], variants: ["today"])) { [Made.call($0.caseID == "own" ? "x" : "b")] })
    #expect(scores.trials.map(\.outcome) == [.correct, .unknownTool])
  }

  @Test func permutingCasesAndTranscriptsChangesNothing() {
    let counts = (0..<12).map { (control: $0 % 4, candidate: ($0 * 7) % 4) }
    let tool = { ["a", "b", "c"][$0 % 3] }
    let run = Made.run(counts: counts, repeats: 3, expecting: tool)
    var suite = run.suite
    suite.cases.reverse()
    let plan = Plan(suite, models: [ModelCard(name: "m")], repeats: 3)
    let numbers = Dictionary(uniqueKeysWithValues: plan.trials.map { (trial: Trial) in (Self.name(trial), trial) })
    let transcripts = run.transcripts.reversed().map { old in
      var new = Transcript(trial: numbers[Self.name(old.trial)]!, startedAt: old.startedAt)
      new.turns = old.turns
      return new
    }
    let (first, second) = (
      Scores(run).arms, Scores(Run(record: run.record, suite: suite, plan: plan, transcripts: transcripts)).arms
    )
    for (left, right) in zip(first, second) {
      #expect(
        Self.near(left.rates.accuracy?.value, right.rates.accuracy!.value)
          && Self.near(left.rates.accuracy?.low, right.rates.accuracy!.low))
      #expect(
        left.tables.confusion.labels == right.tables.confusion.labels
          && Self.near(left.rates.macroF1, right.rates.macroF1!))
      #expect(
        left.tables.perCase.sorted { $0.caseID < $1.caseID } == right.tables.perCase.sorted { $0.caseID < $1.caseID })
    }
  }

  @Test func permutingTheToolsChangesOnlyTheirOrder() {
    let counts = (0..<12).map { (control: $0 % 4, candidate: 3) }
    let run = Made.run(counts: counts, repeats: 3) { ["a", "b", "c"][$0 % 3] }
    var suite = run.suite
    suite.variants = suite.variants.map { Variant(name: $0.name, toolSet: ToolSet(tools: $0.toolSet.tools.reversed())) }
    let (left, right) = (
      Scores(run).arms[0],
      Scores(Run(record: run.record, suite: suite, plan: run.plan, transcripts: run.transcripts)).arms[0]
    )
    #expect(
      left.rates.accuracy == right.rates.accuracy && left.rates.passK == right.rates.passK
        && Self.near(left.rates.macroF1, right.rates.macroF1!))
    #expect(left.tables.tools.map(\.tool) == right.tables.tools.map(\.tool).reversed())
    #expect(left.tables.tools.map(\.f1) == right.tables.tools.map(\.f1).reversed())
    #expect(left.tables.confusion.labels == right.tables.confusion.labels.reversed())
    #expect(left.tables.confusion.rows == right.tables.confusion.rows.reversed().map { $0.reversed() })
  }

  private static func name(_ trial: Trial) -> String { "\(trial.caseID) \(trial.variant) \(trial.repeat)" }
}
