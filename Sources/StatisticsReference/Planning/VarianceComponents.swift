package import Statistics

/// Where the scatter of one arm's results comes from: between cases or between the runs of a case (one-way random
/// effects, method of moments; Searle, Casella and McCulloch 1992).
///
/// One arm's part of what ``DifferenceVariance`` splits.
package struct VarianceComponents: Sendable, Hashable {
  /// Mean squares between and within cases of the analysis of variance.
  package let meanSquareBetween: Double
  package let meanSquareWithin: Double
  /// σ², variance of a run around its case's probability.
  package var within: Double { meanSquareWithin }
  /// ω², variance of the cases' probabilities, not below 0.
  package let between: Double
  /// Variance of the mean over the runs, for new cases of this kind.
  package let ofMean: Double

  /// MSB/MSW; infinite where no case ever varies.
  package var fRatio: Double { meanSquareBetween / meanSquareWithin }

  /// ω²/(ω² + σ²), the correlation of two runs of a case (ICC(1)); `nil` where nothing varies.
  package var intraclassCorrelation: Double? { MatchCounts.ratio(between, between + within) }

  /// Cases without a run are left out; `nil` below two cases, or when none was run twice.
  package init?(_ counts: [Counts]) {
    let counts = counts.filter { $0.runs > 0 }
    let cases = Double(counts.count)
    let runs = Double(counts.reduce(0) { $0 + $1.runs })
    guard cases >= 2, runs > cases else { return nil }
    let mean = Double(counts.reduce(0) { $0 + $1.successes }) / runs
    let squares = counts.reduce((between: 0.0, within: 0.0)) { sum, counts in
      let (rate, size) = (counts.rate ?? 0, Double(counts.runs))
      return (sum.between + size * (rate - mean) * (rate - mean), sum.within + size * rate * (1 - rate))
    }
    let sizes = counts.reduce(0) { $0 + Double($1.runs) * Double($1.runs) }
    let typicalSize = (runs - sizes / runs) / (cases - 1)
    meanSquareBetween = squares.between / (cases - 1)
    meanSquareWithin = squares.within / (runs - cases)
    between = max(0, (meanSquareBetween - meanSquareWithin) / typicalSize)
    ofMean = meanSquareBetween / runs
  }

  /// How much `repeats` runs a case reduce the variance that one run a case gives: (ω² + σ²/K)/(ω² + σ²), between
  /// 0 and 1 (Miller 2024, section 3).
  ///
  /// `nil` unless `repeats` is above 0, and where nothing varies.
  package static func resamplingFactor(between: Double, within: Double, repeats: Int) -> Double? {
    repeats < 1 ? nil : MatchCounts.ratio(between + within / Double(repeats), between + within)
  }
}
