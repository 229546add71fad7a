import OrderedJSON

/// A run's trials, judged and sorted by arm and case: what the scores of an arm are counted from.
struct JudgedRun {
  /// In the order of trial numbers.
  private(set) var trials: [JudgedTrial] = []
  /// In the order of ``Plan/arms``.
  private(set) var arms: [ArmTrials]

  init(_ run: Run) {
    let (suite, plan) = (run.suite, run.plan)
    let cases = Dictionary(firstOf: suite.cases.enumerated().map { ($1.id, $0) })
    let variants = Dictionary(firstOf: suite.variants.enumerated().map { ($1.name, $0) })
    let models = plan.models.keyed(by: \.name)
    arms = plan.arms.compactMap { arm in
      guard let variant = variants[arm.variant], let model = models[arm.model] else { return nil }
      return ArmTrials(arm, variant: variant, model: model, cases: suite.cases.count)
    }
    let armIndices = Dictionary(firstOf: arms.enumerated().map { ($1.arm, $0) })
    let answers = Self.answers(run.transcripts)
    var keys = AnswerKeys(suite, run.catalogues)
    trials.reserveCapacity(answers.count)
    let asked = plan.repeatsOfCases
    let copies = RepeatCopies(run, asked.map { $0.compactMap { answers[plan.trials[$0].number] } }).indices
    for repeats in asked {
      guard let first = repeats.first.map({ plan.trials[$0] }), let asked = cases[first.caseID],
        let index = armIndices[first.arm]
      else { continue }
      let key = keys.key(asked, arms[index].variant, givesArguments: arms[index].model.givesArguments)
      for trial in repeats {
        guard let answer = answers[plan.trials[trial].number], run.transcripts[answer].trial == plan.trials[trial]
        else {
          // An adaptive run leaves out what it no longer needed.
          if !plan.isAdaptive || run.lost.contains(plan.trials[trial].number) { arms[index].addMissing(asked) }
          continue
        }
        trials.append(JudgedTrial(run.transcripts[answer], key: key))
        trials[trials.count - 1].isCopy = copies.contains(answer)
        arms[index].add(trials.count - 1, trials[trials.count - 1], of: asked, key)
      }
    }
  }

  /// The place of one transcript a trial, by the trial's number: where there are several, of one that was answered.
  private static func answers(_ transcripts: [Transcript]) -> [Int: Int] {
    var answers = [Int: Int](minimumCapacity: transcripts.count)
    for (index, transcript) in transcripts.enumerated() {
      let number = transcript.trial.number
      if let known = answers[number], Reason.endpointFailure(of: transcripts[known]) == nil { continue }
      answers[number] = index
    }
    return answers
  }
}

extension Plan {
  /// The places of the trials in the order of their numbers, those of one case in one arm together: what they have in
  /// common is looked up once.
  fileprivate var repeatsOfCases: [ArraySlice<Int>] {
    let order = trials.indices.sorted { trials[$0].number < trials[$1].number }
    return order.chunked { trials[$0].isRepeat(of: trials[$1]) }
  }
}

extension Trial {
  /// Whether both ask the same case in the same arm.
  func isRepeat(of other: Trial) -> Bool {
    caseID == other.caseID && variant == other.variant && model == other.model
  }
}

extension [Int] {
  /// Neighbours that belong together, in slices.
  fileprivate func chunked(_ belongsTogether: (Int, Int) -> Bool) -> [ArraySlice<Int>] {
    var chunks: [ArraySlice<Int>] = []
    var start = startIndex
    for index in indices.dropFirst() where !belongsTogether(self[index - 1], self[index]) {
      chunks.append(self[start..<index])
      start = index
    }
    if start < endIndex { chunks.append(self[start...]) }
    return chunks
  }
}

/// The trials of one arm by case, by index in ``JudgedRun/trials``.
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
    /// Answered trials that another one of ``scored`` stands for.
    var copies: [Int] = []
    var demand = Demand.either
  }

  let arm: Arm
  /// Its place in the suite.
  let variant: Int
  let model: ModelCard
  /// By place in the suite; those that were not planned here have no trials.
  private(set) var cases: [CaseTrials]

  init(_ arm: Arm, variant: Int, model: ModelCard, cases: Int) {
    self.arm = arm
    self.variant = variant
    self.model = model
    self.cases = Array(repeating: CaseTrials(), count: cases)
  }

  mutating func addMissing(_ evalCase: Int) { cases[evalCase].planned += 1 }

  mutating func add(_ trial: Int, _ judged: JudgedTrial, of evalCase: Int, _ key: AnswerKey) {
    if cases[evalCase].planned == 0 || cases[evalCase].scored.isEmpty {
      cases[evalCase].demand = key.expectation.demand
    }
    cases[evalCase].planned += 1
    if judged.isCopy {
      cases[evalCase].copies.append(trial)
    } else if judged.outcome.isScored {
      cases[evalCase].scored.append(trial)
    } else {
      cases[evalCase].unscored.append(trial)
    }
  }
}

extension CaseExpectation {
  var demand: ArmTrials.Demand {
    if alternatives.allSatisfy(\.isNone) { return .none }
    return alternatives.allSatisfy { $0.required.contains { ($0.times?.min ?? 1) > 0 } } ? .call : .either
  }
}
