package import Statistics

/// What Holm's adjustment is compared with.
extension MultipleTesting {
  /// min(1, m·p): the adjustment that intervals can share, at level 1 - α/m each (method 2.11). Holm's is never larger.
  ///
  /// P-values lie in 0...1; others trap.
  package static func bonferroni(_ pValues: [Double]) -> [Double] {
    precondition(pValues.allSatisfy { $0 >= 0 && $0 <= 1 }, "expected p-values in 0...1")
    return pValues.map { min(1, Double(pValues.count) * $0) }
  }
}
