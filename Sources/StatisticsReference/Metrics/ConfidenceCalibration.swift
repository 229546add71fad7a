import Foundation

/// Whether confidences mean what they say: of the answers given with 0.8, are 80 % right.
///
/// For measurement: whether log-probabilities mean what they say decides nothing.
package struct ConfidenceCalibration: Sendable, Hashable {
  /// Mean (confidence - outcome)² (Brier 1950), 0...1; the figure to print below 200 cases.
  package let brierScore: Double
  /// Mean -ln of the probability given to what happened; infinite where certainty was wrong.
  package let logLoss: Double
  /// Σ share of the bin·|accuracy - mean confidence| over equally wide bins that contain their upper end (Naeini,
  /// Cooper and Hauskrecht 2015), 0...1.
  package let expectedError: Double

  /// `nil` without an answer, below one bin, or when a confidence lies outside 0...1.
  package init?(_ answers: [(confidence: Double, isCorrect: Bool)], bins: Int = 10) {
    guard !answers.isEmpty, bins > 0, answers.allSatisfy({ 0...1 ~= $0.confidence }) else { return nil }
    let count = Double(answers.count)
    // What a bin holds: the sum of outcome minus confidence.
    var gaps = [Double](repeating: 0, count: bins)
    var (squares, logs) = (0.0, 0.0)
    for (confidence, isCorrect) in answers {
      let gap = (isCorrect ? 1 : 0) - confidence
      gaps[Self.bin(of: confidence, among: bins)] += gap
      squares += gap * gap
      logs -= log(isCorrect ? confidence : 1 - confidence)
    }
    brierScore = squares / count
    logLoss = logs / count
    expectedError = gaps.reduce(0) { $0 + abs($1) } / count
  }

  /// The product may round up past a bin's upper end, so that is asked for again.
  private static func bin(of confidence: Double, among bins: Int) -> Int {
    let bin = max(0, Int((confidence * Double(bins)).rounded(.up)) - 1)
    return bin > 0 && confidence <= Double(bin) / Double(bins) ? bin - 1 : bin
  }
}
