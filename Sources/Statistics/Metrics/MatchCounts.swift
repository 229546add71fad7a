/// What was found, what was claimed wrongly and what was missed: of one run, one tool or one suite, weighted or not.
///
/// A rate with nothing to count is `nil`, never 0 or 1, and takes no part in averages (method 1.2).
package struct MatchCounts: Sendable, Hashable {
  package var truePositives: Double
  package var falsePositives: Double
  package var falseNegatives: Double

  /// Counts or sums of weights, not negative.
  package init(truePositives: Double = 0, falsePositives: Double = 0, falseNegatives: Double = 0) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.falseNegatives = falseNegatives
  }

  /// Gold and predicted names compared as multisets: a name found twice and expected once is one hit and one false
  /// claim.
  package init<Name: Hashable>(gold: [Name], predicted: [Name]) {
    var missing: [Name: Int] = [:]
    for name in gold { missing[name, default: 0] += 1 }
    var hits = 0
    for name in predicted where missing[name, default: 0] > 0 {
      missing[name, default: 0] -= 1
      hits += 1
    }
    self.init(
      truePositives: Double(hits), falsePositives: Double(predicted.count - hits),
      falseNegatives: Double(gold.count - hits))
  }

  /// What was expected.
  package var support: Double { truePositives + falseNegatives }
  /// Nothing claimed wrongly and nothing missed; so too where nothing was expected and nothing claimed.
  package var isExact: Bool { falsePositives == 0 && falseNegatives == 0 }
  /// TP/(TP + FP); `nil` when nothing was claimed.
  package var precision: Double? { Self.ratio(truePositives, truePositives + falsePositives) }
  /// TP/(TP + FN); `nil` when nothing was expected.
  package var recall: Double? { Self.ratio(truePositives, support) }
  /// 2TP/(2TP + FP + FN); `nil` when nothing was expected or claimed.
  package var f1: Double? { Self.ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives) }

  package static func + (left: MatchCounts, right: MatchCounts) -> MatchCounts {
    MatchCounts(
      truePositives: left.truePositives + right.truePositives,
      falsePositives: left.falsePositives + right.falsePositives,
      falseNegatives: left.falseNegatives + right.falseNegatives)
  }

  package static func ratio(_ part: Double, _ whole: Double) -> Double? { whole > 0 ? part / whole : nil }
}

extension Collection<MatchCounts> {
  /// Mean F1 of the classes with support; `nil` when none has. Classes that should not count, such as `<none>`, are
  /// left out before.
  package var macroF1: Double? {
    let scores = filter { $0.support > 0 }.compactMap(\.f1)
    return MatchCounts.ratio(scores.reduce(0, +), Double(scores.count))
  }
}
