import Statistics
import TestSupport
import Testing

struct ClusteredProportionTests {
  typealias Case = ClusteredProportion.Case

  @Test(arguments: GoldenVectors["clustered_wilson"])
  func matchesTheGoldenVectorsBeforeItClips(vector: GoldenVector) throws {
    let repeats = vector.integer("K")
    let proportion = try #require(
      ClusteredProportion(vector.inputs("successes_per_case").map { Case(Counts(successes: $0, runs: repeats)) }))
    #expect(vector.accepts(proportion.estimate, "p_hat"))
    #expect(vector.accepts(proportion.variance, "var_cluster"))
    #expect(vector.accepts(proportion.rawEffectiveCount, "n_eff"))
    let raw = Wilson.interval(
      p: proportion.estimate, effectiveCount: proportion.rawEffectiveCount, level: vector.input("confidence"))
    #expect(vector.accepts(Bounds(raw), "ci"))
  }

  @Test func neverCountsMoreThanTheClusters() throws {
    let cases = [5, 5, 4, 5, 3, 0, 5, 2, 5, 5].map { Case(Counts(successes: $0, runs: 5)) }
    let proportion = try #require(ClusteredProportion(cases))
    #expect(proportion.rawEffectiveCount > 14)
    #expect(proportion.effectiveCount == 10)
    #expect(proportion.interval(level: 0.95) == Wilson.interval(p: 0.78, effectiveCount: 10, level: 0.95))
    let paired = try #require(
      ClusteredProportion(cases.enumerated().map { Case($1.counts, family: String($0 / 2)) }))
    #expect(paired.clusters == 5)
    #expect(paired.effectiveCount <= 5)
  }

  @Test func countsLessThanTheClustersWhereCasesDisagree() throws {
    let proportion = try #require(
      ClusteredProportion([5, 5, 5, 5, 5, 5, 5, 5, 0, 0].map { Case(Counts(successes: $0, runs: 5)) }))
    #expect(proportion.effectiveCount.isNear(9))
  }

  @Test func oneRunACaseIsPlainWilsonOverCases() throws {
    let cases = (0..<20).map { Case(Counts(successes: $0 < 17 ? 1 : 0, runs: 1), weight: 2) }
    let proportion = try #require(ClusteredProportion(cases))
    #expect(proportion.rawEffectiveCount.isNear(19))
    #expect(proportion.interval(level: 0.95) == Wilson.interval(Counts(successes: 17, runs: 20), level: 0.95))
  }

  @Test func oneRunACaseInFamiliesIsStillClustered() throws {
    let cases = (0..<20).map { Case(Counts(successes: $0 < 16 ? 1 : 0, runs: 1), family: String($0 / 4)) }
    let proportion = try #require(ClusteredProportion(cases))
    #expect(proportion.effectiveCount.isNear(4))
  }

  @Test(arguments: [0, 3]) func unanimousCasesCountAsTheirClusters(successes: Int) throws {
    let cases = (0..<12).map { Case(Counts(successes: successes, runs: 3), weight: 0.1 + Double($0)) }
    let proportion = try #require(ClusteredProportion(cases))
    #expect(proportion.estimate == Double(successes) / 3)
    #expect(proportion.effectiveCount == 12)
  }

  @Test func theMeanIsOverCasesWhateverTheirRuns() throws {
    let proportion = try #require(
      ClusteredProportion([Case(Counts(successes: 1, runs: 1)), Case(Counts(successes: 0, runs: 9))]))
    #expect(proportion.estimate == 0.5)
    #expect(proportion.runs == 10)
    let weighted = ClusteredProportion([
      Case(Counts(successes: 1, runs: 1), weight: 3), Case(Counts(successes: 0, runs: 9)),
    ])
    #expect(weighted?.estimate == 0.75)
  }

  @Test func oneFamilyIsOneObservation() throws {
    let cases = [3, 1, 0].map { Case(Counts(successes: $0, runs: 3), family: "only") }
    let proportion = try #require(ClusteredProportion(cases))
    #expect(proportion.variance == nil)
    #expect(proportion.effectiveCount == 1)
  }

  @Test func casesWithoutARunAreLeftOut() throws {
    let unscored = Case(Counts(successes: 0, runs: 0))
    #expect(ClusteredProportion([unscored]) == nil)
    #expect(ClusteredProportion([]) == nil)
    let scored = [Case(Counts(successes: 2, runs: 3)), Case(Counts(successes: 3, runs: 3))]
    #expect(ClusteredProportion(scored + [unscored]) == ClusteredProportion(scored))
  }

  @Test func orderDoesNotMatter() throws {
    var generator = SeededGenerator(seed: 11)
    let cases = (0..<30).map { _ in
      Case(
        Counts(successes: generator.below(5), runs: 4), weight: 1 + generator.unit(), family: "\(generator.below(9))")
    }
    let straight = try #require(ClusteredProportion(cases)?.interval(level: 0.9))
    let mixed = try #require(ClusteredProportion(generator.shuffled(cases))?.interval(level: 0.9))
    #expect(straight.isNear(mixed))
  }

  /// Method 00.3: twenty cases of which one in twenty is broken, twenty repeats. The raw count covers .82.
  @Test func coversTheTruthWhereAFewCasesAreBroken() throws {
    var generator = SeededGenerator(seed: 2026)
    let rounds = 1500
    var covered = 0
    for _ in 0..<rounds {
      let cases = (0..<20).map { _ in
        Case(generator.counts(rate: generator.unit() < 0.05 ? 0.03 : 0.995, runs: 20))
      }
      let interval = try #require(ClusteredProportion(cases)?.interval(level: 0.95))
      if interval.contains(0.05 * 0.03 + 0.95 * 0.995) { covered += 1 }
    }
    #expect(Double(covered) / Double(rounds) > 0.92)
  }
}
