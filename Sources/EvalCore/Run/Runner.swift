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
    return try await withThrowingTaskGroup(of: TrialEnd.self) { group in
      var queue = TrialQueue(plan, after: earlier, atOnce: limits.concurrency)
      var tally = RunTally(StopWatch(plan, after: earlier, limits))
      func startMore() {
        while let trial = queue.begin(isSpared) {
          tally.watch.start(trial)
          group.addTask { try await carryOut(trial, deadlines) }
        }
      }
      startMore()
      while let end = try await group.next() {
        queue.end()
        if case .recorded(let transcript) = end { progress(transcript) }
        // What was under way when the money ran out is paid for.
        if let reason = tally.take(end), reason.class != .budget { group.cancelAll() }
        if !tally.isStopped, !Task.isCancelled { startMore() }
      }
      return tally.ending(isCancelled: Task.isCancelled)
    }
  }

  /// What was never asked has no failure of its own, and is not recorded.
  private func carryOut(_ trial: Trial, _ deadlines: TrialDeadlines) async throws -> TrialEnd {
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
    let failure = transcript.failure
    if let failure, failure.isUnasked { return Task.isCancelled ? .neverAsked : .spared(failure, model: trial.model) }
    // An endpoint's last word is no answer that was cut off.
    if Task.isCancelled, failure?.isLastWord != true { return .dropped }
    try await recorder.record(transcript)
    return .recorded(transcript)
  }
}

/// What became of a trial that was started.
private enum TrialEnd: Sendable {
  case recorded(Transcript)
  /// Another question's failure stands in for its own.
  case spared(EndpointFailure, model: String)
  /// The run was cancelled while its answer was under way.
  case dropped
  /// And before it was asked.
  case neverAsked
}

/// What came of the trials of a run so far, and what that means for its end.
private struct RunTally {
  var watch: StopWatch
  private var stop: (failure: EndpointFailure, model: String)?
  /// Who asked says so too, and must not be cut off before its failure is kept.
  private var spared: (failure: EndpointFailure, model: String)?
  private var dropped = 0

  init(_ watch: StopWatch) { self.watch = watch }

  var isStopped: Bool { stop != nil || spared != nil }

  /// Why the run should stop now; nil where it goes on, or was told already.
  mutating func take(_ end: TrialEnd) -> EndpointFailure? {
    switch end {
    case .dropped: dropped += 1
    case .neverAsked: break
    case .spared(let failure, let model): spared = (failure, model)
    case .recorded(let transcript):
      guard stop == nil, let reason = watch.reasonToStop(after: transcript) else { return nil }
      stop = (reason, transcript.trial.model)
      return reason
    }
    return nil
  }

  /// Who interrupts the wait for what was under way interrupts the run.
  func ending(isCancelled: Bool) -> RunEnding {
    if let stop = stop ?? spared, stop.failure.class != .budget || !isCancelled {
      return .stopped(stop.failure, model: stop.model)
    }
    if isCancelled { return .interrupted(dropped: dropped) }
    return watch.reasonAtEnd.map { .stopped($0.failure, model: $0.model) } ?? .complete
  }
}

extension EndpointFailure {
  /// Whether the endpoint said what it would say to every question, so that it was not asked again.
  fileprivate var isLastWord: Bool { status != nil && stopsRun }
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
  /// Cancelled: what was done is kept, and so many answers that were under way are lost.
  case interrupted(dropped: Int)
  /// Going on could only have repeated this failure of this model's endpoint.
  case stopped(EndpointFailure, model: String)
}
