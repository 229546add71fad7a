/// Which observed call meets which expected call of one alternative: the maximum-weight assignment of `method.md` 1.1 (most
/// required calls, then most optional ones, then the best arguments), and among equals one that keeps the order.
struct CallMatching {
  struct Match {
    let expected: ExpectedCall
    /// Its place among the alternative's required calls; nil for an optional one.
    let number: Int?
    let fit: CallFit
    let isRequired: Bool

    var pattern: CallPattern { expected.patterns[fit.pattern] }
  }

  /// By observed call; nil for those that are neither expected nor optional.
  private(set) var matches: [Match?]
  /// Required calls that were not made, and how often.
  private(set) var missing: [(call: ExpectedCall, count: Int)] = []
  private(set) var keepsOrder = true
  /// Calls from here on are not judged.
  let judged: Int

  /// Matches the first `judged` calls.
  init(_ alternative: Alternative, _ calls: [ObservedCall], judged: Int) {
    self.judged = judged
    matches = Array(repeating: nil, count: calls.count)
    let slots = CallSlots(alternative, Array(calls.prefix(judged)))
    let (columnOfSlot, keepsOrder) = slots.assignment(alternative.order)
    self.keepsOrder = keepsOrder
    var lost: [Int: (call: ExpectedCall, count: Int)] = [:]
    for (index, column) in columnOfSlot.enumerated() {
      let slot = slots.slots[index]
      guard let column, let fit = slot.fits[column] else {
        if slot.isRequired { lost[slot.number, default: (slot.expected, 0)].count += 1 }
        continue
      }
      matches[column] = Match(expected: slot.expected, number: slot.number, fit: fit, isRequired: slot.isRequired)
    }
    for (slot, count) in slots.beyond { lost[slot.number, default: (slot.expected, 0)].count += count }
    missing = lost.sorted { $0.key < $1.key }.map(\.value)
    for (call, free) in slots.free.enumerated() where matches[call] == nil {
      matches[call] = free.map { Match(expected: $0.expected, number: nil, fit: $0.fit, isRequired: false) }
    }
  }

  var truePositives: Int { matches.reduce(0) { $0 + ($1?.isRequired == true ? 1 : 0) } }
  var falseNegatives: Int { missing.reduce(0) { $0 + $1.count } }
  /// Judged calls that are neither expected nor optional, whatever they are.
  var extras: [Int] { (0..<judged).filter { matches[$0] == nil } }

  /// 2TP/(2TP + FP + FN); 1 where nothing is expected and nothing was called.
  var f1: Double {
    let hits = 2 * Double(truePositives)
    let all = hits + Double(extras.count) + Double(falseNegatives)
    return all == 0 ? 1 : hits / all
  }

  /// Mean over the matched calls; without any, 1 where there was nothing to match.
  var argumentScore: Double {
    let scores = matches.compactMap { $0?.fit.score }
    if scores.isEmpty { return missing.isEmpty && extras.isEmpty ? 1 : 0 }
    return scores.reduce(0, +) / Double(scores.count)
  }
}
