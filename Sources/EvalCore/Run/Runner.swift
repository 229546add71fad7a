package import Foundation

/// Carries out a plan: starts its trials in order, so many at a time, and hands every transcript to the recorder at once.
package struct Runner: Sendable {
  private let suite: Suite
  private let models: [String: any LanguageModel]
  private let host: any ToolHost
  private let recorder: any TranscriptRecorder
  private let limits: RunLimits
  private let clock: RunClock
  private let progress: @Sendable (Transcript) -> Void
  /// Where each case stands in the suite.
  private let places: [String: Int]

  /// - Parameter progress: told of each trial after it was recorded; it cannot fail and cannot steer.
  package init(
    suite: Suite, models: [any LanguageModel], host: any ToolHost, recorder: any TranscriptRecorder, limits: RunLimits,
    clock: RunClock = .continuous, progress: @escaping @Sendable (Transcript) -> Void
  ) {
    self.suite = suite
    self.models = Dictionary(models.map { ($0.card.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.host = host
    self.recorder = recorder
    self.limits = limits
    self.clock = clock
    self.progress = progress
    places = Dictionary(suite.cases.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Asks every trial of the plan but those in `done`; throws only when the recorder cannot keep a transcript. Of an adaptive
  /// plan, a round begins when the one before is closed.
  ///
  /// - Parameter isSpared: asked of each trial before it starts, whether it can be left out by now.
  ///
  /// Cancelling the task ends the run: what was in flight is not recorded.
  package func run(
    _ plan: Plan, except done: Set<Int> = [], isSpared: @Sendable (Trial) -> Bool = { _ in false }
  ) async throws -> RunEnding {
    let deadlines = TrialDeadlines(limit: limits.trialTimeout, clock: clock)
    async let _ = deadlines.watch()
    return try await withThrowingTaskGroup(of: Transcript?.self) { group in
      var queue = TrialQueue(plan, except: done, atOnce: limits.concurrency)
      var watch = StopWatch(
        failFast: limits.failFast, concurrency: limits.concurrency,
        answered: plan.trials.lazy.filter { done.contains($0.number) }.map(Plan.Arm.init))
      var stop: EndpointFailure?
      func startMore() {
        while let trial = queue.begin(isSpared) { group.addTask { try await carryOut(trial, deadlines) } }
      }
      startMore()
      while let transcript = try await group.next() {
        queue.end()
        guard let transcript else { continue }
        progress(transcript)
        // What was recorded meanwhile is still told to the progress.
        if stop == nil, let reason = watch.reasonToStop(after: transcript) {
          stop = reason
          // What was under way when the money ran out is paid for.
          if reason.class != .budget { group.cancelAll() }
        }
        if stop == nil, !Task.isCancelled { startMore() }
      }
      // Who interrupts the wait for what was under way interrupts the run.
      if let stop, stop.class != .budget || !Task.isCancelled { return .stopped(stop) }
      return Task.isCancelled ? .interrupted : .complete
    }
  }

  /// Nil where the run was cancelled meanwhile.
  private func carryOut(_ trial: Trial, _ deadlines: TrialDeadlines) async throws -> Transcript? {
    guard let model = models[trial.model], let variant = suite.variant(trial.variant),
      let evalCase = places[trial.caseID].map({ suite.cases[$0] })
    else { preconditionFailure("the plan names what the suite lacks: \(trial)") }
    let conversation = Conversation(
      trial: trial, brief: Brief(suite, evalCase, variant), model: model, host: host)
    var (transcript, isLate) = await deadlines.transcript(of: trial) { await conversation.held() }
    if isLate {
      transcript.stopped = .deadline
      transcript.failure = EndpointFailure(
        .timeout, message: "the trial took longer than \(Int(limits.trialTimeout)) s (--trial-timeout)")
    }
    await host.end(trial)
    guard !Task.isCancelled else { return nil }
    try await recorder.record(transcript)
    return transcript
  }
}

/// What a run may use.
package struct RunLimits: Sendable {
  /// Trials in flight at a time.
  package var concurrency: Int
  /// Seconds.
  package var trialTimeout: TimeInterval
  /// Stop at the first trial that an endpoint failure leaves unscored.
  package var failFast: Bool

  package init(concurrency: Int = 16, trialTimeout: TimeInterval = 300, failFast: Bool = false) {
    self.concurrency = concurrency
    self.trialTimeout = trialTimeout
    self.failFast = failFast
  }
}

/// How a run ended.
package enum RunEnding: Sendable, Hashable {
  case complete
  /// Cancelled: what was done is kept.
  case interrupted
  /// Going on could only have repeated this failure.
  case stopped(EndpointFailure)
}

/// Notices when going on cannot help: a refused key, or an arm whose first trials all are refused, put off or answered with
/// what is no answer, after all their retries.
private struct StopWatch {
  let failFast: Bool
  /// Such trials in a row from an arm's first one on; nil once one got through.
  private var badStarts: [Plan.Arm: Int?] = [:]
  /// So many bad requests from the start of an arm are no accident: more where many trials start together, because bad
  /// requests are answered sooner than good ones.
  private let enoughBadStarts: Int

  /// - Parameter answered: arms that an earlier attempt at the run got answers for.
  init(failFast: Bool, concurrency: Int, answered: some Sequence<Plan.Arm>) {
    self.failFast = failFast
    enoughBadStarts = max(3, min(concurrency, 16))
    for arm in answered { badStarts[arm] = .some(nil) }
  }

  mutating func reasonToStop(after transcript: Transcript) -> EndpointFailure? {
    let arm = Plan.Arm(transcript.trial)
    guard let failure = transcript.failure else {
      badStarts[arm] = .some(nil)
      return nil
    }
    if failure.stopsRun || failFast { return failure }
    guard failure.class.isOfTheRequest, let soFar = badStarts[arm, default: 0] else { return nil }
    badStarts[arm] = soFar + 1
    return soFar + 1 >= enoughBadStarts ? failure : nil
  }
}

extension EndpointFailure.Class {
  /// Whether the endpoint is there and does not answer such requests; where it is not there, its breaker says so.
  fileprivate var isOfTheRequest: Bool {
    switch self {
    case .badRequest, .contextLength, .rateLimited, .protocol: true
    default: false
    }
  }
}

extension Plan.Arm {
  fileprivate init(_ trial: Trial) { self.init(variant: trial.variant, model: trial.model) }
}
