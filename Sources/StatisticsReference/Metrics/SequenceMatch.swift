import Statistics

/// How much of an expected order of calls is kept (method 1.4).
///
/// For measurement: a verdict asks only whether the order is kept.
package struct SequenceMatch: Sendable, Hashable {
  package let goldCount: Int
  package let predictedCount: Int
  /// Length of the longest common subsequence.
  package let commonLength: Int
  /// Insertions, deletions and replacements between the two (Levenshtein 1966).
  package let editDistance: Int
  /// Kendall's τ-b of the gold positions of the matched calls: right tools, wrong order. The k-th call of a name is
  /// matched with its k-th place in the gold order. `nil` below two matched calls.
  package let orderCorrelation: Double?

  package init<Name: Hashable>(gold: [Name], predicted: [Name]) {
    goldCount = gold.count
    predictedCount = predicted.count
    commonLength = Self.lastCell(gold, predicted, edge: { _ in 0 }) { isSame, diagonal, above, left in
      isSame ? diagonal + 1 : max(above, left)
    }
    editDistance = Self.lastCell(gold, predicted, edge: { $0 }) { isSame, diagonal, above, left in
      isSame ? diagonal : 1 + min(diagonal, above, left)
    }
    let positions = Self.positions(gold, predicted).map(Double.init)
    orderCorrelation = RankCorrelation(positions.indices.map(Double.init), positions)?.tauB
  }

  /// The share of the gold order that was kept; `nil` when nothing was expected.
  package var recall: Double? { MatchCounts.ratio(Double(commonLength), Double(goldCount)) }
  /// The share of the calls that keep the gold order; `nil` without a call.
  package var precision: Double? { MatchCounts.ratio(Double(commonLength), Double(predictedCount)) }
  /// 1 - edits/length of the longer; `nil` when both are empty.
  package var editSimilarity: Double? {
    MatchCounts.ratio(Double(max(goldCount, predictedCount) - editDistance), Double(max(goldCount, predictedCount)))
  }
  /// All expected calls were made in their order, others between them or not.
  package var isInOrder: Bool { commonLength == goldCount }
  package var isExact: Bool { editDistance == 0 }

  /// The last cell of a table over both sequences, row by row: each cell follows from three neighbours (Wagner and
  /// Fischer 1974).
  private static func lastCell<Name: Hashable>(
    _ gold: [Name], _ predicted: [Name], edge: (Int) -> Int,
    cell: (_ isSame: Bool, _ diagonal: Int, _ above: Int, _ left: Int) -> Int
  ) -> Int {
    var row = (0...predicted.count).map(edge)
    for (index, name) in gold.enumerated() {
      var diagonal = row[0]
      row[0] = edge(index + 1)
      for (column, other) in predicted.enumerated() {
        let above = row[column + 1]
        row[column + 1] = cell(name == other, diagonal, above, row[column])
        diagonal = above
      }
    }
    return row[predicted.count]
  }

  /// The gold positions of the matched calls in the order in which they were made.
  private static func positions<Name: Hashable>(_ gold: [Name], _ predicted: [Name]) -> [Int] {
    var places: [Name: ArraySlice<Int>] = [:]
    for (position, name) in gold.enumerated() { places[name, default: []].append(position) }
    return predicted.compactMap { places[$0]?.popFirst() }
  }
}
