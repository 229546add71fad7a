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
    let forbidden = judged.filter(\.isForbidden)
    let forbiddenReasons = Self.unique(forbidden.map(forbiddenWords)).map { Reason(.forbiddenTool, $0) }
    let malformed = calls.prefix(best.matching.judged).compactMap { call in
      if case .malformed(let reason) = call.kind { Self.malformed(call, reason) } else { nil }
    }
    let unknown = Self.unique(judged.filter { $0.role == .unknown }.map(\.call.name)).prefix(Self.mostNames)
      .map { Reason(.unknownTool, "\(Self.name($0)) is none of the offered tools") }
    return forbiddenReasons + malformed.prefix(Self.mostNames) + unknown
  }

  /// Other calls of the same tool may be right where only some arguments are forbidden.
  private func forbiddenWords(_ call: JudgedCall) -> String {
    let isWhole = key.forbidden.contains { pattern in
      if pattern.tool == call.call.name, case .any = pattern.arguments { true } else { false }
    }
    let name = Self.name(call.tool)
    return isWhole
      ? "\(name) was called, which the case forbids" : "\(name) was called with arguments that the case forbids"
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
    if !missing.isEmpty {
      let expected = Self.joined(Self.unique(wanted.map(\.words)))
      return [Reason(.wrongTool, "expected \(expected), \(Self.list(extras)) was called instead")]
    }
    return key.allowExtra ? [] : extraWords.prefix(Self.mostNames).map { Reason(.extraCall, $0) }
  }

  /// Tools that nothing expects, those that only another alternative expects, and those that were called too often.
  private var extraWords: [String] {
    let here = Set(best.alternative.calls.flatMap(\.tools))
    let elsewhere = Set(key.expectation.alternatives.flatMap(\.calls).flatMap(\.tools)).subtracting(here)
    let strangers = extras.filter { !here.contains($0) && !elsewhere.contains($0) }
    let others = extras.filter(elsewhere.contains)
    let unexpected =
      strangers.isEmpty ? nil : "\(Self.list(strangers)) was called, which is neither expected nor optional"
    let misplaced = others.isEmpty ? nil : "\(Self.list(others)) was called too, which only another alternative expects"
    return [unexpected, misplaced].compactMap(\.self) + Self.unique(extras.filter(here.contains)).map(tooOften)
  }

  private func tooOften(_ tool: String) -> String {
    let made = judged.count { $0.tool == tool && [.required, .optional, .extra].contains($0.role) }
    let right = made - extras.count { $0 == tool }
    let expected = best.alternative.required.first { $0.tools.contains(tool) }
    // Another tool of the same expected call took its place.
    if right == 0, let expected { return "\(Self.name(tool)) was called too, expected only one of \(expected.names)" }
    let most = expected?.times == nil ? Self.times(right) : "at most \(Self.times(right))"
    return "\(Self.name(tool)) was called \(Self.times(made)), expected \(most)"
  }

  private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

  /// An unknown or malformed call is one too, even where extra calls are allowed.
  private var unexpectedReasons: [Reason] {
    let unwanted = best.matching.extras.filter { calls[$0].arguments == nil || !key.allowExtra }
    guard !unwanted.isEmpty else { return [] }
    let names = unwanted.compactMap { calls[$0].call?.name }
    let others = Self.unique(key.expectation.alternatives.flatMap(\.required).map(\.names))
    let expected =
      others.isEmpty ? "no call was expected" : "expected no call or \(others.prefix(4).joined(separator: " or "))"
    return [Reason(.unexpectedCall, names.isEmpty ? expected : "\(expected), \(Self.list(names)) was called")]
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
    return reasons + (extras.isEmpty ? missingReasons : [])
  }

  private var orderReasons: [Reason] {
    if best.matching.keepsOrder { return [] }
    return [Reason(.wrongOrder, OrderWords(best, turns: calls.map(\.turn)).sentence)]
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

  private var missingReasons: [Reason] {
    let (absent, others) = (wanted.filter(\.isAbsent), wanted.filter { !$0.isAbsent })
    let names = Self.unique(absent.map(\.words))
    let first = names.isEmpty ? [] : ["expected \(Self.joined(names)), which was not called"]
    return (first + Self.unique(others.map { "expected \($0.words)" }).prefix(Self.mostNames)).map {
      Reason(.missingCall, $0)
    }
  }

  private var wanted: [WantedCall] {
    missing.map { WantedCall($0.call, count: $0.count, among: calls, judged: best.matching.judged) }
  }

  private static func name(_ tool: String) -> String { ExpectedCall.name(tool) }

  private static func list(_ tools: [String]) -> String { joined(unique(tools).map(name)) }

  private static func joined(_ names: [String]) -> String {
    names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
