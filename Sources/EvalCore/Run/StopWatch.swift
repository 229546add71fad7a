/// Notices when going on cannot help: what would meet every question of a model and does meet another one, or an arm whose
/// first trials all are refused, put off or answered with what is no answer, after all their retries.
///
/// One prompt that is refused for good must not end a run. So what failed in an earlier attempt at the run is no evidence, and
/// failures count together only where nothing was answered between them.
struct StopWatch {
  private let failFast: Bool
  private let failedBefore: Set<Int>
  /// By model, what its trials ask: their cases, or the trials themselves where there is but one case.
  private var questions: [String: Set<String>] = [:]
  /// So many failures from the start of an arm are no accident: more where many trials start together, because bad requests
  /// are answered sooner than good ones.
  private let enoughBadStarts: Int
  /// Trials of the plan.
  private var sizes: [Arm: Int] = [:]
  /// Such trials in a row from an arm's first one on; nil once one got through.
  private var badStarts: [Arm: Int?] = [:]
  /// The last error that is a trial's outcome: of a filter, or of a server that could not parse its model's output.
  private var refusals: [Arm: EndpointFailure] = [:]
  /// Models that have answered, in an earlier attempt too.
  private var answered: Set<String> = []
  private var doubts: [String: Doubt] = [:]
  private var started = 0
  /// By trial, how many had started with it.
  private var underWay: [Int: Int] = [:]
  private var underWayOf: [String: Int] = [:]

  /// Failures of a model's that would meet all its questions, since it last answered.
  private struct Doubt {
    /// How many trials had started when it arose: what starts later is asked because of it, or in spite of it.
    let since: Int
    var questions: Set<String> = []
  }

  init(_ plan: Plan, after earlier: EarlierAttempt, _ limits: RunLimits) {
    failFast = limits.failFast
    failedBefore = earlier.failed
    enoughBadStarts = max(3, min(limits.concurrency, 16))
    for trial in plan.trials {
      questions[trial.model, default: []].insert(trial.caseID)
      sizes[Arm(trial), default: 0] += 1
    }
    for (model, cases) in questions where cases.count == 1 {
      questions[model] = Set(plan.trials.lazy.filter { $0.model == model }.map { "\($0.number)" })
    }
    for transcript in earlier.kept { _ = reason(after: transcript, isLater: false) }
  }

  mutating func start(_ trial: Trial) {
    started += 1
    underWay[trial.number] = started
    underWayOf[trial.model, default: 0] += 1
  }

  /// Why the run should stop after a trial that was started.
  mutating func reasonToStop(after transcript: Transcript) -> EndpointFailure? {
    let trial = transcript.trial
    let start = underWay.removeValue(forKey: trial.number) ?? 0
    underWayOf[trial.model, default: 1] -= 1
    if let failure = transcript.failure, failure.isCertain || failFast { return failure }
    return reason(after: transcript, isLater: start > doubts[trial.model]?.since ?? .max)
  }

  /// Why a run that came to its end has measured nothing all the same: an arm, too small to stop it before, got nothing but
  /// errors that are outcomes. Its trials are missing all the same, see ``Run/transcripts``.
  var reasonAtEnd: (failure: EndpointFailure, model: String)? {
    let arm = refusals.keys.filter { arm in (badStarts[arm] ?? nil) == sizes[arm] }
      .min { ($0.model, $0.variant) < ($1.model, $1.variant) }
    return arm.flatMap { arm in refusals[arm].map { ($0, arm.model) } }
  }

  /// - Parameter isLater: whether it was asked although its model was in doubt.
  private mutating func reason(after transcript: Transcript, isLater: Bool) -> EndpointFailure? {
    let trial = transcript.trial
    guard let failure = transcript.failure ?? transcript.errorOutcome?.ofEveryQuestion(of: trial) else {
      badStarts[Arm(trial)] = .some(nil)
      answered.insert(trial.model)
      doubts[trial.model] = nil
      return nil
    }
    if failedBefore.contains(trial.number) { return nil }
    if failure.stopsRun { return isBorneOut(by: trial, isLater: isLater) ? failure : nil }
    if transcript.failure == nil { refusals[Arm(trial)] = failure }
    return isOneBadStartTooMany(trial, failure, isRefusal: transcript.failure == nil) ? failure : nil
  }

  private mutating func isBorneOut(by trial: Trial, isLater: Bool) -> Bool {
    let asked = questions[trial.model] ?? []
    var doubt = doubts[trial.model] ?? Doubt(since: started)
    doubt.questions.insert(asked.contains(trial.caseID) ? trial.caseID : "\(trial.number)")
    doubts[trial.model] = doubt
    // Of a model that answers it takes more to believe that it stopped to than that two prompts are refused.
    let enough = min(answered.contains(trial.model) ? 3 : 2, asked.count)
    return doubt.questions.count >= enough && (isLater || underWayOf[trial.model] == 0)
  }

  private mutating func isOneBadStartTooMany(_ trial: Trial, _ failure: EndpointFailure, isRefusal: Bool) -> Bool {
    let arm = Arm(trial)
    guard isRefusal || failure.class.isOfTheRequest, let soFar = badStarts[arm, default: 0] else { return false }
    badStarts[arm] = soFar + 1
    return soFar + 1 >= enoughBadStarts
  }
}

extension EndpointFailure {
  fileprivate func ofEveryQuestion(of trial: Trial) -> EndpointFailure {
    var failure = self
    failure.message = "every question of variant '\(trial.variant)' was answered with an error: \(message)"
    return failure
  }
}

extension Arm {
  init(_ trial: Trial) { self.init(variant: trial.variant, model: trial.model) }
}
