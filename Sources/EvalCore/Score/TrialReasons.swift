import OrderedJSON

extension Reason {
  /// Why a trial cannot be scored, nil where it can.
  static func endpointFailure(of transcript: Transcript) -> Reason? {
    if let failure = transcript.failure {
      let outcome: Outcome = failure.class == .notShown ? .notShown : .infraError
      return Reason(outcome, "\(failure.class.rawValue): \(failure.message.excerpt(limit: 300))")
    }
    return switch transcript.stopped {
    case .failure: Reason(.infraError, "the endpoint or the embedded server failed")
    case .deadline: Reason(.infraError, "the trial's deadline passed")
    case .answer, .turns: nil
    }
  }
}

/// Everything that is wrong with a scored trial, in the order of precedence (`product.md` section 5).
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
    if !known.isEmpty || key.judge == .tools { return known }
    return [Reason(.badArgs, failure.detail.excerpt(limit: 300))]
  }

  private var missing: [(call: ExpectedCall, count: Int)] { best.matching.missing }

  /// Forbidden, malformed and unknown calls.
  private var callReasons: [Reason] {
    if judged.allSatisfy({ ($0.role == .required || $0.role == .optional) && !$0.isForbidden }),
      judged.count == calls.count
    {
      return []
    }
    let forbidden = Self.unique(judged.filter(\.isForbidden).map(\.tool))
      .map { Reason(.forbiddenTool, "\(Self.name($0)) was called, which the case forbids") }
    let malformed = calls.prefix(best.matching.judged).compactMap { call in
      if case .malformed(let reason) = call.kind { Self.malformed(call, reason) } else { nil }
    }
    let unknown = Self.unique(judged.filter { $0.role == .unknown }.map(\.call.name)).prefix(Self.mostNames)
      .map { Reason(.unknownTool, "\(Self.name($0)) is none of the offered tools") }
    return forbidden + malformed.prefix(Self.mostNames) + unknown
  }

  private static func malformed(_ call: ObservedCall, _ reason: String) -> Reason {
    guard let call = call.call else { return Reason(.malformedCall, reason) }
    return Reason(
      .malformedCall, "\(name(call.name)) was called with arguments that are no object: \(reason.excerpt(limit: 200))")
  }

  /// Too many or the wrong calls.
  private var selectionReasons: [Reason] {
    if best.alternative.isNone { return unexpectedReasons }
    guard !extras.isEmpty else { return [] }
    let called = Self.list(extras)
    if !missing.isEmpty { return [Reason(.wrongTool, "expected \(expectedNames), \(called) was called instead")] }
    return key.allowExtra ? [] : [Reason(.extraCall, "\(called) was called, which is neither expected nor optional")]
  }

  /// An unknown or malformed call is one too, even where extra calls are allowed.
  private var unexpectedReasons: [Reason] {
    let unwanted = best.matching.extras.filter { calls[$0].arguments == nil || !key.allowExtra }
    guard !unwanted.isEmpty else { return [] }
    let names = unwanted.compactMap { calls[$0].call?.name }
    return [
      Reason(
        .unexpectedCall, names.isEmpty ? "no call was expected" : "no call was expected, \(Self.list(names)) was called"
      )
    ]
  }

  /// Why a call may not have come.
  private var silenceReasons: [Reason] {
    guard !missing.isEmpty else { return [] }
    let finishes = transcript.turns.map(\.answer.finish)
    var reasons: [Reason] = []
    if finishes.contains(.length) { reasons.append(Reason(.truncated, "the answer was cut off at its token limit")) }
    if finishes.contains(.refused) { reasons.append(Reason(.refused, "the model or its endpoint refused to answer")) }
    if calls.isEmpty, let tool = CallInText.tool(in: transcript, key.catalogue) {
      reasons.append(
        Reason(.callInText, "a call of \(Self.name(tool)) stands in the text of the answer instead of being made"))
    }
    if extras.isEmpty { reasons.append(Reason(.missingCall, "expected \(expectedNames), which was not called")) }
    return reasons
  }

  private var orderReasons: [Reason] {
    if best.matching.keepsOrder { return [] }
    let made = best.matching.matches.compactMap { match in match.flatMap { $0.isRequired ? $0.pattern.control : nil } }
    let wanted =
      best.alternative.order == .groups
      ? "each group in an answer after the group before it" : "the order of the expectation"
    return [Reason(.wrongOrder, "expected \(wanted), found \(Self.list(made, isUnique: false))")]
  }

  private var argumentReasons: [Reason] {
    guard key.judge == .calls else { return [] }
    let wrong = judged.flatMap { call in
      call.mismatches.map {
        Reason(
          .badArgs, "\(Self.name(call.tool))\($0.at.isEmpty ? "" : " at \($0.at.excerpt(limit: 80))"): \($0.detail)")
      }
    }
    return Array(wrong.prefix(ArgumentRule.mostMismatches))
  }

  private var expectedNames: String {
    let names = missing.map {
      Self.unique($0.call.patterns.map(\.control)).prefix(4).map(Self.name).joined(separator: " or ")
    }
    return Self.joined(Self.unique(names))
  }

  private static func name(_ tool: String) -> String { "'\(tool.excerpt(limit: 80))'" }

  private static func list(_ tools: [String], isUnique: Bool = true) -> String {
    joined((isUnique ? unique(tools) : tools).map(name))
  }

  private static func joined(_ names: [String]) -> String {
    names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
