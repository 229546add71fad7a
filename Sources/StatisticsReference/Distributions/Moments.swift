/// Mean and scatter of plain numbers.
///
/// Here for the figures beside it that need no more than that.
struct Moments {
  let mean: Double
  /// Σ(x - x̄)²/(n - 1); `nil` below two numbers.
  let variance: Double?

  /// `nil` without a number.
  init?(_ values: [Double]) {
    if values.isEmpty { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    variance = values.count < 2 ? nil : squares / Double(values.count - 1)
  }
}
