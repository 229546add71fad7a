/// A largest one-to-one pairing of rows with columns along given edges (augmenting paths, breadth first).
struct Pairing {
  /// By row.
  private(set) var columnOfRow: [Int?]

  /// - Parameter edges: for each row, the columns that it may have.
  init(edges: [[Int]], columns: Int) {
    columnOfRow = Array(repeating: nil, count: edges.count)
    var rowOfColumn = [Int?](repeating: nil, count: columns)
    for row in edges.indices { augment(from: row, edges, &rowOfColumn) }
  }

  var isPerfect: Bool { !columnOfRow.contains(nil) }

  private mutating func augment(from start: Int, _ edges: [[Int]], _ rowOfColumn: inout [Int?]) {
    var cameFrom = [Int?](repeating: nil, count: rowOfColumn.count)
    var rows = [start]
    var next = 0
    while next < rows.count {
      let row = rows[next]
      next += 1
      for column in edges[row] where cameFrom[column] == nil {
        cameFrom[column] = row
        guard let taken = rowOfColumn[column] else { return flip(to: column, cameFrom, &rowOfColumn) }
        rows.append(taken)
      }
    }
  }

  private mutating func flip(to end: Int, _ cameFrom: [Int?], _ rowOfColumn: inout [Int?]) {
    var column: Int? = end
    while let current = column, let row = cameFrom[current] {
      column = columnOfRow[row]
      columnOfRow[row] = current
      rowOfColumn[current] = row
    }
  }
}
