/// Rows under headings that give way, the least important column first, until they fit a terminal.
struct TextTable {
  struct Column {
    enum Alignment {
      case left, right
    }

    let title: String
    let alignment: Alignment
    /// The column with the highest rank is the first to go; 0 stays.
    let rank: Int
    /// How narrow it may become before anything goes; nil for no narrower than its text.
    let minimum: Int?
    /// Whether a text that is too long goes on below, because two of them may begin alike.
    let wraps: Bool

    init(
      _ title: String, _ alignment: Alignment = .right, rank: Int = 0, minimum: Int? = nil, wraps: Bool = false
    ) {
      self.title = title
      self.wraps = wraps
      self.alignment = alignment
      self.rank = rank
      self.minimum = minimum
    }
  }

  let columns: [Column]
  var rows: [[StyledText]]

  init(_ columns: [Column], rows: [[StyledText]] = []) {
    self.columns = columns
    self.rows = rows
  }
}

/// A table whose cells are safe to print, laid out for a width.
struct TableLayout {
  private let columns: [TextTable.Column]
  private let cells: [[StyledCharacters]]
  private static let gap = 2

  init(_ table: TextTable, clean: (StyledText) -> StyledCharacters) {
    columns = table.columns
    cells = [table.columns.map { clean(StyledText($0.title, .faint)) }] + table.rows.map { $0.map(clean) }
  }

  /// The heading and the rows, none wider than `width` columns.
  func lines(width: Int) -> [StyledCharacters] {
    let kept = kept(in: width)
    let widths = fitted(kept, to: width)
    return cells.flatMap { row in
      parts(of: row, kept, widths).map { line($0, kept, widths).clipped(to: width) }
    }
  }

  /// The titles of the columns that are there, and of those that would say something and had no room.
  func titles(width: Int) -> (shown: [String], leftOut: [String]) {
    let kept = kept(in: width)
    let gone = columns.indices.filter { !kept.contains($0) && !saysNothing($0) }
    return (kept.map { columns[$0].title }, gone.map { columns[$0].title })
  }

  private func kept(in width: Int) -> [Int] {
    var kept = Array(columns.indices)
    while total(kept, fitted(kept, to: width)) > width,
      let last = kept.filter({ columns[$0].rank > 0 }).max(by: isKeptLonger)
    {
      kept.removeAll { $0 == last }
    }
    return kept
  }

  /// What has nothing to say goes before anything that has.
  private func isKeptLonger(_ left: Int, _ right: Int) -> Bool {
    let (leftSaysNothing, rightSaysNothing) = (saysNothing(left), saysNothing(right))
    if leftSaysNothing != rightSaysNothing { return rightSaysNothing }
    return columns[left].rank < columns[right].rank
  }

  private func saysNothing(_ column: Int) -> Bool {
    cells.dropFirst().allSatisfy { ["", "–"].contains($0[column].rendered(color: false)) }
  }

  private func total(_ kept: [Int], _ widths: [Int]) -> Int {
    kept.reduce(0) { $0 + widths[$1] } + Self.gap * max(0, kept.count - 1)
  }

  /// Takes from the widest column that may become narrower until the kept ones fit or none is left to take from.
  private func fitted(_ kept: [Int], to width: Int) -> [Int] {
    var widths = columns.indices.map { column in
      // Wider than the page is never needed, and the loop below is bounded by it.
      min(width, cells.map { $0[column].width }.max() ?? 0)
    }
    while total(kept, widths) > width {
      let yielding = kept.filter { widths[$0] > narrowest($0) }
      guard let widest = yielding.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    return widths
  }

  /// Titles stay whole while there is anything else to take from, unless they are very long.
  private func narrowest(_ column: Int) -> Int {
    columns[column].minimum.map { max($0, min(24, cells[0][column].width)) } ?? .max
  }

  /// A row as one row for each of its lines.
  private func parts(of row: [StyledCharacters], _ kept: [Int], _ widths: [Int]) -> [[StyledCharacters]] {
    let texts = row.enumerated().map { column, cell in
      let isLong = columns[column].wraps && kept.contains(column) && cell.width > widths[column]
      return isLong ? cell.wrapped(to: widths[column]) : [cell]
    }
    return (0..<(texts.map(\.count).max() ?? 0)).map { line in
      texts.map { line < $0.count ? $0[line] : StyledCharacters() }
    }
  }

  private func line(_ row: [StyledCharacters], _ kept: [Int], _ widths: [Int]) -> StyledCharacters {
    var line = StyledCharacters()
    for (index, column) in kept.enumerated() {
      let cell = row[column].clipped(to: widths[column])
      let padding = StyledCharacters(repeatElement((" ", .plain), count: max(0, widths[column] - cell.width)))
      if index > 0 { line.elements += repeatElement((" ", .plain), count: Self.gap) }
      line.elements +=
        columns[column].alignment == .left ? cell.elements + padding.elements : padding.elements + cell.elements
    }
    return line
  }
}
