import EvalCore

/// A tool whose calls went to another one: how much of its cases, in each variant under one model.
struct ConfusedPair {
  let gold: String
  let predicted: String
  /// In the order of the arms; nil where no case of the arm has the gold tool.
  let shares: [Double?]
  /// The most cases that any arm lost this way.
  let cases: Double

  /// All pairs of these arms, those that cost the most cases first.
  static func ranked(_ arms: [ArmScore]) -> [ConfusedPair] {
    var shares: [Pair: [Double?]] = [:]
    var cases: [Pair: Double] = [:]
    for (index, arm) in arms.enumerated() {
      for tool in arm.tables.tools {
        for missed in tool.missedTo {
          let pair = Pair(gold: tool.tool, predicted: missed.tool)
          shares[pair, default: Array(repeating: nil, count: arms.count)][index] = missed.share
          cases[pair] = max(cases[pair] ?? 0, missed.share * tool.support)
        }
      }
    }
    let supported = arms.map { arm in Set(arm.tables.tools.filter { $0.support > 0 }.map(\.tool)) }
    return shares.map { pair, shares in
      let filled = zip(shares, supported).map { $0 ?? ($1.contains(pair.gold) ? 0 : nil) }
      return ConfusedPair(gold: pair.gold, predicted: pair.predicted, shares: filled, cases: cases[pair] ?? 0)
    }
    .sorted { ($1.cases, $0.gold, $0.predicted) < ($0.cases, $1.gold, $1.predicted) }
  }

  private struct Pair: Hashable {
    let gold: String
    let predicted: String
  }
}
