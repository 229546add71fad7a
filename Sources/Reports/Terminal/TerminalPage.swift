import OrderedJSON

/// Lines for a terminal: everything put on it is redacted, cannot steer the terminal, and fits the width.
struct TerminalPage {
  private let width: Int
  private let color: Bool
  private let redact: Redaction
  private(set) var lines: [String] = []
  /// Of all tables, by their titles.
  private(set) var shownColumns: Set<String> = []
  private(set) var leftOutColumns: [String] = []

  init(width: Int, color: Bool, redact: @escaping Redaction) {
    self.width = max(20, width)
    self.color = color
    self.redact = redact
  }

  /// One empty line, and never two.
  mutating func gap() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// Text that is broken at spaces; its further lines are indented by `hanging` columns more.
  mutating func paragraph(_ text: StyledText, indent: Int = 0, hanging: Int = 0) {
    let characters = StyledCharacters(text, redact: redact)
    let wrapped = characters.wrapped(to: width - indent - hanging)
    for (index, line) in wrapped.enumerated() {
      let margin = String(repeating: " ", count: index == 0 ? indent : indent + hanging)
      lines.append(margin + line.rendered(color: color))
    }
  }

  mutating func table(_ table: TextTable, indent: Int = 2) {
    if table.rows.isEmpty { return }
    let layout = TableLayout(table) { StyledCharacters($0, redact: redact) }
    let margin = String(repeating: " ", count: indent)
    let titles = layout.titles(width: width - indent)
    shownColumns.formUnion(titles.shown)
    leftOutColumns = (leftOutColumns + titles.leftOut).distinct
    lines += layout.lines(width: width - indent).map { margin + $0.rendered(color: color) }
  }

  /// What was made for the same width, below what is there.
  mutating func append(_ page: TerminalPage) {
    gap()
    lines += page.lines
  }
}
