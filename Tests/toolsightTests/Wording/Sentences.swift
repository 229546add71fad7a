import Foundation

/// The literals of the program's sources that a person may be shown, by rules that are stated here: what is left out is code
/// in another language, data, or what others say. Labels of one word are not sentences.
enum Sentences {
  /// Files whose literals nobody is shown as they are.
  private static let otherFiles = [
    // A program of its own, for those who work on this one.
    "measure/",
    // The page's style sheet, script and policy; the schemas that JSON Schema itself publishes.
    "Reports/HTML/PageStyle.swift", "Reports/HTML/PageScript.swift", "Reports/HTML/PageHead.swift",
    "JSONSchema/MetaSchemas/",
    // What endpoints, relays and models write.
    "Models/Errors/KnownSentence.swift", "Models/Errors/RelayedError.swift", "EvalCore/Score/CallTemplates.swift",
    // What a model is asked, which recordings hold.
    "Models/Constrained/ConstrainedDialogue.swift", "toolsight/Session/ModelProbe.swift",
  ]
  /// Tables of prices are data.
  private static let otherEnding = "Prices.swift"
  /// What is said to machines in the protocols.
  private static let otherBeginnings = [
    "application/json", "text/plain;", "Bearer ", "event: ", "{\"", "EEE, ", "<meta ",
  ]

  fileprivate static func isForMachines(_ text: String) -> Bool { otherBeginnings.contains { text.hasPrefix($0) } }

  /// By file, each sentence once.
  static func all(of root: URL) throws -> String {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted().filter { path in
      path.hasSuffix(".swift") && !path.hasSuffix(otherEnding) && !otherFiles.contains { path.hasPrefix($0) }
    }
    return try paths.compactMap { path -> String? in
      let source = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      let sentences = shown(SourceLiterals(source).found, isMarkup: path.hasPrefix("Reports/HTML/"))
      return sentences.isEmpty ? nil : "\(path)\n" + sentences.map { "  \($0.indented)\n" }.joined()
    }.joined(separator: "\n")
  }

  private static func shown(_ literals: [String], isMarkup: Bool) -> [String] {
    var seen: Set<String> = []
    return literals.map { isMarkup ? $0.withoutTags : $0 }.filter { $0.isSentence && seen.insert($0).inserted }
  }
}

extension String {
  /// At least two words, of which one is longer than a variable's name, and no SQL.
  fileprivate var isSentence: Bool {
    let words = split(whereSeparator: \.isWhitespace)
    let spoken = words.filter { $0.contains("…") || $0.contains(#/[A-Za-z]{2}/#) }
    let isSQL = contains(
      #/\b(?:SELECT|INSERT|UPDATE|DELETE FROM|CREATE TABLE|CREATE INDEX|SET [a-z_]+ =|PRAGMA|WHERE|ORDER BY)\b/#)
    return spoken.count > 1 && contains(#/[a-z]{2}/#) && !isSQL && !Sentences.isForMachines(self)
  }

  /// What a page shows of its markup: `|` stands for a tag, and the words that a tag has for people stay.
  fileprivate var withoutTags: String {
    replacing(#/<[^<>]*>/#) { tag in
      let words = tag.0.matches(of: #/(?:title|placeholder|aria-label)="([^"]*)"/#).map { "‹\($0.1)›" }
      return " \(words.isEmpty ? "|" : words.joined(separator: " ")) "
    }
    .replacing(#/[\s|]*\|[\s|]*/#, with: " | ").replacing(#/^[ |]+|[ |]+$/#, with: "")
  }

  fileprivate var indented: String { replacing("\n", with: "\n    ").replacing(#/ +\n/#, with: "\n") }
}
