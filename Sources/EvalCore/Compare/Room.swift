import Statistics

/// How far a candidate could have fallen: a rule against drops that no answer could break says nothing.
package struct Room: Sendable, Hashable {
  /// The control's rate over the paired cases, of 1.
  package let control: Double
  /// What the test would say of a candidate that is never right, over all that are tested; nil where a drop is a fact.
  package let smallestP: Double?

  package init(control: Double, smallestP: Double?) {
    self.control = control
    self.smallestP = smallestP
  }

  /// - Parameter tests: the p-values that Holm is applied to.
  init(_ pairs: [CasePair], _ basis: Difference.Basis, tests: Int) {
    let weight = pairs.reduce(0) { $0 + $1.evalCase.weight }
    control = weight > 0 ? pairs.reduce(0) { $0 + $1.control.rate * $1.evalCase.weight } / weight : 0
    let smallest: Double? =
      switch basis {
      case .fact: nil
      case .plannedRepeats: StratifiedExactTest.smallestAttainableP(pairs.map(\.counts))
      case .rounds:
        McNemarEProcess(
          passToFail: pairs.reduce(0) { $0 + $1.rounds.count { $0?.control == true } }, failToPass: 0
        ).pRegression
      }
    smallestP = smallest.map { min(1, $0 * Double(max(1, tests))) }
  }

  /// Whether there is more to lose than the tolerance allows.
  package func exceeds(_ tolerance: Double) -> Bool { !tolerance.reaches(control) }

  /// Whether there are enough answers for the largest drop to be more than chance.
  package var isEnough: Bool { (smallestP ?? 0) <= Levels.alpha }

  /// Whether some answers would have broken a rule with this tolerance.
  package func allows(dropBeyond tolerance: Double) -> Bool { exceeds(tolerance) && isEnough }
}
