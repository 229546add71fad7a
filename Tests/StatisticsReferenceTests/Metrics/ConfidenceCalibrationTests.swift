import Foundation
import Statistics
import StatisticsReference
import TestSupport
import Testing

struct ConfidenceCalibrationTests {
  @Test(arguments: GoldenVectors["calibration"])
  func matchesTheGoldenVectors(vector: GoldenVector) throws {
    let confidences = try #require(vector.inputs["confidence"]).doubles
    let answers = zip(confidences, vector.inputs("correct")).map { (confidence: $0, isCorrect: $1 == 1) }
    let calibration = try #require(ConfidenceCalibration(answers))
    #expect(vector.accepts(calibration.expectedError, "ece10"))
    #expect(vector.accepts(calibration.brierScore, "brier"))
    #expect(vector.accepts(calibration.logLoss, "log_loss"))
  }

  /// 0.07·100 rounds up past 7; the confidence still belongs to the bin that ends at 0.07.
  @Test func binsContainTheirUpperEnd() throws {
    let calibration = try #require(ConfidenceCalibration([(0.07, true), (0.065, false)], bins: 100))
    #expect(calibration.expectedError.isNear(abs(0.93 - 0.065) / 2))
    #expect(try #require(ConfidenceCalibration([(0, false), (1, true)])).expectedError == 0)
  }

  @Test func certaintyThatIsWrongIsInfinitelySurprising() throws {
    let calibration = try #require(ConfidenceCalibration([(1, false)]))
    #expect(calibration.logLoss == .infinity && calibration.brierScore == 1 && calibration.expectedError == 1)
    #expect(try #require(ConfidenceCalibration([(1, true), (0, false)])).logLoss == 0)
  }

  @Test func whatIsNoConfidenceIsNotCalibrated() {
    #expect(ConfidenceCalibration([]) == nil)
    #expect(ConfidenceCalibration([(1.2, true)]) == nil && ConfidenceCalibration([(.nan, true)]) == nil)
    #expect(ConfidenceCalibration([(0.2, true)], bins: 0) == nil)
  }
}
