import Statistics
import StatisticsReference
import TestSupport
import Testing

struct SequenceMatchTests {
  @Test(arguments: GoldenVectors["sequence_match"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let (gold, predicted) = (try #require(vector.inputs["gold"]).texts, try #require(vector.inputs["pred"]).texts)
    let match = SequenceMatch(gold: gold, predicted: predicted)
    #expect(vector.accepts(Double(match.commonLength), "lcs"))
    #expect(vector.accepts(Double(match.editDistance), "levenshtein"))
    #expect(vector.accepts(match.recall, "lcs_recall"))
    #expect(vector.accepts(match.precision, "lcs_precision"))
    #expect(vector.accepts(match.editSimilarity, "normalized_edit_similarity"))
    #expect(match.isInOrder == vector.outputs["in_order"]?.bool)
    #expect(match.isExact == vector.outputs["exact"]?.bool)
  }

  @Test func rightToolsInTheWrongOrderCorrelateBadly() {
    #expect(SequenceMatch(gold: ["a", "b", "c"], predicted: ["c", "b", "a"]).orderCorrelation == -1)
    #expect(SequenceMatch(gold: ["a", "b", "c"], predicted: ["x", "a", "c"]).orderCorrelation == 1)
    let swapped = SequenceMatch(gold: ["a", "b", "c", "d"], predicted: ["a", "c", "b", "d"])
    #expect(swapped.orderCorrelation?.isNear(2.0 / 3) == true)
  }

  /// The second a of four calls is matched with the second place of a, the third with none.
  @Test func repeatedNamesAreMatchedInTurn() {
    let match = SequenceMatch(gold: ["a", "b", "a"], predicted: ["a", "a", "b", "a"])
    #expect(match.orderCorrelation?.isNear(1.0 / 3) == true)
  }

  @Test func aSingleMatchHasNoOrder() {
    #expect(SequenceMatch(gold: ["a", "b"], predicted: ["a", "x"]).orderCorrelation == nil)
    let empty = SequenceMatch(gold: [String](), predicted: [])
    #expect(empty.recall == nil && empty.precision == nil && empty.editSimilarity == nil)
    #expect(empty.isInOrder && empty.isExact)
  }

  @Test func swappingTheSidesSwapsRecallAndPrecision() {
    var generator = SeededGenerator(seed: 131)
    for _ in 0..<50 {
      let sides = (0..<2).map { _ in (0..<generator.below(9)).map { _ in generator.below(4) } }
      let forward = SequenceMatch(gold: sides[0], predicted: sides[1])
      let backward = SequenceMatch(gold: sides[1], predicted: sides[0])
      #expect(forward.recall == backward.precision && forward.editDistance == backward.editDistance)
      #expect(forward.editDistance >= max(sides[0].count, sides[1].count) - forward.commonLength)
      #expect(forward.editDistance <= sides[0].count + sides[1].count - 2 * forward.commonLength)
    }
  }
}
