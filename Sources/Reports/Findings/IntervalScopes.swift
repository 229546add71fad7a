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
    let comparisons = evaluation.comparisons
    changes = (comparisons.compactMap(Self.ofTheGate) + comparisons.compactMap(Self.ofThePopulation)).distinct
    sides = (comparisons.compactMap(Self.oneSided) + comparisons.compactMap(Self.twoSided)).distinct
  }

  private static func words(_ level: Double, _ scope: Estimate.Scope) -> String {
    "\(level.wholePercent) for \(scope.words)"
  }

  private static func ofTheGate(_ comparison: Comparison) -> String? {
    if comparison.isDeterministic { return nil }
    let words = words(Levels.gateInterval, comparison.scope)
    return words + (comparison.hasTwoOfAKind ? " (the first of two, which the gate uses)" : " (which the gate uses)")
  }

  private static func ofThePopulation(_ comparison: Comparison) -> String? {
    comparison.population.map { effect in
      words(effect.level, .population) + (comparison.hasTwoOfAKind ? " (the second)" : "")
    }
  }

  private static func oneSided(_ comparison: Comparison) -> String? {
    if comparison.p == nil { return nil }
    return comparison.hasTwoOfAKind ? "one-sided for the first" : "one-sided for \(comparison.scope.words)"
  }

  private static func twoSided(_ comparison: Comparison) -> String? {
    if comparison.population?.p == nil { return nil }
    return comparison.hasTwoOfAKind
      ? "two-sided for the second" : "two-sided for \(Estimate.Scope.population.words)"
  }

  /// Nil where no interval is printed.
  var sentence: String? { sentence(of: ["interval", "p"]) }

  /// Of the columns that a table has room for.
  func sentence(of columns: Set<String>) -> String? {
    let parts = [
      rates.isEmpty ? nil : "rates \(rates.joined(separator: " or "))",
      changes.isEmpty || !columns.contains("interval") ? nil : "Δ \(changes.joined(separator: " and "))",
      sides.isEmpty || !columns.contains("p") ? nil : "p \(sides.joined(separator: " and "))",
    ].compactMap(\.self)
    return parts.isEmpty ? nil : "Intervals: " + parts.joined(separator: "; ")
  }
}

extension Comparison {
  /// Whether both of its differences speak of cases of this kind, as those of a run with one repeat do.
  fileprivate var hasTwoOfAKind: Bool { scope == .population && population != nil }
}
