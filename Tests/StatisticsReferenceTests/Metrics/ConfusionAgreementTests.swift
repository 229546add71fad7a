import Statistics
import StatisticsReference
import TestSupport
import Testing

struct ConfusionAgreementTests {
  @Test(arguments: GoldenVectors["classification"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let matrix = matrix(try #require(vector.outputs["confusion_rows_gold"]).list.map(\.doubles))
    #expect(vector.accepts(matrix.cohenKappa, "cohen_kappa"))
    #expect(vector.accepts(matrix.matthewsCorrelation, "mcc"))
    #expect(vector.accepts(matrix.balancedAccuracy, "balanced_accuracy"))
  }

  @Test func perfectAgreementIsOneAndGuessingIsNone() {
    let perfect = matrix([[3, 0], [0, 5]])
    #expect(perfect.cohenKappa == 1 && perfect.matthewsCorrelation == 1 && perfect.balancedAccuracy == 1)
    let guessed = matrix([[2, 4], [3, 6]])
    #expect(guessed.cohenKappa?.isNear(0) == true && guessed.matthewsCorrelation?.isNear(0) == true)
    #expect(guessed.balancedAccuracy?.isNear(0.5) == true)
  }

  @Test func oneLabelOrNothingHasNoAgreement() {
    let single = matrix([[4, 0], [0, 0]])
    #expect(single.cohenKappa == nil && single.matthewsCorrelation == nil && single.balancedAccuracy == 1)
    let empty = matrix([[0, 0], [0, 0]])
    #expect(empty.cohenKappa == nil && empty.matthewsCorrelation == nil && empty.balancedAccuracy == nil)
  }

  private func matrix(_ rows: [[Double]]) -> ConfusionMatrix {
    var matrix = ConfusionMatrix(size: rows.count)
    for (gold, row) in rows.enumerated() {
      for (predicted, cases) in row.enumerated() { matrix[gold, predicted] = cases }
    }
    return matrix
  }
}
