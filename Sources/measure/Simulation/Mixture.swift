package import Statistics

/// Where the chances of a simulated suite's cases to come out right are drawn from.
package enum Mixture: String, Sendable, CaseIterable {
  /// The mixture that the method was designed on: 75 % at .995, 17 % Beta(1.5, 1.5), 8 % at .03.
  case mixed
  /// A model at temperature 0: nineteen cases of twenty always right, the twentieth never.
  case steady
  /// All at .99.
  case easy
  /// All at .3.
  case hard
  /// Uniform between 0 and 1.
  case heterogeneous

  /// The chance of one case, 0...1.
  package func chance(_ generator: inout SeededGenerator) -> Double {
    switch self {
    case .mixed:
      let share = generator.unit()
      return share < 0.75 ? 0.995 : share < 0.92 ? Self.semicircle(&generator) : 0.03
    case .steady: return generator.unit() < 0.95 ? 1 : 0
    case .easy: return 0.99
    case .hard: return 0.3
    case .heterogeneous: return generator.unit()
    }
  }

  /// The expected chance: what an interval at population scope has to cover.
  package var mean: Double {
    switch self {
    case .mixed: 0.75 * 0.995 + 0.17 * 0.5 + 0.08 * 0.03
    case .steady: 0.95
    case .easy: 0.99
    case .hard: 0.3
    case .heterogeneous: 0.5
    }
  }

  /// Beta(1.5, 1.5), whose density is a half circle, by rejection.
  private static func semicircle(_ generator: inout SeededGenerator) -> Double {
    while true {
      let (x, height) = (generator.unit(), generator.unit())
      if height * height <= 4 * x * (1 - x) { return x }
    }
  }
}
