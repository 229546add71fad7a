/// As much of GitHub's Markdown as it takes to tell what a text in it could do.
struct ReadMarkdown {
  private let lines: [Substring]

  init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// What is left where everything in code is taken out: markup, and text that could be taken for markup.
  var outsideOfCode: String { lines.map { Self.withoutElements(Self.withoutSpans($0)) }.joined(separator: "\n") }

  /// Of each row of each table: what stands between bars that are not escaped.
  var rows: [[String]] { lines.filter { $0.hasPrefix("|") }.map(Self.cells) }

  /// A run of backticks opens a span that the next run of the same length closes.
  private static func withoutSpans(_ line: Substring) -> String {
    var kept = ""
    var rest = line[...]
    while let start = rest.firstIndex(of: "`") {
      kept += rest[..<start]
      let fence = rest[start...].prefix { $0 == "`" }
      let content = rest[fence.endIndex...]
      guard let end = content.closing(fence.count) else { return kept + rest[start...] }
      kept += "…"
      rest = content[end.upperBound...]
    }
    return kept + rest
  }

  private static func withoutElements(_ line: String) -> String { line.replacing(/<code>[^<]*<\/code>/, with: "…") }

  private static func cells(_ row: Substring) -> [String] {
    var cells: [String] = [""]
    var isEscaped = false
    for character in row.dropFirst().dropLast() {
      if character == "|", !isEscaped { cells.append("") } else { cells[cells.count - 1].append(character) }
      isEscaped = character == "\\" && !isEscaped
    }
    return cells.map { String($0.drop { $0 == " " }) }
  }
}

extension Substring {
  /// The first run of exactly so many backticks.
  fileprivate func closing(_ length: Int) -> Range<Index>? {
    var place = startIndex
    while let start = self[place...].firstIndex(of: "`") {
      let run = self[start...].prefix { $0 == "`" }
      if run.count == length { return start..<run.endIndex }
      place = run.endIndex
    }
    return nil
  }
}
