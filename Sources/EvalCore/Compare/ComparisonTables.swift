import OrderedJSON
import Statistics

extension Comparison.Flip {
  /// Every case whose rate changed, largest change first, then in the suite's order.
  ///
  /// Only planned repeats can be tested case by case: rounds went on because of what they showed.
  static func all(_ pairs: [CasePair], _ basis: Difference.Basis) -> [Comparison.Flip] {
    let changed = pairs.filter { $0.control.correct * $0.candidate.scored != $0.candidate.correct * $0.control.scored }
    let isTested = basis == .plannedRepeats
    let untested: Evidence = basis == .fact ? .fact : .untested
    let pValues = isTested ? twoSidedPs(changed) : []
    // Whoever did not change has p = 1, and counts among the questions that were asked.
    let others = [Double](repeating: 1, count: pairs.count - changed.count)
    let adjusted = isTested ? MultipleTesting.benjaminiHochberg(pValues + others) : []
    // Rounded, so that changes that are equal on paper stay in the suite's order.
    let sizes = changed.map { (abs($0.candidate.rate - $0.control.rate) * 1e9).rounded() }
    return changed.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }.map { index in
      Comparison.Flip(
        caseID: changed[index].evalCase.id, control: changed[index].control.rate,
        candidate: changed[index].candidate.rate,
        evidence: isTested ? .tested(p: pValues[index], adjusted: adjusted[index]) : untested)
    }
  }

  private static func twoSidedPs(_ pairs: [CasePair]) -> [Double] {
    var known: [PairedCounts: Double] = [:]
    return pairs.map { pair in
      let counts = PairedCounts(control: pair.counts.control, candidate: pair.counts.candidate)
      if let p = known[counts] { return p }
      let test = StratifiedExactTest([counts])
      let p = min(1, 2 * min(test.pRegression, test.pImprovement))
      known[counts] = p
      return p
    }
  }
}

extension Comparison.NewFailure {
  /// `method.md` 00.11.
  private static let leastRepeats = 5

  static func all(_ pairs: [CasePair], _ basis: Difference.Basis) -> [Comparison.NewFailure] {
    let broken = pairs.indices.filter { pairs[$0].control.rate == 1 && pairs[$0].candidate.rate == 0 }
    guard !broken.isEmpty else { return [] }
    let known = basis == .fact ? Set(broken) : basis == .plannedRepeats ? drops(pairs) : []
    return broken.map { Comparison.NewFailure(caseID: pairs[$0].evalCase.id, isKnown: known.contains($0)) }
  }

  /// Whether a candidate that is never right would show one: some case always passes, and is asked often enough.
  static func canBeKnown(_ pairs: [CasePair], _ basis: Difference.Basis) -> Bool {
    let always = pairs.indices.filter { pairs[$0].control.rate == 1 }
    if always.isEmpty || basis == .rounds { return false }
    guard basis == .plannedRepeats else { return true }
    guard areAskedEnough(pairs) else { return false }
    let adjusted = MultipleTesting.benjaminiHochberg(
      pairs.map { StratifiedExactTest.smallestAttainableP([$0.counts]) })
    return always.contains { adjusted[$0] <= Levels.falseDiscovery }
  }

  private static func areAskedEnough(_ pairs: [CasePair]) -> Bool {
    pairs.allSatisfy { min($0.control.scored, $0.candidate.scored) >= leastRepeats }
  }

  /// The places of the cases that dropped by more than chance; none where a case has too few repeats to tell.
  private static func drops(_ pairs: [CasePair]) -> Set<Int> {
    guard areAskedEnough(pairs) else { return [] }
    var known: [PairedCounts: Double] = [:]
    let pValues = pairs.map { pair in
      let counts = PairedCounts(control: pair.counts.control, candidate: pair.counts.candidate)
      let p = known[counts] ?? StratifiedExactTest([counts]).pRegression
      known[counts] = p
      return p
    }
    let adjusted = MultipleTesting.benjaminiHochberg(pValues)
    return Set(adjusted.indices.filter { adjusted[$0] <= Levels.falseDiscovery })
  }
}

extension Comparison.GroupChange {
  /// Tag by tag, in the order in which the tags first appear; exploratory, so the false discovery rate is kept.
  static func byTag(_ pairs: [CasePair], _ basis: Difference.Basis) -> [Comparison.GroupChange] {
    var order: [String] = []
    var pairsByTag: [String: [CasePair]] = [:]
    for pair in pairs {
      for tag in pair.evalCase.tags {
        if pairsByTag[tag] == nil { order.append(tag) }
        pairsByTag[tag, default: []].append(pair)
      }
    }
    let changes = order.compactMap { tag in
      Difference(pairsByTag[tag] ?? [], basis).map { (tag, pairsByTag[tag]?.count ?? 0, $0) }
    }
    let adjusted = MultipleTesting.benjaminiHochberg(changes.compactMap(\.2.drop.p))
    return changes.enumerated().map { index, change in
      .init(
        .tag, name: change.0, cases: change.1,
        difference: change.2.ofGroup(adjusted: adjusted.isEmpty ? nil : adjusted[index]))
    }
  }
}

extension Comparison.PopulationEffect {
  /// Nil below two cases, which say nothing about others.
  init?(_ pairs: [CasePair]) {
    let units = pairs.compactMap(\.unit)
    guard units.count > 1, let difference = PopulationDifference(units),
      let interval = difference.plusTwoInterval(level: Levels.reportInterval)?.clipped(to: -1...1)
    else { return nil }
    let isPlain = pairs.allSatisfy { $0.evalCase.family == nil && $0.evalCase.weight == 1 }
    let test = isPlain ? SignFlipTest(pairs.map(\.counts)) : SignFlipTest(units)
    self.init(
      delta: difference.estimate, low: interval.low, high: interval.high, level: Levels.reportInterval,
      p: test?.pTwoSided)
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
      shares[gold] = Dictionary(firstOf: zip(labels, row.map { $0 / total }).filter { $0.1 > 0 })
    }
    return shares
  }
}
