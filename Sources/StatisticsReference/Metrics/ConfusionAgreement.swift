import Statistics

/// Not shown, because the confusions themselves say what to mend.
extension ConfusionMatrix {
  /// Accuracy beyond what the labels' frequencies alone would give: (p_o - p_e)/(1 - p_e) (Cohen 1960); `nil` where
  /// chance is certain of it.
  package var cohenKappa: Double? {
    guard let accuracy else { return nil }
    let total = margins.reduce(0) { $0 + $1.gold }
    let chance = margins.reduce(0) { $0 + $1.gold * $1.predicted } / (total * total)
    return chance < 1 ? (accuracy - chance) / (1 - chance) : nil
  }

  /// The correlation of gold and predicted labels (Matthews 1975, for several classes Gorodkin 2004), -1...1; `nil`
  /// where a side has one label only.
  package var matthewsCorrelation: Double? {
    let total = margins.reduce(0) { $0 + $1.gold }
    let hits = (0..<size).reduce(0) { $0 + self[$1, $1] }
    let covered = total * total - margins.reduce(0) { $0 + $1.gold * $1.gold }
    let claimed = total * total - margins.reduce(0) { $0 + $1.predicted * $1.predicted }
    let joint = hits * total - margins.reduce(0) { $0 + $1.gold * $1.predicted }
    return covered > 0 && claimed > 0 ? joint / (covered * claimed).squareRoot() : nil
  }

  /// Mean recall of the classes with support, however rare they are; `nil` when none has.
  package var balancedAccuracy: Double? {
    let recalls = classes.compactMap(\.recall)
    return MatchCounts.ratio(recalls.reduce(0, +), Double(recalls.count))
  }

  private var margins: [(gold: Double, predicted: Double)] {
    classes.map { ($0.support, $0.truePositives + $0.falsePositives) }
  }
}
