package import Statistics

extension SeededGenerator {
  /// Successes of `runs` runs that succeed with probability `rate`.
  package mutating func counts(rate: Double, runs: Int) -> Counts {
    var successes = 0
    for _ in 0..<runs where unit() < rate { successes += 1 }
    return Counts(successes: successes, runs: runs)
  }

  /// The rates of a typical suite: most cases nearly always pass, some are unsure, a few nearly always fail.
  package mutating func caseRate() -> Double {
    let kind = unit()
    return kind < 0.75 ? 0.995 : kind < 0.92 ? unit() : 0.03
  }
}
