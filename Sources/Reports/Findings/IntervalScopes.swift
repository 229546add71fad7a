import OrderedJSON
import EvalCore

/// The level and scope of the intervals that a report prints, and the sides of its p, said once instead of beside every
/// number.
struct IntervalScopes {
  private let sides: [String]
  private let rates: [String]
  private let changes: [String]

  init(_ evaluation: Evaluation) {
    rates =
      evaluation.scores.arms.filter { !$0.isDeterministic }.compactMap(\.rates.accuracy)
      .map { Self.words($0.level, $0.scope) }.distinct
    changes =
      evaluation.comparisons.flatMap { comparison in
        [
          comparison.isDeterministic ? nil : Self.words(Levels.gateInterval, comparison.scope),
          comparison.population.map { Self.words($0.level, .population) },
        ].compactMap(\.self)
      }.distinct
    sides =
      evaluation.comparisons.flatMap { comparison in
        [
          comparison.p == nil ? nil : "one-sided for \(comparison.scope.words)",
          comparison.population?.p == nil || comparison.scope == .population
            ? nil : "two-sided for \(Estimate.Scope.population.words)",
        ].compactMap(\.self)
      }.distinct
  }

  private static func words(_ level: Double, _ scope: Estimate.Scope) -> String {
    "\(level.wholePercent) for \(scope.words)"
  }

  /// Nil where no interval is printed.
  var sentence: String? {
    let parts = [
      rates.isEmpty ? nil : "rates \(rates.joined(separator: " or "))",
      changes.isEmpty ? nil : "Δ \(changes.joined(separator: " and "))",
      sides.isEmpty ? nil : "p \(sides.joined(separator: " and "))",
    ].compactMap(\.self)
    return parts.isEmpty ? nil : "Intervals: " + parts.joined(separator: "; ")
  }
}
