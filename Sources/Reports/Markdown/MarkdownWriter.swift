import OrderedJSON

/// The head of a column and the side that its cells stand at.
struct MarkdownColumn {
  fileprivate let name: Markdown
  fileprivate let isNumber: Bool

  /// For words.
  static func left(_ name: Markdown) -> MarkdownColumn { MarkdownColumn(name: name, isNumber: false) }
  /// For numbers.
  static func right(_ name: Markdown) -> MarkdownColumn { MarkdownColumn(name: name, isNumber: true) }
}

/// Writes ``Markdown`` as bytes up to a limit: whole blocks and whole rows, and in the end what was left out.
struct MarkdownWriter {
  private(set) var bytes: [UInt8] = []
  private let texts: TextGuard
  private let limit: Int
  /// Blocks that found no room, in the words of a reader.
  private var leftOut: [String] = []

  /// Bytes that are kept for the sentence about what was left out.
  private static let reserve = 500
  /// Bytes of a sentence about the rows of one table.
  private static let rowNotice = 120

  /// - Parameter limit: bytes; fewer than 2,000 count as 2,000.
  init(_ texts: TextGuard, limit: Int) {
    self.texts = texts
    self.limit = max(2_000, limit)
  }

  private var room: Int { limit - Self.reserve - bytes.count }

  /// A paragraph, a heading or anything else that is shown whole or not at all.
  mutating func block(_ markdown: Markdown) {
    let text = rendered(markdown, inTable: false) + "\n\n"
    if text.utf8.count <= room { bytes += text.utf8 }
  }

  /// - Parameters:
  ///   - summary: closes the table under a line that opens it.
  ///   - noun: of the rows, in the plural.
  mutating func table(
    _ columns: [MarkdownColumn], _ rows: some Collection<Markdown>, noun: String, under summary: Markdown? = nil
  ) {
    if rows.isEmpty { return }
    let head = Self.opening(summary.map { rendered($0, inTable: false) }) + head(columns)
    let tail = summary == nil ? "\n" : "\n</details>\n\n"
    let fixed = head.utf8.count + tail.utf8.count + Self.rowNotice
    guard fixed < room else { return leftOut.append(rows.count.grouped + " " + noun) }
    bytes += head.utf8
    let shown = write(rows, within: bytes.count + room - tail.utf8.count - Self.rowNotice)
    if shown < rows.count {
      bytes += "\n\((rows.count - shown).grouped) more \(noun) have no room here; report.json has them all.\n".utf8
    }
    bytes += tail.utf8
  }

  /// As many rows as end before `end`.
  private mutating func write(_ rows: some Collection<Markdown>, within end: Int) -> Int {
    var count = 0
    for row in rows {
      let text = "| \(rendered(row, inTable: true)) |\n"
      if bytes.count + text.utf8.count > end { break }
      bytes += text.utf8
      count += 1
    }
    return count
  }

  private static func opening(_ summary: String?) -> String {
    summary.map { "<details><summary>\($0)</summary>\n\n" } ?? ""
  }

  private func head(_ columns: [MarkdownColumn]) -> String {
    let names = columns.map { rendered($0.name, inTable: true) }
    let rules = columns.map { $0.isNumber ? "--:" : "---" }
    return "| \(names.joined(separator: " | ")) |\n| \(rules.joined(separator: " | ")) |\n"
  }

  /// Says what was left out, where that is anything; nothing may be written after it.
  mutating func finish() {
    if leftOut.isEmpty { return }
    let named = leftOut.listed(most: 6)
    bytes += "No room here for: \(named); report.json has them all.\n".utf8
  }

  // MARK: Pieces

  private func rendered(_ markdown: Markdown, inTable: Bool) -> String {
    markdown.pieces.map { piece in
      switch piece {
      case .markup(let markup): markup
      case .text(let text, let limit): CodeSpan.markdown(line(text, limit), inTable: inTable)
      case .element(let text, let limit): CodeSpan.element(line(text, limit))
      }
    }.joined()
  }

  private func line(_ text: String, _ limit: Int) -> String {
    texts.text(text, limit: limit).visible(keepsLines: false)
  }
}
