/// A maximum-weight assignment of rows to columns, each used once at most (Kuhn–Munkres with potentials, O(rows²·columns)).
struct Assignment {
  /// By row; nil where the row is better left alone.
  let columnOfRow: [Int?]
  let weight: Int

  /// - Parameter weights: by row and column, above 0; 0 where the two cannot meet.
  init(_ weights: [[Int]]) {
    var solver = HungarianSolver(weights)
    columnOfRow = solver.solve()
    weight = Self.weight(of: columnOfRow, weights)
  }

  private init(columnOfRow: [Int?], weight: Int) {
    self.columnOfRow = columnOfRow
    self.weight = weight
  }

  /// The heaviest assignment in which later rows get later columns, and among those the one with the earliest columns.
  static func inOrder(_ weights: [[Int]]) -> Assignment {
    let columns = weights.first?.count ?? 0
    var best = [[Int]](repeating: [Int](repeating: 0, count: columns + 1), count: weights.count + 1)
    for row in weights.indices {
      for column in 0..<columns {
        let edge = weights[row][column]
        let taken = edge > 0 ? best[row][column] + edge : 0
        best[row + 1][column + 1] = max(taken, best[row][column + 1], best[row + 1][column])
      }
    }
    return Assignment(columnOfRow: trace(best, columns: columns), weight: best[weights.count][columns])
  }

  private static func trace(_ best: [[Int]], columns: Int) -> [Int?] {
    var columnOfRow = [Int?](repeating: nil, count: best.count - 1)
    var (row, column) = (best.count - 1, columns)
    while row > 0, column > 0 {
      if best[row][column] == best[row][column - 1] {
        column -= 1
      } else {
        if best[row][column] != best[row - 1][column] {
          columnOfRow[row - 1] = column - 1
          column -= 1
        }
        row -= 1
      }
    }
    return columnOfRow
  }

  private static func weight(of columnOfRow: [Int?], _ weights: [[Int]]) -> Int {
    columnOfRow.enumerated().reduce(0) { sum, pair in sum + (pair.element.map { weights[pair.offset][$0] } ?? 0) }
  }
}

/// The shortest augmenting paths of Jonker and Volgenant; row and column 0 are the algorithm's own.
private struct HungarianSolver {
  private let weights: [[Int]]
  private let columns: Int
  private var rowPotential: [Int]
  private var columnPotential: [Int]
  private var rowOfColumn: [Int]
  private var way: [Int]
  private static let unreached = Int.max / 4

  init(_ weights: [[Int]]) {
    self.weights = weights
    // One column more for each row, in which it is left alone.
    columns = (weights.first?.count ?? 0) + weights.count
    rowPotential = Array(repeating: 0, count: weights.count + 1)
    columnPotential = Array(repeating: 0, count: columns + 1)
    rowOfColumn = Array(repeating: 0, count: columns + 1)
    way = rowOfColumn
  }

  mutating func solve() -> [Int?] {
    for row in weights.indices { augment(from: row + 1) }
    var columnOfRow = [Int?](repeating: nil, count: weights.count)
    for column in 1..<(columns + 1) where rowOfColumn[column] > 0 {
      let row = rowOfColumn[column] - 1
      if cost(row, column - 1) < 0 { columnOfRow[row] = column - 1 }
    }
    return columnOfRow
  }

  private func cost(_ row: Int, _ column: Int) -> Int {
    column < weights[row].count ? -weights[row][column] : 0
  }

  private mutating func augment(from row: Int) {
    rowOfColumn[0] = row
    var distance = [Int](repeating: Self.unreached, count: columns + 1)
    var isDone = [Bool](repeating: false, count: columns + 1)
    var column = 0
    repeat {
      isDone[column] = true
      let (next, step) = relax(from: column, &distance, isDone)
      shift(by: step, &distance, isDone)
      column = next
    } while rowOfColumn[column] != 0
    while column != 0 {
      let before = way[column]
      rowOfColumn[column] = rowOfColumn[before]
      column = before
    }
  }

  private mutating func relax(from column: Int, _ distance: inout [Int], _ isDone: [Bool]) -> (next: Int, step: Int) {
    let row = rowOfColumn[column]
    var (next, step) = (0, Self.unreached)
    for other in 1..<(columns + 1) where !isDone[other] {
      let reduced = cost(row - 1, other - 1) - rowPotential[row] - columnPotential[other]
      if reduced < distance[other] {
        distance[other] = reduced
        way[other] = column
      }
      if distance[other] < step { (next, step) = (other, distance[other]) }
    }
    return (next, step)
  }

  private mutating func shift(by step: Int, _ distance: inout [Int], _ isDone: [Bool]) {
    for column in 0..<(columns + 1) {
      if isDone[column] {
        rowPotential[rowOfColumn[column]] += step
        columnPotential[column] -= step
      } else {
        distance[column] -= step
      }
    }
  }
}
