package import Statistics

/// Which class was expected (row) and which was found (column), in cases, fractions included.
///
/// The dense form in which published figures are checked; the product counts pairs of names.
package struct ConfusionMatrix: Sendable, Hashable {
  package let size: Int
  private var cells: [Double]

  /// A matrix of zeros over `size` classes.
  package init(size: Int) {
    self.size = size
    cells = [Double](repeating: 0, count: size * size)
  }

  /// Classes are 0..<size; others trap.
  package subscript(gold: Int, predicted: Int) -> Double {
    get { cells[position(gold, predicted)] }
    set { cells[position(gold, predicted)] = newValue }
  }

  package var rows: [[Double]] { (0..<size).map { gold in (0..<size).map { self[gold, $0] } } }

  /// Each class against all others. Right only where a case has one gold and one predicted label: with several calls
  /// the fractions in the cells are shares of blame, and counts come from the matching.
  package var classes: [MatchCounts] {
    (0..<size).map { label in
      let others = (0..<size).filter { $0 != label }
      return MatchCounts(
        truePositives: self[label, label],
        falsePositives: others.reduce(0) { $0 + self[$1, label] },
        falseNegatives: others.reduce(0) { $0 + self[label, $1] })
    }
  }

  /// The share on the diagonal; `nil` for an empty matrix.
  package var accuracy: Double? {
    MatchCounts.ratio((0..<size).reduce(0) { $0 + self[$1, $1] }, cells.reduce(0, +))
  }

  private func position(_ gold: Int, _ predicted: Int) -> Int {
    precondition(0..<size ~= gold && 0..<size ~= predicted, "expected classes below \(size)")
    return gold * size + predicted
  }
}
