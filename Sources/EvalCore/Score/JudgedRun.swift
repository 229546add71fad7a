/// A run's trials, judged and sorted by arm and case: what the scores of an arm are counted from.
struct JudgedRun {
  /// In the order of trial numbers.
  private(set) var trials: [JudgedTrial] = []
  /// In the order of ``Plan/arms``.
  private(set) var arms: [ArmTrials]

  init(_ run: Run) {
    let (suite, plan) = (run.suite, run.plan)
    let cases = Dictionary(suite.cases.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let variants = Dictionary(
      suite.variants.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let models = Dictionary(plan.models.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    arms = plan.arms.compactMap { arm in
      guard let variant = variants[arm.variant], let model = models[arm.model] else { return nil }
      return ArmTrials(arm, variant: variant, model: model, cases: suite.cases.count)
    }
    let places = Dictionary(arms.enumerated().map { ($1.arm, $0) }, uniquingKeysWith: { first, _ in first })
    let answers = Self.answers(run.transcripts)
    var keys = AnswerKeys(suite)
    trials.reserveCapacity(answers.count)
    for trial in plan.trials.sorted(by: { $0.number < $1.number }) {
      guard let asked = cases[trial.caseID], let place = places[.init(variant: trial.variant, model: trial.model)]
      else { continue }
      guard let transcript = answers[trial.number].map({ run.transcripts[$0] }), transcript.trial == trial else {
        arms[place].addMissing(asked)
        continue
      }
      let key = keys.key(asked, arms[place].variant, givesArguments: arms[place].model.givesArguments)
      trials.append(JudgedTrial(transcript, key: key))
      arms[place].add(trials.count - 1, of: asked, isScored: trials[trials.count - 1].outcome.isScored, key)
    }
  }

  /// The place of one transcript a trial, by the trial's number: where there are several, of one that was answered.
  private static func answers(_ transcripts: [Transcript]) -> [Int: Int] {
    var answers = [Int: Int](minimumCapacity: transcripts.count)
    for (place, transcript) in transcripts.enumerated() {
      let number = transcript.trial.number
      if let known = answers[number], Reason.endpointFailure(of: transcripts[known]) == nil { continue }
      answers[number] = place
    }
    return answers
  }
}

/// The trials of one arm by case, as places in ``JudgedRun/trials``.
struct ArmTrials {
  /// What a case expects, for the rates of calls that should not, or should, have been made.
  enum Demand {
    case call, none
    /// Both calling and not calling may be right.
    case either
  }

  struct CaseTrials {
    var planned = 0
    /// Answered trials that can be scored.
    var scored: [Int] = []
    /// Answered trials that cannot.
    var unscored: [Int] = []
    var demand = Demand.either
  }

  let arm: Plan.Arm
  /// Its place in the suite.
  let variant: Int
  let model: ModelCard
  /// By place in the suite; those that were not planned here have no trials.
  private(set) var cases: [CaseTrials]

  init(_ arm: Plan.Arm, variant: Int, model: ModelCard, cases: Int) {
    self.arm = arm
    self.variant = variant
    self.model = model
    self.cases = Array(repeating: CaseTrials(), count: cases)
  }

  mutating func addMissing(_ evalCase: Int) { cases[evalCase].planned += 1 }

  mutating func add(_ trial: Int, of evalCase: Int, isScored: Bool, _ key: AnswerKey) {
    if cases[evalCase].planned == 0 || cases[evalCase].scored.isEmpty {
      cases[evalCase].demand = key.expectation.demand
    }
    cases[evalCase].planned += 1
    if isScored { cases[evalCase].scored.append(trial) } else { cases[evalCase].unscored.append(trial) }
  }
}

extension CaseExpectation {
  var demand: ArmTrials.Demand {
    if alternatives.allSatisfy(\.isNone) { return .none }
    return alternatives.allSatisfy { $0.required.contains { ($0.times?.min ?? 1) > 0 } } ? .call : .either
  }
}
