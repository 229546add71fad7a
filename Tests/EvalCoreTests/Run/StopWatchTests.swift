import Foundation
import TestSupport
import Testing

@testable import EvalCore

/// When a run stops, told by what came of its trials one after the other.
struct StopWatchTests {
  private static let cases = 40

  private static func plan(cases: Int = cases, repeats: Int = 1, variants: [String] = ["today"]) -> Plan {
    let all = (0..<cases).map { Made.evalCase("c\($0)", Made.alternative(["a"])) }
    return Plan(Made.suite(all, variants: variants), models: [ModelCard(name: "m")], repeats: repeats)
  }

  private static func failure(_ class: EndpointFailure.Class, isLasting: Bool = false) -> EndpointFailure {
    var failure = EndpointFailure(`class`, status: 403, message: "no")
    failure.isLasting = isLasting
    return failure
  }

  private static func failed(_ trial: Trial, _ failure: EndpointFailure) -> Transcript {
    var transcript = Transcript(trial: trial, startedAt: Date(timeIntervalSince1970: 0))
    transcript.failure = failure
    return transcript
  }

  private static func refused(_ trial: Trial) -> Transcript {
    var transcript = Transcript(trial: trial, startedAt: Date(timeIntervalSince1970: 0))
    transcript.turns = [Turn(answer: ModelAnswer(text: "filtered", finish: .refused, refusedByStatus: 400))]
    return transcript
  }

  /// How many trials came to an end before the run stopped, and why; nil where it did not stop.
  ///
  /// - Parameter outcome: nil for an answer.
  private func stop(
    _ plan: Plan, after earlier: EarlierAttempt = EarlierAttempt(), concurrency: Int = 1,
    _ outcome: (Int, Trial) -> EndpointFailure?
  ) -> (ended: Int, reason: EndpointFailure)? {
    transcribed(plan, after: earlier, concurrency: concurrency) { number, trial in
      outcome(number, trial).map { Self.failed(trial, $0) } ?? Made.transcript([[Made.call("a")]], trial: trial)
    }
  }

  private func transcribed(
    _ plan: Plan, after earlier: EarlierAttempt = EarlierAttempt(), concurrency: Int = 1,
    _ outcome: (Int, Trial) -> Transcript
  ) -> (ended: Int, reason: EndpointFailure)? {
    var limits = RunLimits()
    limits.concurrency = concurrency
    var watch = StopWatch(plan, after: earlier, limits)
    let trials = plan.trials(after: earlier)
    var next = 0
    for (number, trial) in trials.enumerated() {
      while next < min(trials.count, number + concurrency) {
        watch.start(trials[next])
        next += 1
      }
      if let reason = watch.reasonToStop(after: outcome(number, trial)) { return (number + 1, reason) }
    }
    return watch.reasonAtEnd.map { (trials.count, $0.failure) }
  }

  @Test(
    arguments: [
      (.auth, false), (.quota, false), (.modelNotFound, false), (.notShown, false), (.rateLimited, true),
      (.overloaded, true),
    ] as [(EndpointFailure.Class, Bool)])
  func onePromptThatIsRefusedForGoodStopsNothing(class: EndpointFailure.Class, isLasting: Bool) {
    for refused in 0..<Self.cases {
      #expect(
        stop(Self.plan()) { number, _ in number == refused ? Self.failure(`class`, isLasting: isLasting) : nil } == nil)
    }
  }

  @Test(arguments: [1, 4, 16, 64])
  func whatMeetsEveryQuestionStopsAfterAFewMore(concurrency: Int) throws {
    let stopped = try #require(stop(Self.plan(cases: 200), concurrency: concurrency) { _, _ in Self.failure(.auth) })
    #expect(stopped.ended <= concurrency + 1 && stopped.reason.class == .auth)
    let later = try #require(
      stop(Self.plan(cases: 200), concurrency: concurrency) { number, _ in number < 100 ? nil : Self.failure(.quota) })
    #expect(later.ended <= 100 + concurrency + 2 && later.reason.class == .quota)
  }

  /// Two in a row may be two bad prompts of a model that answers.
  @Test(arguments: [(2, false), (3, true)])
  func aModelThatAnswersIsDoubtedLonger(inARow: Int, isEnd: Bool) {
    let stopped = stop(Self.plan()) { number, _ in (10..<(10 + inARow)).contains(number) ? Self.failure(.auth) : nil }
    #expect((stopped != nil) == isEnd)
  }

  @Test func theSameQuestionInAnotherRepeatBearsNothingOut() {
    let plan = Self.plan(repeats: 5, variants: ["today", "rewrite"])
    #expect(stop(plan) { $1.caseID == "c7" ? Self.failure(.auth) : nil } == nil)
  }

  @Test func whereThereIsOneQuestionItsOtherTrialsBearItOut() {
    #expect(stop(Self.plan(cases: 1)) { _, _ in Self.failure(.auth) }?.ended == 1)
    #expect(stop(Self.plan(cases: 1, repeats: 9)) { _, _ in Self.failure(.auth) }?.ended == 2)
    #expect(stop(Self.plan(cases: 4), concurrency: 16) { _, _ in Self.failure(.auth) }?.ended == 4)
  }

  @Test func whatIsCertainNeedsNoOtherQuestion() {
    var confirmed = Self.failure(.badRequest)
    confirmed.isConfirmed = true
    for failure in [confirmed, Self.failure(.budget), Self.failure(.offline)] {
      #expect(stop(Self.plan()) { number, _ in number == 20 ? failure : nil }?.ended == 21)
    }
  }

  /// However many prompts failed before and fail again.
  @Test func whatFailedBeforeIsAskedLastAndIsNoEvidence() throws {
    let plan = Self.plan()
    let bad: Set<Int> = [3, 20, 21, 35]
    let kept = plan.trials.filter { $0.number >= 30 && !bad.contains($0.number) }.map {
      Made.transcript([[Made.call("a")]], trial: $0)
    }
    let earlier = EarlierAttempt(kept: kept, failed: bad)
    #expect(plan.trials(after: earlier).suffix(4).map(\.number).sorted() == bad.sorted())
    #expect(plan.trials(after: earlier).count == 40 - kept.count)
    #expect(stop(plan, after: earlier) { bad.contains($1.number) ? Self.failure(.auth) : nil } == nil)
    // The account is empty still.
    #expect(try #require(stop(plan, after: earlier) { _, _ in Self.failure(.quota) }).ended == 3)
  }

  @Test func anAdaptivePlanKeepsItsRounds() {
    let suite = Made.suite((0..<4).map { Made.evalCase("c\($0)", Made.alternative(["a"])) })
    let plan = Plan(suite, models: [ModelCard(name: "m")], repeats: 3, isAdaptive: true)
    let failed = Set(plan.trials.prefix(3).map(\.number))
    let order = plan.trials(after: EarlierAttempt(failed: failed))
    #expect(order.map(\.repeat) == plan.trials.map(\.repeat))
    #expect(Set(order[5..<8].map(\.number)) == failed)
  }

  @Test(arguments: [EndpointFailure.Class.badRequest, .contextLength, .rateLimited, .protocol])
  func anArmWhoseFirstTrialsAreAllRefusedStops(class: EndpointFailure.Class) {
    #expect(stop(Self.plan()) { _, _ in Self.failure(`class`) }?.ended == 3)
    #expect(stop(Self.plan(cases: 200), concurrency: 64) { _, _ in Self.failure(`class`) }?.ended == 16)
    // They are missing anyway, and nobody is spared a request.
    #expect(stop(Self.plan(cases: 2)) { _, _ in Self.failure(`class`) } == nil)
    #expect(stop(Self.plan()) { number, _ in number == 2 ? nil : Self.failure(`class`) } == nil)
  }

  /// A filter's own refusal is an outcome, but says nothing of a model that nobody got to.
  @Test func anArmWhoseFirstTrialsAreAllFilteredByErrorsStops() throws {
    let plan = Self.plan()
    let stopped = try #require(transcribed(plan) { Self.refused($1) })
    #expect(stopped.ended == 3 && stopped.reason.class == .badRequest && stopped.reason.status == 400)
    #expect(transcribed(Self.plan(cases: 2)) { Self.refused($1) }?.ended == 2)
    #expect(transcribed(Self.plan(cases: 10), concurrency: 16) { Self.refused($1) }?.ended == 10)
    let answered: (Int, Trial) -> Transcript = { number, trial in
      number == 1 ? Made.transcript([[Made.call("a")]], trial: trial) : Self.refused(trial)
    }
    #expect(transcribed(plan, answered) == nil)
    // What an earlier attempt kept of them is no answer either.
    let kept = EarlierAttempt(kept: plan.trials.prefix(3).map(Self.refused))
    #expect(transcribed(plan, after: kept) { Self.refused($1) }?.ended == 1)
  }

  private static func unparsed(_ trial: Trial) -> Transcript {
    var transcript = Transcript(trial: trial, startedAt: Date(timeIntervalSince1970: 0))
    transcript.turns = [Turn(answer: ModelAnswer(text: "no call", finish: .unparsable, refusedByStatus: 500))]
    return transcript
  }

  /// A server that can parse no output at all was not asked what its model chooses; one that could parse some was.
  @Test func anArmOfWhichNothingCouldBeParsedStops() throws {
    let plan = Self.plan()
    #expect(try #require(transcribed(plan) { Self.unparsed($1) }).ended == 3)
    #expect(transcribed(Self.plan(cases: 2)) { $0 == 0 ? Self.unparsed($1) : Self.refused($1) }?.ended == 2)
    #expect(
      transcribed(plan) { number, trial in
        number == 2 ? Made.transcript([[Made.call("a")]], trial: trial) : Self.unparsed(trial)
      } == nil)
  }

  /// Whoever reads the run again finds what the run itself found.
  @Test func anArmThatGotNothingButErrorsIsMissing() throws {
    let plan = Self.plan(cases: 4, variants: ["today", "other"])
    let good = plan.trials.first { $0.variant == "other" }
    let transcripts = plan.trials.map { trial in
      trial == good
        ? Made.transcript([[Made.call("a")]], trial: trial)
        : trial.caseID == plan.trials[0].caseID ? Self.unparsed(trial) : Self.refused(trial)
    }
    let read = transcripts.failingWhereAllAreErrors
    for transcript in read {
      let isFailed = transcript.failure?.class == .badRequest && transcript.stopped == .failure
      #expect(isFailed == (transcript.trial.variant == "today"), "\(transcript.trial)")
    }
    // Failures beside them change nothing; a single answer does.
    var mixed = transcripts.filter { $0.trial.variant == "today" }
    mixed[0] = Self.failed(mixed[0].trial, Self.failure(.timeout))
    #expect(mixed.failingWhereAllAreErrors.allSatisfy { $0.failure != nil })
    mixed[0] = Made.transcript([], trial: mixed[0].trial)
    #expect(mixed.failingWhereAllAreErrors.allSatisfy { $0.failure == nil })
  }

  @Test func failFastStopsAtOnce() {
    var limits = RunLimits()
    limits.failFast = true
    let plan = Self.plan()
    var watch = StopWatch(plan, after: EarlierAttempt(), limits)
    watch.start(plan.trials[0])
    #expect(watch.reasonToStop(after: Self.failed(plan.trials[0], Self.failure(.server))) != nil)
  }
}
