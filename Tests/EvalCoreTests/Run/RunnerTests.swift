import EvalCore
import Foundation
import OrderedJSON
import Synchronization
import TestSupport
import Testing

struct RunnerTests {
  private static func runner(
    _ suite: Suite, _ model: ScriptModel, _ host: MemoryHost = MemoryHost(),
    _ recorder: MemoryRecorder = MemoryRecorder(), _ limits: RunLimits = RunLimits(),
    progress: @escaping @Sendable (Transcript) -> Void = { _ in }
  ) -> Runner {
    Runner(suite: suite, models: [model], host: host, recorder: recorder, limits: limits, progress: progress)
  }

  private static func plan(_ suite: Suite, repeats: Int = 1, isAdaptive: Bool = false) -> Plan {
    Plan(suite, models: [ModelCard(name: "m")], repeats: repeats, isAdaptive: isAdaptive)
  }

  private static let refused = EndpointFailure(.badRequest, status: 400, message: "no")

  @Test func everyTrialIsAskedRecordedToldAndEndedOnce() async throws {
    let suite = Made.suite(Made.cases(5))
    let (model, host, recorder, plan) = (ScriptModel(), MemoryHost(), MemoryRecorder(), Self.plan(suite, repeats: 3))
    let told = Mutex<[Int]>([])
    let runner = Self.runner(suite, model, host, recorder) { transcript in
      told.withLock { $0.append(transcript.trial.number) }
    }
    #expect(try await runner.run(plan) == .complete)
    let all = Array(0..<30)
    #expect(model.trials.map(\.number).sorted() == all && host.ended.sorted() == all)
    #expect(recorder.transcripts.map(\.trial.number).sorted() == all && told.withLock { $0.sorted() } == all)
  }

  @Test func trialsStartInThePlansOrder() async throws {
    let suite = Made.suite(Made.cases(6))
    let (model, plan) = (ScriptModel(), Self.plan(suite))
    _ = try await Self.runner(suite, model, MemoryHost(), MemoryRecorder(), RunLimits(concurrency: 1)).run(plan)
    #expect(model.trials == plan.trials && model.most == 1)
  }

  /// The gate opens when as many as allowed are under way: with fewer the run would never end, with more `most` shows it.
  @Test(arguments: [2, 5]) func soManyAreUnderWayAtATime(concurrency: Int) async throws {
    let full = Latch()
    let arrived = Mutex(0)
    let model = ScriptModel { _ in
      if arrived.withLock({ count in
        count += 1
        return count
      }) == concurrency {
        full.open()
      }
      await full.wait()
      return ModelAnswer()
    }
    let suite = Made.suite(Made.cases(8))
    let runner = Self.runner(suite, model, MemoryHost(), MemoryRecorder(), RunLimits(concurrency: concurrency))
    #expect(try await runner.run(Self.plan(suite)) == .complete)
    #expect(model.most == concurrency)
  }

  private static func earlier(_ trials: [Trial]) -> EarlierAttempt {
    EarlierAttempt(kept: trials.map { Made.transcript([[Made.call("a")]], trial: $0) })
  }

  @Test func whatIsDoneIsNotAskedAgain() async throws {
    let suite = Made.suite(Made.cases(4))
    let (model, plan) = (ScriptModel(), Self.plan(suite))
    #expect(try await Self.runner(suite, model).run(plan, after: Self.earlier(Array(plan.trials[..<3]))) == .complete)
    #expect(Set(model.trials) == Set(plan.trials[3...]) && model.requests.count == 5)
  }

  /// An arm that an earlier attempt got answers of is no arm whose first trials are all refused.
  @Test func anArmThatAnsweredBeforeStopsNothing() async throws {
    let suite = Made.suite(Made.cases(8), variants: ["today"])
    let (plan, limits) = (Self.plan(suite), RunLimits(concurrency: 1))
    for kept in [0, 1] {
      let model = ScriptModel { _ throws(EndpointFailure) in throw Self.refused }
      let runner = Self.runner(suite, model, MemoryHost(), MemoryRecorder(), limits)
      let ending = try await runner.run(plan, after: Self.earlier(Array(plan.trials[..<kept])))
      #expect((ending == .complete) == (kept == 1))
    }
  }

  @Test func sparedTrialsAreNotAsked() async throws {
    let suite = Made.suite(Made.cases(4))
    let (model, plan) = (ScriptModel(), Self.plan(suite))
    #expect(try await Self.runner(suite, model).run(plan) { $0.variant == "rewrite" } == .complete)
    #expect(model.trials.map(\.variant) == Array(repeating: "today", count: 4))
  }

  @Test(arguments: [1, 3, 64]) func aRoundOfAnAdaptivePlanIsClosedBeforeTheNextBegins(concurrency: Int) async throws {
    let suite = Made.suite(Made.cases(4))
    let plan = Self.plan(suite, repeats: 4, isAdaptive: true)
    let told = Mutex<[Int: Int]>([:])
    let early = Mutex<[Trial]>([])
    let model = ScriptModel { request in
      let before = request.trial.repeat - 1
      if before > 0, told.withLock({ $0[before] ?? 0 }) < 8 { early.withLock { $0.append(request.trial) } }
      for _ in 0..<(request.trial.number % 5) { await Task.yield() }
      return ModelAnswer()
    }
    let limits = RunLimits(concurrency: concurrency)
    let runner = Self.runner(suite, model, MemoryHost(), MemoryRecorder(), limits) { transcript in
      told.withLock { $0[transcript.trial.repeat, default: 0] += 1 }
    }
    #expect(try await runner.run(plan) == .complete)
    #expect(model.requests.count == 32 && early.withLock { $0.isEmpty })
  }

  // MARK: Where going on cannot help

  /// With sixteen at a time the first fifteen refusals may be of the worst cases.
  @Test(arguments: [(concurrency: 1, refusals: 3), (16, 16), (64, 16)])
  func anArmWhoseFirstTrialsAreAllRefusedStopsTheRun(concurrency: Int, refusals: Int) async throws {
    var suite = Made.suite(Made.cases(40), variants: ["today"])
    suite.gate[.maxToolDrop] = nil
    let plan = Self.plan(suite)
    for bad in [refusals - 1, refusals] {
      let first = Set(plan.trials.prefix(bad).map(\.number))
      let model = ScriptModel { request throws(EndpointFailure) in
        if first.contains(request.trial.number) { throw Self.refused }
        // Good answers take longer than refusals.
        for _ in 0..<50 { await Task.yield() }
        return ModelAnswer()
      }
      let limits = RunLimits(concurrency: concurrency)
      let ending = try await Self.runner(suite, model, MemoryHost(), MemoryRecorder(), limits).run(plan)
      #expect((ending == .complete) == (bad < refusals), "\(bad) of \(concurrency) at a time: \(ending)")
    }
  }

  /// It has no failure of its own, so that reports count it among what was not asked, whenever the run stops.
  @Test(arguments: [1, 16]) func whatOnlyWaitedIsNeitherRecordedNorTold(concurrency: Int) async throws {
    let suite = Made.suite(Made.cases(18))
    let plan = Self.plan(suite)
    let asked = Set(plan.trials.prefix(2).map(\.number))
    let model = ScriptModel { request throws(EndpointFailure) in
      let failure = EndpointFailure(.auth, status: 401, message: "no")
      guard asked.contains(request.trial.number) else {
        var known = failure.unasked
        known.isConfirmed = true
        throw known
      }
      throw failure
    }
    let recorder = MemoryRecorder()
    let told = Mutex(0)
    let limits = RunLimits(concurrency: concurrency)
    let runner = Self.runner(suite, model, MemoryHost(), recorder, limits) { _ in told.withLock { $0 += 1 } }
    guard case .stopped(let failure, _) = try await runner.run(plan) else { return #expect(Bool(false), "it goes on") }
    #expect(failure.class == .auth)
    #expect(Set(recorder.transcripts.map(\.trial.number)).isSubset(of: asked))
    #expect(told.withLock { $0 } == recorder.transcripts.count)
  }

  @Test func failFastStopsAtTheFirstFailure() async throws {
    let suite = Made.suite(Made.cases(4))
    let model = ScriptModel { _ throws(EndpointFailure) in throw EndpointFailure(.timeout, message: "late") }
    let limits = RunLimits(concurrency: 1, failFast: true)
    let ending = try await Self.runner(suite, model, MemoryHost(), MemoryRecorder(), limits).run(Self.plan(suite))
    #expect(ending != .complete && model.requests.count == 1)
  }

  /// A timeout may be over with the next question; the same run without `failFast` goes through.
  @Test func oneFailureAloneStopsNothing() async throws {
    let suite = Made.suite(Made.cases(4))
    let model = ScriptModel { _ throws(EndpointFailure) in throw EndpointFailure(.timeout, message: "late") }
    let recorder = MemoryRecorder()
    let limits = RunLimits(concurrency: 1)
    #expect(try await Self.runner(suite, model, MemoryHost(), recorder, limits).run(Self.plan(suite)) == .complete)
    #expect(recorder.transcripts.count == 8 && recorder.transcripts.allSatisfy { $0.stopped == .failure })
  }

  @Test func whatIsUnderWayWhenTheMoneyRunsOutIsKept() async throws {
    let suite = Made.suite(Made.cases(4))
    let (spent, plan) = (Latch(), Self.plan(suite))
    let first = plan.trials[0].number
    let model = ScriptModel { request throws(EndpointFailure) in
      if request.trial.number == first { throw EndpointFailure(.budget, message: "spent") }
      await spent.wait()
      return ModelAnswer()
    }
    let recorder = MemoryRecorder()
    let runner = Self.runner(suite, model, MemoryHost(), recorder, RunLimits(concurrency: 3)) { transcript in
      if transcript.failure?.class == .budget { spent.open() }
    }
    #expect(try await runner.run(plan) != .complete)
    #expect(recorder.transcripts.count { $0.failure == nil } == 2 && model.requests.count == 3)
  }

  // MARK: Ends from outside

  @Test func aRecorderThatCannotKeepATranscriptEndsTheRun() async {
    let suite = Made.suite(Made.cases(2))
    let runner = Self.runner(suite, ScriptModel(), MemoryHost(), MemoryRecorder(isFull: true))
    await #expect(throws: MemoryRecorder.Full.self) { try await runner.run(Self.plan(suite)) }
  }

  @Test func whoCancelsInterruptsAndWhatWasUnderWayIsNotKept() async throws {
    let suite = Made.suite(Made.cases(2))
    let asked = Latch()
    let model = ScriptModel { _ in
      asked.open()
      await Latch().waitUnlessCancelled()
      return ModelAnswer()
    }
    let (host, recorder) = (MemoryHost(), MemoryRecorder())
    let runner = Self.runner(suite, model, host, recorder, RunLimits(concurrency: 1))
    let run = Task { try await runner.run(Self.plan(suite)) }
    await asked.wait()
    run.cancel()
    #expect(try await run.value == .interrupted(dropped: 1))
    #expect(recorder.transcripts.isEmpty && host.ended.count == 1)
  }
}
