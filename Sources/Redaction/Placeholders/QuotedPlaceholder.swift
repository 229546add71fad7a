/// Text that was written like a placeholder by somebody else, such as a tool that hopes for somebody's card number where the
/// model repeats `<CARD_1>`.
///
/// It is a value like any other: `<QUOTED_1>` stands for it, and comes back as the text that it was. So whatever the model
/// reads as a placeholder is one that was given out.
enum QuotedPlaceholder {
  static let name = "quoted"
  static let label = "QUOTED"
  /// In bytes.
  static let longestLabel = 64

  /// Finds every spelling that a model could read as one: any case, inner spaces, brackets as HTML, JSON or a URL escapes them.
  ///
  /// - Parameter labels: that any placeholder may have.
  static func probe(labels: [String]) -> Probe {
    let known = Set((labels + [label]).map { Array($0.lowercased().utf8) })
    return Probe("<&\\%＜", .anywhere) { text, at in
      for bracket in brackets {
        guard let start = bracket.opening.end(in: text, from: at) else { continue }
        return nameEnd(in: text, from: start, known).flatMap { bracket.closing.end(in: text, from: $0) }.map { at..<$0 }
      }
      return nil
    }
  }

  /// The spaces behind `NAME_7`.
  private static func nameEnd(in text: ScannedText, from start: Int, _ known: Set<[UInt8]>) -> Int? {
    let begin = text.end(of: " ", from: start, atMost: 4)
    var end = text.end(of: letters, from: begin, atMost: longestLabel + 20)
    let digits = text.start(of: .digits, before: end)
    guard digits > begin + 1, digits < end, text[digits - 1] == "_",
      known.contains((begin..<digits - 1).map { text[$0].lowercased })
    else { return nil }
    end = text.end(of: " ", from: end, atMost: 4)
    return end
  }

  private static let letters = ByteSet.alphanumerics.union("_")

  private static let brackets: [(opening: Bracket, closing: Bracket)] = [
    (Bracket("<"), Bracket(">")), (Bracket("&lt;"), Bracket("&gt;")), (Bracket("\\u003c"), Bracket("\\u003e")),
    (Bracket("%3c"), Bracket("%3e")), (Bracket("&#60;"), Bracket("&#62;")), (Bracket("＜"), Bracket("＞")),
  ]

  /// A bracket in one of its spellings, in any case.
  private struct Bracket: Sendable {
    let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    func end(in text: ScannedText, from start: Int) -> Int? {
      for (offset, byte) in bytes.enumerated() where text[start + offset].lowercased != byte { return nil }
      return start + bytes.count
    }
  }
}
