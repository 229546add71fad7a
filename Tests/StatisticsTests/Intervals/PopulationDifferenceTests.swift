import Statistics
import TestSupport
import Testing

struct PopulationDifferenceTests {
  @Test(arguments: GoldenVectors["product_intervals"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let difference = try #require(PopulationDifference(vector.pairs.compactMap(\.difference).map { .init($0) }))
    #expect(vector.accepts(difference.estimate, "mean_diff"))
    #expect(vector.accepts(difference.shrunkEstimate, "population_center"))
    let interval = difference.plusTwoInterval(level: vector.input("confidence"))
    #expect(vector.accepts(Bounds(interval), "population_scope_plus2_z_unclipped"))
  }

  @Test(arguments: GoldenVectors["paired_case_difference"])
  func isThePairedTTestOfTheGoldenVectors(vector: GoldenVector) throws {
    let difference = try #require(PopulationDifference(vector.pairs.compactMap(\.difference).map { .init($0) }))
    let standardError = try #require(difference.standardError)
    let (t, df) = (difference.estimate / standardError, Double(difference.clusters - 1))
    #expect(vector.accepts(difference.estimate, "mean_diff"))
    #expect(vector.accepts(standardError, "se_paired"))
    #expect(vector.accepts(t, "t"))
    #expect(vector.accepts(df, "df"))
    #expect(vector.accepts(StudentT.twoSidedP(t, degreesOfFreedom: df), "p_two_sided"))
    #expect(vector.accepts(t / (df + 1).squareRoot(), "cohens_dz"))
    #expect(vector.accepts(Bounds(difference.tInterval(level: 0.95)), "ci95_t"))
    #expect(vector.accepts(Bounds(difference.tInterval(level: 0.9)), "ci90_t"))
    #expect(vector.accepts(Bounds(difference.plusTwoInterval(level: 0.95)), "pseudo_case_ci95(z, d±1 added)"))
  }

  /// Bonett and Price: at one run a case the interval follows from the two discordant counts.
  @Test(arguments: GoldenVectors["paired_proportion_difference"])
  func isBonettAndPricesIntervalAtOneRunACase(vector: GoldenVector) throws {
    let counts = [
      ("both_pass(e)", 0.0), ("first_only(f)", 1.0), ("second_only(g)", -1.0), ("neither(h)", 0.0),
    ]
    let units = counts.flatMap { key, value in
      Array(repeating: ClusteredMean.Unit(value), count: vector.integer(key))
    }
    let interval = PopulationDifference(units)?.plusTwoInterval(level: vector.input("confidence"))
    #expect(vector.accepts(Bounds(interval), "bonett_price_adjusted_wald_unclipped"))
  }

  @Test func usesStudentsTFromEightyCasesOn() throws {
    var generator = SeededGenerator(seed: 41)
    let differences = (0..<80).map { _ in generator.unit() - 0.6 }
    let mean = differences.reduce(0, +) / 80
    let deviation = (differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 79).squareRoot()
    let large = try #require(PopulationDifference(differences.map { .init($0) }))
    // The 95 % point of t with 79 degrees of freedom, from a table.
    let halfWidth = 1.66437 * deviation / 80.0.squareRoot()
    let expected = Interval(low: mean - halfWidth, high: mean + halfWidth, level: 0.9)
    #expect(try #require(large.interval(level: 0.9)).isNear(expected, within: 1e-6))
    let small = try #require(PopulationDifference(differences.dropLast().map { .init($0) }))
    #expect(small.interval(level: 0.9) == small.plusTwoInterval(level: 0.9))
  }

  @Test func manyEqualDifferencesDoNotMakeAnIntervalOfNoWidth() throws {
    let interval = try #require(PopulationDifference(Array(repeating: .init(0), count: 100))?.interval(level: 0.9))
    #expect(interval.width > 0)
    #expect(interval.contains(0))
  }

  @Test func swappingTheArmsNegatesTheInterval() throws {
    let differences = [0.2, -0.4, 0, 1, -0.6, 0, 0.2]
    let forward = try #require(PopulationDifference(differences.map { .init($0) })?.interval(level: 0.9))
    let backward = try #require(PopulationDifference(differences.map { .init(-$0) })?.interval(level: 0.9))
    #expect(forward.isNear(Interval(low: -backward.high, high: -backward.low, level: 0.9)))
  }

  @Test func orderDoesNotMatter() throws {
    var generator = SeededGenerator(seed: 42)
    let units = (0..<90).map { _ in ClusteredMean.Unit(generator.unit() - 0.6) }
    for units in [units, Array(units.prefix(30))] {
      let straight = try #require(PopulationDifference(units)?.interval(level: 0.9))
      #expect(straight.isNear(PopulationDifference(generator.shuffled(units))?.interval(level: 0.9)))
    }
  }

  /// A family is one unit of evidence, so two families of equal cases say as much as two cases.
  @Test func copiesInAFamilyAddNothing() throws {
    let single = PopulationDifference([.init(0.4), .init(-0.2), .init(0)])
    let copied = PopulationDifference(
      [(0.4, "a"), (-0.2, "b"), (0, "c")].flatMap { value, family in
        Array(repeating: ClusteredMean.Unit(value, family: family), count: 4)
      })
    #expect(copied?.clusters == 3)
    #expect(try #require(single?.interval(level: 0.9)).isNear(copied?.interval(level: 0.9)))
  }

  @Test func isClippedToPossibleDifferencesAndNeedsACase() throws {
    let difference = try #require(PopulationDifference([.init(-1)]))
    #expect(try #require(difference.plusTwoInterval(level: 0.95)).low < -1)
    #expect(difference.interval(level: 0.95)?.low == -1)
    #expect(difference.interval(level: 1) == nil)
    #expect(PopulationDifference([]) == nil)
    #expect(PopulationDifference([.init(0, weight: 0)]) == nil)
  }
}
