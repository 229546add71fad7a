import OrderedJSON

/// A control that is right in so few cases that its expectations are likelier wrong than the model.
package struct SeldomRight: Sendable, Hashable {
  package let variant: String
  package let model: String
  /// Whose control it is; nil where it was asked in this run.
  package let baseline: String?
  /// Share of right answers, of 1.
  package let accuracy: Double

  /// A model that picks one of five tools blindly does as well.
  package static let least = 0.2
}

extension Evaluation {
  /// This run's own control first, model by model, then those of a baseline; without those of which too much is missing, because
  /// what was asked first may be what is hardest.
  package var seldomRight: [SeldomRight] {
    let control = run.suite.control.name
    let own = scores.arms.filter { $0.variant == control && $0.isMeasured }.map {
      (variant: control, model: $0.model, baseline: String?.none, accuracy: $0.rates.accuracy)
    }
    let stored = comparisons.filter { comparison in
      comparison.baseline != nil
        && !gate.unmeasuredInBaseline.contains(comparison.controlArm)
    }.map {
      (variant: $0.control, model: $0.model, baseline: $0.baseline, accuracy: $0.accuracy.control)
    }
    return (own + stored).compactMap { arm in
      arm.accuracy.map {
        SeldomRight(variant: arm.variant, model: arm.model, baseline: arm.baseline, accuracy: $0.value)
      }
    }.filter { $0.accuracy < SeldomRight.least }.distinct
  }
}
