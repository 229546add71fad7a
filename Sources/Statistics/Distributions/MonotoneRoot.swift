/// Finds where an increasing function crosses zero.
package enum MonotoneRoot {
  /// Newton's method kept inside a shrinking bracket: a step that leaves it is replaced by halving.
  ///
  /// `excess` must not be above 0 at `low` nor below 0 at `high`; `slope` is its derivative inside, and without one
  /// every step halves. `nan` when `excess` is.
  package static func find(
    between low: Double, and high: Double, excess: (Double) -> Double, slope: (Double) -> Double = { _ in .nan }
  ) -> Double {
    var low = low
    var high = high
    var x = low + (high - low) / 2
    for _ in 0..<400 {
      let value = excess(x)
      if value.isNaN { return .nan }
      if value == 0 { return x }
      if value < 0 { low = x } else { high = x }
      var next = x - value / slope(x)
      if !(next > low && next < high) { next = low + (high - low) / 2 }
      if abs(next - x) <= 2 * x.ulp { return next }
      x = next
    }
    return x
  }
}
