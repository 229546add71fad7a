/// How often one case succeeded, out of the runs of it that were scored.
package struct Counts: Sendable, Hashable {
  package let successes: Int
  package let runs: Int

  /// `0 ≤ successes ≤ runs`; anything else is a mistake of the caller and traps. Unscored runs are left out before.
  package init(successes: Int, runs: Int) {
    precondition(0 <= successes && successes <= runs, "expected 0 <= \(successes) successes <= \(runs) runs")
    self.successes = successes
    self.runs = runs
  }

  package var failures: Int { runs - successes }

  /// The share of successes, 0...1; `nil` without a run.
  package var rate: Double? { runs == 0 ? nil : Double(successes) / Double(runs) }
}

/// One case as two arms met it, paired by the case's id.
package struct PairedCounts: Sendable, Hashable {
  package let control: Counts
  package let candidate: Counts
  /// The case's weight in means, above 0; the exact test does not use it.
  package let weight: Double

  package init(control: Counts, candidate: Counts, weight: Double = 1) {
    self.control = control
    self.candidate = candidate
    self.weight = weight
  }

  /// Candidate's rate minus control's, -1...1; `nil` when an arm has no run.
  package var difference: Double? {
    guard let before = control.rate, let after = candidate.rate else { return nil }
    return after - before
  }
}
