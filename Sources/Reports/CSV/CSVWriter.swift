/// Writes rows of comma-separated values (RFC 4180) as bytes; the only place where text becomes part of a table.
struct CSVWriter {
  private(set) var bytes: [UInt8] = []
  private let texts: TextGuard

  /// Code points of a cell: spreadsheets hold a few more.
  private static let longestCell = 32_000

  init(_ texts: TextGuard) { self.texts = texts }

  /// Hands over what was written so far; writing goes on behind it.
  mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  mutating func row(_ cells: [CSVCell]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch cell {
      case .own(let words): bytes += words.utf8
      case .text(let text): write(text)
      }
    }
    bytes += "\r\n".utf8
  }

  private mutating func write(_ text: String) {
    let shown = Self.guarded(texts.text(text, limit: Self.longestCell))
    guard shown.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else {
      bytes += shown.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    bytes += shown.replacing("\"", with: "\"\"").utf8
    bytes.append(UInt8(ascii: "\""))
  }

  /// With an apostrophe before what a spreadsheet would take for a formula, full-width signs included.
  private static func guarded(_ text: String) -> String {
    let start = text.unicodeScalars.first { !$0.properties.isWhitespace }
    let first = text.unicodeScalars.first
    let isFormula = start.map { "=+-@＝＋－＠".unicodeScalars.contains($0) } ?? false
    return isFormula || first == "\t" || first == "\r" || first == "\n" ? "'" + text : text
  }
}

/// A cell before it is written.
enum CSVCell {
  /// A word or a number of this product, without anything to quote.
  case own(String)
  /// Anything that a model, a server or an author may have written.
  case text(String)

  static func number(_ value: Int?) -> CSVCell { .own(value.map(String.init) ?? "") }
}
