import Statistics

/// Whether a candidate does worse, or better, on *these* cases where runs have scores between right and wrong: within
/// each case the arms' labels are dealt out again at random. For plain successes ``StratifiedExactTest``
/// is the same test without the chance.
///
/// For scores between 0 and 1, should cases ever have them.
package struct LabelPermutationTest: Sendable, Hashable {
  /// (b + 1)/(B + 1), with b of B deals at which the candidate did as badly, or worse (Phipson and Smyth 2010).
  package let pRegression: Double
  package let pImprovement: Double
  /// Mean over the cases of candidate's mean score minus control's.
  package let estimate: Double

  /// The scores of one case's runs.
  package struct Case: Sendable, Hashable {
    package let control: [Double]
    package let candidate: [Double]

    package init(control: [Double], candidate: [Double]) {
      self.control = control
      self.candidate = candidate
    }

    fileprivate var difference: Double {
      (Moments(candidate)?.mean ?? 0) - (Moments(control)?.mean ?? 0)
    }

    fileprivate func dealt(by generator: inout SeededGenerator) -> Case {
      let scores = generator.shuffled(control + candidate)
      return Case(control: Array(scores[..<control.count]), candidate: Array(scores[control.count...]))
    }
  }

  /// Each deal shuffles the cases' scores in their order, control's before candidate's, with
  /// ``SeededGenerator/shuffled(_:)``.
  ///
  /// Cases without a run in both arms are left out; `nil` when none is left, without a deal, or when a score is not
  /// finite.
  package init?(_ cases: [Case], deals: Int = 20_000, seed: UInt64) {
    let paired = cases.filter { !$0.control.isEmpty && !$0.candidate.isEmpty }
    guard !paired.isEmpty, deals > 0, paired.allSatisfy({ ($0.control + $0.candidate).allSatisfy(\.isFinite) })
    else { return nil }
    let observed = paired.reduce(0) { $0 + $1.difference }
    // A case whose runs all scored alike cannot change the sum.
    let open = paired.filter { Set($0.control + $0.candidate).count > 1 }
    let tolerance = 1e-12 * max(1, abs(observed))
    var generator = SeededGenerator(seed: seed)
    var (low, high) = (0, 0)
    for _ in 0..<deals {
      let sum = open.reduce(0) { $0 + $1.dealt(by: &generator).difference }
      if sum <= observed + tolerance { low += 1 }
      if sum >= observed - tolerance { high += 1 }
    }
    estimate = observed / Double(paired.count)
    pRegression = Double(low + 1) / Double(deals + 1)
    pImprovement = Double(high + 1) / Double(deals + 1)
  }
}
