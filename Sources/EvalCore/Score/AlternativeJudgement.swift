/// A trial's calls against one alternative.
struct AlternativeJudgement {
  let alternative: Alternative
  let index: Int
  let matching: CallMatching
  let nameExact: Bool
  let fullExact: Bool

  /// - Parameter schemaHolds: whether the arguments of the call at an index fit its tool's schema.
  init(_ index: Int, _ key: AnswerKey, _ calls: [ObservedCall], schemaHolds: (Int) -> Bool) {
    let alternative = key.expectation.alternatives[index]
    self.alternative = alternative
    self.index = index
    matching = CallMatching(alternative, calls, allowExtra: key.allowExtra)
    nameExact = matching.isNameExact(calls, allowExtra: key.allowExtra)
    fullExact =
      nameExact
      && matching.matches.enumerated().allSatisfy { call, match in
        match.map { $0.fit.isExact && schemaHolds(call) } ?? true
      }
  }

  /// `method.md` 1.1, step 4: full-exact, name-exact, F1, arguments.
  func isBetter(than other: AlternativeJudgement) -> Bool {
    if fullExact != other.fullExact { return fullExact }
    if nameExact != other.nameExact { return nameExact }
    if matching.f1 != other.matching.f1 { return matching.f1 > other.matching.f1 }
    return matching.argumentScore > other.matching.argumentScore
  }

  /// The best of all alternatives; among equals the first.
  static func best(_ key: AnswerKey, _ calls: [ObservedCall], schemaHolds: (Int) -> Bool) -> AlternativeJudgement {
    var best = AlternativeJudgement(0, key, calls, schemaHolds: schemaHolds)
    for index in key.expectation.alternatives.indices.dropFirst() {
      let next = AlternativeJudgement(index, key, calls, schemaHolds: schemaHolds)
      if next.isBetter(than: best) { best = next }
    }
    return best
  }
}

extension CallMatching {
  /// More prefixes than this of a trial are not tried for `order: first`.
  private static let mostPrefixes = 64

  /// Matches all calls, or for `order: first` those at the start that fit best.
  init(_ alternative: Alternative, _ calls: [ObservedCall], allowExtra: Bool) {
    guard alternative.order == .first else {
      self.init(alternative, calls, judged: calls.count)
      return
    }
    let last = Self.lastJudged(alternative, calls, allowExtra: allowExtra)
    var best = CallMatching(alternative, calls, judged: last)
    for end in Self.ends(alternative, calls).prefix(Self.mostPrefixes).reversed() where end < last {
      let next = CallMatching(alternative, calls, judged: end)
      if next.missing.isEmpty, next.isAtLeast(best, calls, allowExtra: allowExtra) { best = next }
    }
    self = best
  }

  /// The first calls are as many as are required, optional ones not counted.
  private static func lastJudged(_ alternative: Alternative, _ calls: [ObservedCall], allowExtra: Bool) -> Int {
    if allowExtra { return calls.count }
    let required = alternative.required.reduce(0) { sum, call in
      min(sum + min(call.times?.min ?? 1, calls.count), calls.count)
    }
    var left = required
    for (index, call) in calls.enumerated() {
      if left == 0 { return index }
      if !alternative.optional.contains(where: { CallFit(call, $0) != nil }) { left -= 1 }
    }
    return calls.count
  }

  /// Where a first part may end: after a call that a required one could be.
  private static func ends(_ alternative: Alternative, _ calls: [ObservedCall]) -> [Int] {
    calls.indices.filter { call in alternative.required.contains { CallFit(calls[call], $0) != nil } }.map { $0 + 1 }
  }

  private func isAtLeast(_ other: CallMatching, _ calls: [ObservedCall], allowExtra: Bool) -> Bool {
    let exact = (isNameExact(calls, allowExtra: allowExtra), other.isNameExact(calls, allowExtra: allowExtra))
    if exact.0 != exact.1 { return exact.0 }
    return f1 == other.f1 ? argumentScore >= other.argumentScore : f1 > other.f1
  }

  /// Unknown and malformed calls break it even where extra ones are allowed.
  func isNameExact(_ calls: [ObservedCall], allowExtra: Bool) -> Bool {
    guard missing.isEmpty, keepsOrder else { return false }
    return allowExtra ? extras.allSatisfy { calls[$0].arguments != nil } : extras.isEmpty
  }
}
