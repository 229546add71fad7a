package import Statistics

extension GoldenVector {
  /// `A_counts` and `B_counts` out of `K` runs each.
  package var pairs: [PairedCounts] {
    let repeats = integer("K")
    return zip(inputs("A_counts"), inputs("B_counts")).map {
      PairedCounts(control: Counts(successes: $0, runs: repeats), candidate: Counts(successes: $1, runs: repeats))
    }
  }
}

extension PairedCounts {
  package var swapped: PairedCounts { PairedCounts(control: candidate, candidate: control, weight: weight) }
}

extension SeededGenerator {
  /// A suite on which each arm has rates of its own.
  package mutating func pairs(cases: Int, control: Int, candidate: Int) -> [PairedCounts] {
    (0..<cases).map { _ in
      PairedCounts(
        control: counts(rate: caseRate(), runs: control), candidate: counts(rate: caseRate(), runs: candidate))
    }
  }
}
