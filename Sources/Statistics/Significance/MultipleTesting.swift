/// Adjusts p-values for having asked several questions (method 2.7). Results keep the order of the input.
package enum MultipleTesting {
  /// Holm's step-down adjustment: keeps the chance of any false alarm, over all questions, at the level compared with.
  ///
  /// p̃₍ᵢ₎ = max_{j≤i} min(1, (m - j + 1)p₍ⱼ₎). P-values lie in 0...1; others trap.
  package static func holm(_ pValues: [Double]) -> [Double] {
    var adjusted = pValues
    var largest = 0.0
    for (rank, index) in ascending(pValues).enumerated() {
      largest = max(largest, min(1, Double(pValues.count - rank) * pValues[index]))
      adjusted[index] = largest
    }
    return adjusted
  }

  /// Benjamini and Hochberg's step-up adjustment (1995): bounds the expected share of false alarms among the alarms.
  ///
  /// p̃₍ᵢ₎ = min_{j≥i} min(1, m·p₍ⱼ₎/j). P-values lie in 0...1; others trap.
  package static func benjaminiHochberg(_ pValues: [Double]) -> [Double] {
    var adjusted = pValues
    var smallest = 1.0
    for (rank, index) in ascending(pValues).enumerated().reversed() {
      // The count over the rank first: m/m is exactly 1, so the largest p stays what it is.
      smallest = min(smallest, Double(pValues.count) / Double(rank + 1) * pValues[index])
      adjusted[index] = smallest
    }
    return adjusted
  }

  private static func ascending(_ pValues: [Double]) -> [Int] {
    precondition(pValues.allSatisfy { $0 >= 0 && $0 <= 1 }, "expected p-values in 0...1")
    return pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
  }
}
