import OrderedJSON

extension Reason {
  /// Why a trial cannot be scored, nil where it can.
  static func endpointFailure(of transcript: Transcript) -> Reason? {
    if let failure = transcript.failure {
      let outcome: Outcome = failure.class == .notShown ? .notShown : .infraError
      return Reason(outcome, .endpointFailed(class: failure.class.rawValue, message: failure.message))
    }
    return switch transcript.stopped {
    case .failure: Reason(.infraError, .failed)
    case .deadline: Reason(.infraError, .deadlinePassed)
    case .answer, .turns: nil
    }
  }
}

/// Everything that is wrong with a scored trial, in the order of precedence (`docs/report.md`, Outcomes).
///
/// `wrong_tool` stands for the missing and the extra call that it consists of, and `unexpected_call` for its extra calls.
struct TrialReasons {
  private let transcript: Transcript
  private let key: AnswerKey
  private let calls: [ObservedCall]
  private let judged: [JudgedCall]
  private let best: AlternativeJudgement
  /// As many calls of one kind as are complained of one by one.
  private static let mostNames = 10
  /// The labels of proper calls that are neither expected nor optional.
  private let extras: [String]

  init(
    _ transcript: Transcript, _ key: AnswerKey, calls: [ObservedCall], judged: [JudgedCall], best: AlternativeJudgement
  ) {
    self.transcript = transcript
    self.key = key
    self.calls = calls
    self.judged = judged
    self.best = best
    extras = judged.filter { $0.role == .extra }.map(\.tool)
  }

  var all: [Reason] { callReasons + selectionReasons + silenceReasons + orderReasons + argumentReasons }

  /// The same where the leaderboard's rules decide; what they take is right, and what they refuse has a reason.
  func all(_ verdict: BFCLVerdict) -> [Reason] {
    guard let failure = verdict.failure else { return callReasons.filter { $0.outcome == .forbiddenTool } }
    let known = all
    if !known.isEmpty || key.strictness == .tools { return known }
    return [Reason(.badArgs, .said(failure.detail))]
  }

  private var missing: [(call: ExpectedCall, count: Int)] { best.matching.missing }

  /// Forbidden, malformed and unknown calls.
  private var callReasons: [Reason] {
    if judged.allSatisfy({ ($0.role == .required || $0.role == .optional) && !$0.isForbidden }),
      judged.count == calls.count
    {
      return []
    }
    let forbidden = judged.filter(\.isForbidden).map { Forbidden($0.tool, isWhole: isForbiddenWhole($0)) }.distinct
      .map { Reason(.forbiddenTool, .forbidden($0.tool, isWhole: $0.isWhole)) }
    let malformed = calls.prefix(best.matching.judged).compactMap { call in
      if case .malformed(let why) = call.kind { Self.malformed(call, why) } else { nil }
    }
    let unknown = judged.filter { $0.role == .unknown }.map(\.call.name).distinct.prefix(Self.mostNames)
      .map { name in Reason(.unknownTool, key.hidden[name].map { .hidden(name, $0) } ?? .unknown(name)) }
    return forbidden + malformed.prefix(Self.mostNames) + unknown
  }

  private struct Forbidden: Hashable {
    let tool: String
    let isWhole: Bool

    init(_ tool: String, isWhole: Bool) { (self.tool, self.isWhole) = (tool, isWhole) }
  }

  /// Other calls of the same tool may be right where only some arguments are forbidden.
  private func isForbiddenWhole(_ call: JudgedCall) -> Bool {
    key.forbidden.contains { pattern in
      if pattern.tool == call.call.name, case .any = pattern.arguments { true } else { false }
    }
  }

  private static func malformed(_ call: ObservedCall, _ why: String) -> Reason {
    Reason(.malformedCall, call.call.map { .malformed($0.name, why: why) } ?? .said(why))
  }

  /// Too many or the wrong calls.
  private var selectionReasons: [Reason] {
    if best.alternative.isNone { return unexpectedReasons }
    guard !extras.isEmpty else { return [] }
    if !missing.isEmpty {
      return [Reason(.wrongTool, .calledInstead(missed, called: extras.distinct))]
    }
    return key.allowExtra ? [] : extraCauses.prefix(Self.mostNames).map { Reason(.extraCall, $0) }
  }

  /// Tools that nothing expects, those that only another alternative expects, and those that were called too often.
  private var extraCauses: [Reason.Cause] {
    let here = Set(best.alternative.calls.flatMap(\.tools))
    let elsewhere = Set(key.expectation.alternatives.flatMap(\.calls).flatMap(\.tools)).subtracting(here)
    let strangers = extras.filter { !here.contains($0) && !elsewhere.contains($0) }
    let others = extras.filter(elsewhere.contains)
    let unexpected = strangers.isEmpty ? nil : Reason.Cause.neitherExpectedNorOptional(strangers.distinct)
    let misplaced = others.isEmpty ? nil : Reason.Cause.ofAnotherAlternative(others.distinct)
    return [unexpected, misplaced].compactMap(\.self) + extras.filter(here.contains).distinct.map(tooOften)
  }

  private func tooOften(_ tool: String) -> Reason.Cause {
    let made = judged.count { $0.tool == tool && [.required, .optional, .extra].contains($0.role) }
    let right = made - extras.count { $0 == tool }
    let expected = best.alternative.required.first { $0.tools.contains(tool) }
    if right == 0, let expected { return .besides(tool, only: expected) }
    return .tooOften(tool, made: made, right: right, isMost: expected?.times != nil)
  }

  /// An unknown or malformed call is one too, even where extra calls are allowed.
  private var unexpectedReasons: [Reason] {
    let unwanted = best.matching.extras.filter { calls[$0].arguments == nil || !key.allowExtra }
    guard !unwanted.isEmpty else { return [] }
    let names = unwanted.compactMap { calls[$0].call?.name }
    let others = key.expectation.alternatives.flatMap(\.required)
    return [Reason(.unexpectedCall, .noneExpected(or: others, called: names.distinct))]
  }

  /// Why a call may not have come.
  private var silenceReasons: [Reason] {
    guard !missing.isEmpty else { return [] }
    let finishes = transcript.turns.map(\.answer.finish)
    var reasons: [Reason] = []
    if finishes.contains(.length) { reasons.append(Reason(.truncated, .cutOff)) }
    if finishes.contains(.refused) { reasons.append(Reason(.refused, .refused)) }
    if calls.isEmpty, let tool = CallInText.tool(in: transcript, key.catalogue) {
      reasons.append(Reason(.callInText, .inText(tool)))
    }
    return reasons + (extras.isEmpty ? missingReasons : [])
  }

  private var orderReasons: [Reason] {
    if best.matching.keepsOrder { return [] }
    return [Reason(.wrongOrder, .order(MadeOrder(best, turns: calls.map(\.turn))))]
  }

  private var argumentReasons: [Reason] {
    guard key.strictness == .calls else { return [] }
    let wrong = judged.flatMap { call in call.mismatches.map { Reason(.badArgs, .arguments(call.tool, $0)) } }
    return Array(wrong.prefix(Mismatch.most))
  }

  /// What was not called at all in one reason, and each of the others in its own.
  private var missingReasons: [Reason] {
    let (absent, others) = (missed.filter(\.isAbsent), missed.filter { !$0.isAbsent })
    let first = absent.isEmpty ? [] : [absent]
    return (first + others.prefix(Self.mostNames).map { [$0] }).map { Reason(.missingCall, .missing($0)) }
  }

  private var missed: [MissedCall] {
    missing.map { MissedCall($0.call, count: $0.count, among: calls, judged: best.matching.judged) }
  }
}
