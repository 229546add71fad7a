import Reports

/// A page of Markdown for a terminal: prose is wrapped, tables are laid out, code stays as it is; comments are left out, and links to
/// pages say what prints them.
struct ManualText {
  private var lines: [String] = []
  private var open = Block.none
  private let width: Int
  /// The pages that `toolsight help` prints.
  private let pages: [String]

  /// Longer lines of prose are hard to read, however wide the terminal is.
  private static let widestProse = 100

  /// What the lines read last belong to.
  private enum Block {
    case none, code
    /// Words that stand behind `first` in the first line, and as far from the margin in the others.
    case prose(first: String, words: [Substring])
    case table([Substring])
  }

  init(_ markdown: String, width: Int, pages: [String] = []) {
    self.width = width
    self.pages = pages
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) { add(line) }
    close()
  }

  var text: String { lines.joined(separator: "\n").replacing(Self.kept, with: " ") }

  /// Stands for a blank that must neither go nor end a line.
  private static let kept = "\u{A0}"

  private mutating func add(_ line: Substring) {
    let isFence = line.drop { $0 == " " }.hasPrefix("```")
    if case .code = open {
      lines += Self.broken(line, to: width)
      if isFence { open = .none }
    } else if isFence {
      close()
      lines.append(String(line))
      open = .code
    } else if line.hasPrefix("|") {
      addRow(line)
    } else if line.isBlank || line.hasPrefix("#") || line.hasPrefix("<!--") {
      close()
      addWhole(line)
    } else {
      addWords(line)
    }
  }

  /// A line of code that is broken at blanks, further in than it began; words that are too long run over.
  private static func broken(_ line: Substring, to width: Int) -> [String] {
    let indent = String(line.prefix { $0 == " " })
    var (rest, lines) = (String(line), [String]())
    while rest.displayWidth > width {
      let start = rest.firstIndex { $0 != " " } ?? rest.endIndex
      let blanks = rest.indices.filter { $0 > start && rest[$0] == " " }
      guard let end = blanks.last(where: { String(rest[..<$0]).displayWidth <= width }) ?? blanks.first else { break }
      lines.append(String(rest[..<end]))
      rest = indent + "    " + rest[end...].drop { $0 == " " }
    }
    return lines + [rest]
  }

  /// A line that is neither wrapped nor gone on with.
  private mutating func addWhole(_ line: Substring) {
    if line.hasPrefix("<!--") || line.isBlank && lines.last?.isEmpty ?? true { return }
    lines.append(String(line))
  }

  private mutating func addRow(_ line: Substring) {
    if case .table(let rows) = open {
      open = .table(rows + [line])
    } else {
      close()
      open = .table([line])
    }
  }

  private mutating func addWords(_ whole: Substring) {
    let line = Self.keepingBlanks(whole)[...]
    let marker = line.prefixMatch(of: #/ *(?:[-*+]|\d+[.)]|>) +/#)?.output
    if marker == nil, case .prose(let first, let words) = open {
      open = .prose(first: first, words: words + line.split(separator: " "))
    } else {
      close()
      let first = marker ?? line.prefix { $0 == " " }
      open = .prose(first: String(first), words: line.dropFirst(first.count).split(separator: " "))
    }
  }

  private mutating func close() {
    switch open {
    case .none, .code: break
    case .prose(let first, let words):
      wrap(unlinked(words.joined(separator: " ")).split(separator: " "), after: first)
    case .table(let rows): layOut(rows)
    }
    open = .none
  }

  private mutating func wrap(_ words: [Substring], after first: String) {
    let limit = min(width, Self.widestProse)
    var line = first
    var isEmpty = true
    for word in words {
      if !isEmpty, line.displayWidth + 1 + String(word).displayWidth > limit {
        lines.append(line)
        line = String(repeating: " ", count: first.count)
        isEmpty = true
      }
      line += isEmpty ? word : " \(word)"
      isEmpty = false
    }
    lines.append(line)
  }

  private mutating func layOut(_ table: [Substring]) {
    let rows = table.map { Self.cells(unlinked(Self.keepingBlanks($0))) }.filter {
      !$0.joined().allSatisfy { "-: ".contains($0) }
    }
    guard let head = rows.first else { return }
    let fitting = rows.dropFirst().map { row in head.indices.map { row.indices.contains($0) ? row[$0] : "" } }
    // Where each row has become a list of its cells, they stand behind their column's name.
    let indent = (head.map(\.count).max() ?? 0) + 2
    for line in Columns(head, fitting, width: width).text.split(separator: "\n", omittingEmptySubsequences: false) {
      if String(line).displayWidth <= width {
        lines.append(String(line))
      } else {
        wrap(line.dropFirst(indent).split(separator: " "), after: String(line.prefix(indent)))
      }
    }
  }

  /// Words instead of links, which nobody can follow here: with the command that prints a page, and an address out of the manual.
  private func unlinked(_ text: some StringProtocol) -> String {
    String(text).replacing(#/\[([^\]]+)\]\(([^)\s]+)\)/#) { link in
      let (words, target) = (link.output.1, link.output.2)
      if target.hasPrefix("http") { return "\(words) (\(target))" }
      let page = target.prefix { $0 != "." && $0 != "#" }
      return pages.contains(String(page)) ? "\(words) (toolsight help \(page))" : String(words)
    }
  }

  /// Blanks of code that mean something: several, those at an end, and all of a short piece.
  private static func keepingBlanks(_ line: Substring) -> String {
    String(line).replacing(#/`[^`]+`/#) { keepingBlanks(ofCode: String($0.output)) }
  }

  private static func keepingBlanks(ofCode code: String) -> String {
    if code.count <= 14 { return code.replacing(" ", with: kept) }
    let inside = code.replacing(#/ {2,}/#) { String(repeating: kept, count: $0.output.count) }
    return inside.replacing("` ", with: "`\(kept)").replacing(" `", with: "\(kept)`")
  }

  private static func cells(_ line: String) -> [String] {
    // A bar in a cell is written with a backslash before it.
    line.replacing("\\|", with: "\u{1}").split(separator: "|").map {
      String($0.drop { $0 == " " }).replacing("\u{1}", with: "|").trimmingSuffix { $0 == " " }
    }.map(String.init)
  }
}

extension Substring {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
