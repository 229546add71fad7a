import Statistics
import StatisticsReference
import TestSupport
import Testing

struct ConfusionMatrixTests {
  @Test(arguments: GoldenVectors["classification"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let labels = try #require(vector.inputs["labels"]).texts
    let (gold, predicted) = (try #require(vector.inputs["gold"]).texts, try #require(vector.inputs["pred"]).texts)
    var matrix = ConfusionMatrix(size: labels.count)
    for (expected, found) in zip(gold, predicted) {
      matrix[try #require(labels.firstIndex(of: expected)), try #require(labels.firstIndex(of: found))] += 1
    }
    #expect(matrix.rows == vector.outputs["confusion_rows_gold"]?.list.map(\.doubles))
    let classes = matrix.classes
    #expect(vector.accepts(classes.map(\.precision), "precision"))
    #expect(vector.accepts(classes.map(\.recall), "recall"))
    #expect(vector.accepts(classes.map(\.f1), "f1_sklearn_nan"))
    #expect(vector.accepts(classes.map { Optional($0.support) }, "support"))
    #expect(vector.accepts(classes.microF1, "micro_f1"))
    #expect(vector.accepts(classes.macroF1, "macro_f1_defined_only(sklearn nan policy)"))
    #expect(vector.accepts(classes.weightedF1, "weighted_f1"))
    #expect(vector.accepts(matrix.accuracy, "accuracy"))
  }

  @Test func permutingTheClassesPermutesTheirCounts() {
    var matrix = ConfusionMatrix(size: 3)
    var mirrored = ConfusionMatrix(size: 3)
    for (gold, predicted, mass) in [(0, 0, 4.0), (0, 2, 1.5), (1, 0, 0.5), (2, 2, 3)] {
      matrix[gold, predicted] = mass
      mirrored[2 - gold, 2 - predicted] = mass
    }
    #expect(mirrored.classes == matrix.classes.reversed())
    #expect(matrix.classes[0] == MatchCounts(truePositives: 4, falsePositives: 0.5, falseNegatives: 1.5))
  }

  @Test func anEmptyMatrixHasNoAccuracy() {
    #expect(ConfusionMatrix(size: 2).accuracy == nil)
    #expect(ConfusionMatrix(size: 0).classes.isEmpty)
  }
}
