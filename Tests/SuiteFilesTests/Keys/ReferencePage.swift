import EvalCore
import OrderedJSON
import SuiteFiles
import TestSupport

/// A page of the manual, in which tables stand between `<!-- reference:NAME -->` and `<!-- /reference -->`.
struct ReferencePage {
  let path: String

  /// The names between whose marks something stands, in the order of the page.
  private(set) var names: [String] = []
  /// The page with every table as it is declared today; one of an unknown name stays as it is.
  private(set) var text = ""

  static let end = "<!-- /reference -->"

  init(_ path: String, tables: [String: String]) throws {
    self.path = path
    var lines: [Substring] = []
    var isInside = false
    for line in try ProjectRoot.text(path).split(separator: "\n", omittingEmptySubsequences: false) {
      if line == Self.end { isInside = false }
      if !isInside { lines.append(line) }
      guard let name = Self.name(line) else { continue }
      names.append(name)
      guard let table = tables[name] else { continue }
      lines.append("\n\(table)\n")
      isInside = true
    }
    guard !isInside else { throw MissingEnd(path: path) }
    text = lines.joined(separator: "\n")
  }

  /// Without its end a table would swallow the rest of the page.
  struct MissingEnd: Error {
    let path: String
  }

  private static func name(_ line: Substring) -> String? {
    line.wholeMatch(of: #/<!-- reference:([a-z-]+) -->/#).map { String($0.1) }
  }
}

/// A table as Markdown has it.
struct MarkdownTable {
  let text: String

  init(_ head: [String], _ rows: [[String]]) {
    let all = [head, head.map { _ in "---" }] + rows
    text = all.map { "| " + $0.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  /// The reference of matchers, from their own declarations.
  init(_ matchers: [MatcherDeclaration]) {
    let rows = matchers.map { matcher in
      let examples = matcher.examples.map { example in
        let values = { (values: [JSON?]) in
          values.map { $0.map { "`\($0.compact)`" } ?? "no argument" }.joined(separator: ", ")
        }
        let accepts = "`\(example.written.compact)` accepts \(values(example.accepts))"
        return accepts + (example.refuses.isEmpty ? "" : "; refuses \(values(example.refuses))")
      }
      return ["`\(matcher.key)`", matcher.summary, examples.joined(separator: ". ")]
    }
    self.init(["Matcher", "What it accepts", "Examples"], rows)
  }

  /// The rules by which a new list of tools breaks callers, from their own declarations.
  init(_ rules: [BreakingRule]) {
    let rows = rules.map { rule in
      let example =
        switch rule.example {
        case .schema(let before, let after), .list(let before, let after):
          "`\(before.compact)` → `\(after.compact)`"
        case .none: "–"
        }
      let affects = rule.affects.map(\.rawValue).joined(separator: ", ")
      return ["`\(rule.key)`", rule.severity.rawValue, affects, rule.summary, example]
    }
    self.init(["Rule", "Severity", "For", "What it says", "Example"], rows)
  }

  /// The reference of a map's keys.
  init(_ table: KeyTable, required: Set<String>) {
    let rows = table.keys.map { key in
      let name = table.isJSON ? "\"\(key.name)\"" : key.name
      // A word that takes no value is its own example.
      let example = key.example == key.name ? key.example : "\(name): \(key.example)"
      return [
        "`\(key.name)`\(required.contains(key.name) ? " (required)" : "")", key.values, key.summary, "`\(example)`",
      ]
    }
    self.init(["Key", "Value", "What it says", "Example"], rows)
  }
}
