import Statistics
import StatisticsReference
import TestSupport
import Testing

struct MatchCountsTests {
  @Test(arguments: GoldenVectors["multiset_calls"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let gold = try #require(vector.inputs["gold"]).texts
    let counts = MatchCounts(gold: gold, predicted: try #require(vector.inputs["pred"]).texts)
    #expect(vector.accepts(counts.truePositives, "TP"))
    #expect(vector.accepts(counts.falsePositives, "FP"))
    #expect(vector.accepts(counts.falseNegatives, "FN"))
    #expect(vector.accepts(counts.precision, "precision"))
    #expect(vector.accepts(counts.recall, "recall"))
    #expect(vector.accepts(counts.f1, "f1"))
    if gold.isEmpty { #expect(vector.accepts(counts.isExact ? 1 : 0, "exact")) }
    if !gold.isEmpty { #expect(vector.accepts(counts.jaccard, "jaccard_multiset")) }
  }

  @Test func aCallThatNobodyExpectedHasNoRecall() {
    let counts = MatchCounts(gold: [], predicted: ["search"])
    #expect(counts.precision == 0 && counts.recall == nil && counts.f1 == 0)
  }

  @Test func aMissedCallHasNoPrecision() {
    let counts = MatchCounts(gold: ["search"], predicted: [])
    #expect(counts.precision == nil && counts.recall == 0 && counts.f1 == 0)
  }

  @Test func swappingGoldAndPredictedSwapsPrecisionAndRecall() {
    let (gold, predicted) = (["a", "a", "b", "d"], ["a", "b", "b", "c", "c"])
    let counts = MatchCounts(gold: gold, predicted: predicted)
    let swapped = MatchCounts(gold: predicted, predicted: gold)
    #expect(counts.precision == swapped.recall && counts.recall == swapped.precision)
    #expect(counts.f1 == swapped.f1 && counts.jaccard == swapped.jaccard)
  }

  @Test func averagesLeaveOutClassesWithoutSupport() {
    let hit = MatchCounts(truePositives: 3, falsePositives: 1)
    let missed = MatchCounts(falseNegatives: 2)
    let onlyClaimed = MatchCounts(falsePositives: 5)
    #expect([hit, missed, onlyClaimed, MatchCounts()].macroF1?.isNear(6.0 / 7 / 2) == true)
    #expect([hit, missed, onlyClaimed].weightedF1?.isNear(3 * 6.0 / 7 / 5) == true)
    #expect([hit, missed, onlyClaimed].microF1?.isNear(6.0 / 14) == true)
    #expect([onlyClaimed].macroF1 == nil)
    #expect([onlyClaimed].weightedF1 == nil)
    #expect([MatchCounts]().microF1 == nil)
  }
}
