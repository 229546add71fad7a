import OrderedJSON

extension JudgedTrial {
  /// Judges what happened in a trial against what its case expects (`method.md` 1.1 and 00.1).
  package init(_ transcript: Transcript, key: AnswerKey) {
    var judge = TrialJudge(transcript, key)
    self = judge.judged()
  }
}

/// The steps from a transcript to its judgement.
private struct TrialJudge {
  private let transcript: Transcript
  private let key: AnswerKey
  private let calls: [ObservedCall]
  private let best: AlternativeJudgement
  /// Where it is set it decides alone.
  private let verdict: BFCLVerdict?
  /// By call, where it is a proper one that was looked at.
  private var schemaMismatches: [Int: [Mismatch]]

  init(_ transcript: Transcript, _ key: AnswerKey) {
    self.transcript = transcript
    self.key = key
    let calls = ObservedCall.all(in: transcript, key.catalogue)
    var checked: [Int: [Mismatch]] = [:]
    verdict = key.expectation.bfcl.map { BFCLVerdict($0, observed: calls) }
    best = AlternativeJudgement.best(key, calls) { index in
      if key.expectation.bfcl != nil { return true }
      guard let arguments = calls[index].arguments else { return false }
      let mismatches = checked[index] ?? key.schemaMismatches(arguments, of: calls[index].name)
      checked[index] = mismatches
      return mismatches.isEmpty
    }
    self.calls = calls
    schemaMismatches = checked
  }

  mutating func judged() -> JudgedTrial {
    let judgedCalls = calls.indices.compactMap { judgedCall($0) }
    if let failure = Reason.endpointFailure(of: transcript) { return unscored(failure, judgedCalls) }
    let judgement = TrialReasons(transcript, key, calls: calls, judged: judgedCalls, best: best)
    let reasons = verdict.map(judgement.all) ?? judgement.all
    let isForbidden = judgedCalls.contains(where: \.isForbidden)
    return JudgedTrial(
      transcript: transcript, outcome: reasons.first?.outcome ?? .correct, reasons: reasons, calls: judgedCalls,
      nameExact: (verdict?.isValid == true || best.nameExact) && !isForbidden,
      fullExact: (verdict?.isValid ?? best.fullExact) && !isForbidden,
      argumentScore: best.matching.argumentScore, alternative: best.index, goldIsNone: best.alternative.isNone,
      madeCall: madeCall, confusion: ConfusionCell.cells(best, calls, key), margin: margin)
  }

  private var margin: SelectionMargin? {
    transcript.turns.first?.answer.likelihoods.flatMap { SelectionMargin($0, key.expectation) }
  }

  /// To the leaderboard, calls that are not well-formed are none.
  private var madeCall: Bool {
    if best.alternative.isNone, let verdict { return !verdict.isValid }
    return !calls.isEmpty
  }

  private func unscored(_ failure: Reason, _ judgedCalls: [JudgedCall]) -> JudgedTrial {
    JudgedTrial(
      transcript: transcript, outcome: failure.outcome, reasons: [failure], calls: judgedCalls, nameExact: false,
      fullExact: false, argumentScore: 0, alternative: best.index, goldIsNone: best.alternative.isNone,
      madeCall: madeCall, confusion: [])
  }

  private mutating func judgedCall(_ index: Int) -> JudgedCall? {
    let observed = calls[index]
    guard let call = observed.call else { return nil }
    let match = best.matching.matches[index]
    return JudgedCall(
      turn: observed.turn,
      tool: match?.pattern.control ?? key.names.control(ofShown: call.name, arguments: call.object),
      call: call, matched: match?.expected.path, mismatches: match.map { mismatches(index, $0) } ?? [],
      role: role(index, match), isForbidden: key.forbids(call))
  }

  private mutating func mismatches(_ index: Int, _ match: CallMatching.Match) -> [Mismatch] {
    guard key.givesArguments, let arguments = calls[index].arguments else { return [] }
    let rule = match.fit.isExact ? [] : match.pattern.arguments.mismatches(arguments)
    if verdict != nil { return rule }
    let schema = schemaMismatches[index] ?? key.schemaMismatches(arguments, of: calls[index].name)
    return rule + schema
  }

  private func role(_ index: Int, _ match: CallMatching.Match?) -> JudgedCall.Role {
    if let match { return match.isRequired ? .required : .optional }
    if index >= best.matching.judged { return .unjudged }
    return switch calls[index].kind {
    case .proper: .extra
    case .unknown: .unknown
    case .malformed: .malformed
    }
  }
}

extension AnswerKey {
  fileprivate func forbids(_ call: ModelCall) -> Bool {
    forbidden.contains { pattern in
      guard pattern.tool == call.name else { return false }
      if case .any = pattern.arguments { return true }
      return call.object.map(pattern.arguments.accepts) ?? false
    }
  }
}

extension ConfusionCell {
  /// `method.md` 1.2: matched calls on the diagonal; what remains is paired by count alone.
  ///
  /// With nothing expected, the calls share the case's one `<none>`; calls left over beside expected ones are extra and
  /// count one each there.
  static func cells(_ best: AlternativeJudgement, _ calls: [ObservedCall], _ key: AnswerKey) -> [ConfusionCell] {
    let matched = best.matching.matches.compactMap { match in
      match.flatMap {
        $0.isRequired ? ConfusionCell(gold: $0.pattern.control, predicted: $0.pattern.control, weight: 1) : nil
      }
    }
    let predicted = best.matching.extras.map { label(calls[$0], key) }
    let golds = best.matching.missing.map { (label: $0.call.patterns.first?.control ?? none, count: Double($0.count)) }
    if golds.isEmpty, best.alternative.isNone { return shares(of: none, count: 1, predicted) }
    if golds.isEmpty { return matched + predicted.map { ConfusionCell(gold: none, predicted: $0, weight: 1) } }
    return matched + golds.flatMap { shares(of: $0.label, count: $0.count, predicted) }
  }

  private static func shares(of gold: String, count: Double, _ predicted: [String]) -> [ConfusionCell] {
    if predicted.isEmpty { return [ConfusionCell(gold: gold, predicted: none, weight: count)] }
    return predicted.map { ConfusionCell(gold: gold, predicted: $0, weight: count / Double(predicted.count)) }
  }

  private static func label(_ call: ObservedCall, _ key: AnswerKey) -> String {
    switch call.kind {
    case .proper(let arguments): key.names.control(ofShown: call.name, arguments: arguments)
    case .unknown: unknown
    case .malformed: malformed
    }
  }
}
