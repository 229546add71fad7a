import Reports

/// A plain table: columns as wide as their widest cell, two spaces between them. On a terminal that is narrower, cells are
/// broken at spaces, and where that is not enough each row becomes a list of its cells: nothing is cut.
struct Columns {
  let text: String

  private static let gap = 2

  /// - Parameter width: nil for any, as in a file, where other programs look for lines.
  init(_ head: [String], _ rows: [[String]], width: Int? = Terminal.outputIsTerminal ? Terminal.width : nil) {
    let all = [head] + rows
    let natural = head.indices.map { column in all.map { $0[column].displayWidth }.max() ?? 0 }
    let narrowest = head.indices.map { column in all.flatMap { $0[column].words.map(\.displayWidth) }.max() ?? 0 }
    if let width, Self.total(narrowest) > width {
      text = rows.map { Self.list(head, $0) }.joined(separator: "\n\n")
    } else {
      let widths = Self.fitted(natural, atLeast: narrowest, to: width ?? .max)
      text = all.flatMap { Self.lines($0, widths) }.joined(separator: "\n")
    }
  }

  private static func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + gap * max(0, widths.count - 1) }

  /// Takes from the widest column that may become narrower until all fit.
  private static func fitted(_ natural: [Int], atLeast narrowest: [Int], to width: Int) -> [Int] {
    var widths = natural
    while total(widths) > width {
      let yielding = widths.indices.filter { widths[$0] > narrowest[$0] }
      guard let widest = yielding.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    return widths
  }

  private static func lines(_ row: [String], _ widths: [Int]) -> [String] {
    let cells = zip(row, widths).map { $0.broken(at: $1) }
    return (0..<(cells.map(\.count).max() ?? 0)).map { line in
      let parts = zip(cells, widths).map { ($0.indices.contains(line) ? $0[line] : "").padded(to: $1) }
      return String(parts.joined(separator: String(repeating: " ", count: gap)).trimmingSuffix(while: \.isWhitespace))
    }
  }

  private static func list(_ head: [String], _ row: [String]) -> String {
    let width = head.map(\.displayWidth).max() ?? 0
    let gap = String(repeating: " ", count: gap)
    return zip(head, row).filter { !$1.isEmpty }.map { $0.padded(to: width) + gap + $1 }.joined(separator: "\n")
  }
}

extension String {
  fileprivate var words: [Substring] { split(separator: " ") }

  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth))
  }

  /// Lines of whole words, none wider than `width` unless a word is.
  func broken(at width: Int) -> [String] {
    if displayWidth <= width { return [self] }
    return words.reduce(into: []) { lines, word in
      if let last = lines.last, last.displayWidth + 1 + word.displayWidth <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
  }

  func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
    var text = self[...]
    while let last = text.last, predicate(last) { text.removeLast() }
    return text
  }
}
