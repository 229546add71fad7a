import Foundation
import TestSupport

/// A page of Markdown as readers and code hosts take it: blocks of code, and around them headings, links and prose.
struct MarkdownPage {
  /// What stands between two fences.
  struct Block: CustomStringConvertible {
    let page: String
    let line: Int
    let language: String
    let text: String

    var description: String { "\(page):\(line)" }
  }

  /// Relative to the package.
  let path: String
  private(set) var blocks: [Block] = []
  /// Outside of blocks, with its number.
  private(set) var lines: [(number: Int, text: String)] = []

  init(_ path: String) throws {
    self.path = path
    var open: (line: Int, language: String, text: [Substring])?
    for (index, line) in try ProjectRoot.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("```"), let block = open {
        let code = block.text.map { $0 + "\n" }.joined()
        blocks.append(Block(page: path, line: block.line, language: block.language, text: code))
        open = nil
      } else if text.hasPrefix("```") {
        open = (index + 1, String(text.dropFirst(3)), [])
      } else if open != nil {
        open?.text.append(line)
      } else {
        lines.append((index + 1, String(line)))
      }
    }
  }

  /// The pages of the manual, the decisions aside.
  static let manual = ProjectRoot.files(under: "docs", [".md"]).filter { !$0.hasPrefix("docs/decisions/") }

  /// Everything that links to other pages.
  static let all =
    ProjectRoot.files(under: "docs", [".md"]) + ["README", "CONTRIBUTING", "SECURITY", "CHANGELOG"].map { $0 + ".md" }

  /// ``lines`` without the reference tables, which are made from the code.
  var written: [(number: Int, text: String)] {
    var isMade = false
    return lines.filter { line in
      if line.text.hasPrefix("<!-- ") { isMade = line.text != "<!-- /reference -->" }
      return !isMade && !line.text.hasPrefix("<!-- ")
    }
  }

  var headings: [String] {
    lines.filter { $0.text.hasPrefix("#") }.map { $0.text.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces) }
  }

  /// What can stand behind `#` in a link to this page, as GitHub makes it of a heading.
  var anchors: Set<String> {
    Set(
      headings.map { heading in
        String(heading.lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) })
          .replacingOccurrences(of: " ", with: "-")
      })
  }

  /// The targets of links, code aside.
  var links: [(line: Int, target: String)] {
    lines.flatMap { line in
      Self.withoutCode(line.text).matches(of: #/\]\(([^)\s]+)\)/#).map { (line.number, String($0.1)) }
    }
  }

  static func withoutCode(_ line: String) -> String { line.replacing(#/`[^`]*`/#, with: "") }
}
