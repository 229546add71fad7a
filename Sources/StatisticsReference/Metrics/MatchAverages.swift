package import Statistics

/// Figures that others publish beside the F1 and the macro-F1 of the product.
extension MatchCounts {
  /// TP/(TP + FP + FN); `nil` when nothing was expected or claimed.
  package var jaccard: Double? { Self.ratio(truePositives, truePositives + falsePositives + falseNegatives) }
}

extension Collection<MatchCounts> {
  /// F1 of the summed counts; with one gold and one predicted label a case it is the accuracy.
  package var microF1: Double? { reduce(MatchCounts(), +).f1 }

  /// Mean F1 weighted by support; `nil` when no class has any.
  package var weightedF1: Double? {
    let supported = filter { $0.support > 0 }
    let sum = supported.reduce(0) { $0 + $1.support * ($1.f1 ?? 0) }
    return MatchCounts.ratio(sum, supported.reduce(0) { $0 + $1.support })
  }
}
