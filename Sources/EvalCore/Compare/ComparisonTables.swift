import Statistics

extension Comparison.Flip {
  /// Every case whose rate changed, largest change first, then in the suite's order.
  static func all(_ pairs: [CasePair], isExact: Bool) -> [Comparison.Flip] {
    let changed = pairs.filter { $0.control.correct * $0.candidate.scored != $0.candidate.correct * $0.control.scored }
    // Rounded, so that changes that are equal on paper stay in the suite's order.
    let sizes = changed.map { (abs($0.candidate.rate - $0.control.rate) * 1e9).rounded() }
    let order = changed.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
    var known: [PairedCounts: Double] = [:]
    return order.map { index in
      let pair = changed[index]
      let counts = PairedCounts(control: pair.counts.control, candidate: pair.counts.candidate)
      let p = isExact ? nil : known[counts] ?? twoSidedP(counts)
      known[counts] = p
      return Comparison.Flip(caseID: pair.evalCase.id, control: pair.control.rate, candidate: pair.candidate.rate, p: p)
    }
  }

  private static func twoSidedP(_ counts: PairedCounts) -> Double {
    let test = StratifiedExactTest([counts])
    return min(1, 2 * min(test.pRegression, test.pImprovement))
  }
}

extension Comparison.MovedShare {
  /// Changes of less than this share of a tool's cases are left out.
  private static let floor = 0.01

  /// For each gold tool of the control, where more or less of its cases goes, largest change first.
  static func all(from control: Confusion, to candidate: Confusion) -> [Comparison.MovedShare] {
    let before = control.shares
    let after = candidate.shares
    let golds = control.labels + candidate.labels.filter { !control.labels.contains($0) }
    let moved = golds.flatMap { gold -> [Comparison.MovedShare] in
      // Where one arm has no case with this gold, nothing can have moved.
      guard let before = before[gold], let after = after[gold] else { return [] }
      return golds.filter { $0 != gold }
        .map { .init(gold: gold, to: $0, share: (after[$0] ?? 0) - (before[$0] ?? 0)) }
        .filter { abs($0.share) >= floor }
    }
    return moved.enumerated().sorted { (-abs($0.element.share), $0.offset) < (-abs($1.element.share), $1.offset) }
      .map(\.element)
  }
}

extension Confusion {
  /// By gold and predicted label, the share of the gold's cases; golds without a case are absent.
  fileprivate var shares: [String: [String: Double]] {
    var shares: [String: [String: Double]] = [:]
    for (gold, row) in zip(labels, rows) {
      let total = row.reduce(0, +)
      guard total > 0 else { continue }
      shares[gold] = Dictionary(
        zip(labels, row.map { $0 / total }).filter { $0.1 > 0 }, uniquingKeysWith: { first, _ in first })
    }
    return shares
  }
}

/// The scored trials of a run by arm and case.
struct TrialsByArm {
  private let trials: [JudgedTrial]
  private let tools: [String]
  private var places: [Plan.Arm: [String: [Int]]] = [:]

  init(_ scores: Scores, _ suite: Suite) {
    trials = scores.trials
    tools = suite.control.toolSet.tools.map(\.name)
    for (index, judged) in trials.enumerated() where judged.outcome.isScored {
      let trial = judged.trial
      places[.init(variant: trial.variant, model: trial.model), default: [:]][trial.caseID, default: []].append(index)
    }
  }

  /// The confusion of one arm over some cases only.
  func confusion(_ arm: ArmScore, _ cases: [String]) -> Confusion {
    let places = places[.init(variant: arm.variant, model: arm.model)] ?? [:]
    var tallies = ToolTallies(tools: tools)
    for id in cases {
      let repeats = places[id] ?? []
      for index in repeats { tallies.add(trials[index], weight: 1 / Double(repeats.count)) }
    }
    return tallies.confusion
  }
}
