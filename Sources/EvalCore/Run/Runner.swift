import OrderedJSON
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
  private let caseIndices: [String: Int]

  /// - Parameter progress: told of each trial after it was recorded; it cannot fail and cannot steer.
  package init(
    suite: Suite, models: [any LanguageModel], host: any ToolHost, recorder: any TranscriptRecorder, limits: RunLimits,
    clock: RunClock = .continuous, progress: @escaping @Sendable (Transcript) -> Void
  ) {
    self.suite = suite
    self.models = models.keyed(by: \.card.name)
    self.host = host
    self.recorder = recorder
    self.limits = limits
    self.clock = clock
    self.progress = progress
    caseIndices = Dictionary(firstOf: suite.cases.enumerated().map { ($1.id, $0) })
  }

  /// Asks every trial of the plan that an earlier attempt has not kept; throws only when the recorder cannot keep a transcript.
  /// Of an adaptive plan, a round begins when the one before is closed.
  ///
  /// - Parameter isSpared: asked of each trial before it starts, whether it can be left out by now.
  ///
  /// Cancelling the task ends the run: what was in flight is not recorded.
  package func run(
    _ plan: Plan, after earlier: EarlierAttempt = EarlierAttempt(), isSpared: @Sendable (Trial) -> Bool = { _ in false }
  ) async throws -> RunEnding {
    let deadlines = TrialDeadlines(limit: limits.trialTimeout, clock: clock)
    async let _ = deadlines.watch()
    for name in Set(earlier.kept.lazy.map(\.trial.model)) { models[name]?.hasAnsweredBefore() }
    return try await withThrowingTaskGroup(of: Transcript?.self) { group in
      var queue = TrialQueue(plan, after: earlier, atOnce: limits.concurrency)
      var watch = StopWatch(plan, after: earlier, limits)
      var stop: (failure: EndpointFailure, model: String)?
      func startMore() {
        while let trial = queue.begin(isSpared) {
          watch.start(trial)
          group.addTask { try await carryOut(trial, deadlines) }
        }
      }
      startMore()
      while let transcript = try await group.next() {
        queue.end()
        guard let transcript else { continue }
        progress(transcript)
        // What was recorded meanwhile is still told to the progress.
        if stop == nil, let reason = watch.reasonToStop(after: transcript) {
          stop = (reason, transcript.trial.model)
          // What was under way when the money ran out is paid for.
          if reason.class != .budget { group.cancelAll() }
        }
        if stop == nil, !Task.isCancelled { startMore() }
      }
      // Who interrupts the wait for what was under way interrupts the run.
      if let stop, stop.failure.class != .budget || !Task.isCancelled {
        return .stopped(stop.failure, model: stop.model)
      }
      if Task.isCancelled { return .interrupted }
      return watch.reasonAtEnd.map { .stopped($0.failure, model: $0.model) } ?? .complete
    }
  }

  /// Nil where the run was cancelled meanwhile.
  private func carryOut(_ trial: Trial, _ deadlines: TrialDeadlines) async throws -> Transcript? {
    guard let model = models[trial.model], let variant = suite.variant(trial.variant),
      let evalCase = caseIndices[trial.caseID].map({ suite.cases[$0] })
    else { preconditionFailure("the plan names what the suite lacks: \(trial)") }
    let conversation = Conversation(
      trial: trial, prompt: TrialPrompt(suite, evalCase, variant), model: model, host: host)
    var (transcript, isLate) = await deadlines.transcript(of: trial) { await conversation.run() }
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
  /// Going on could only have repeated this failure of this model's endpoint.
  case stopped(EndpointFailure, model: String)
}
