package import EvalCore
import OrderedJSON

/// Turns rows that other people wrote (YAML, JSON, JSON Lines, CSV, TSV) into a suite.
package struct RowImport: Sendable {
  /// Where a row keeps what a case needs.
  package struct Columns: Sendable {
    package var id = "id"
    package var prompt = "prompt"
    package var tool = "tool"
    package var arguments: String?
    /// Names of arguments that must not be given.
    package var absent: String?
    /// Further tools that are right as well.
    package var acceptable: String?
    /// True where no tool is right; so it is where `tool` is null, empty or the word `none`.
    package var none: String?
    package var forbid: String?
    package var tags: [String] = []
    package var note: String?

    package init() {}
  }

  /// What becomes of expected arguments.
  package enum ArgumentStyle: String, Sendable, CaseIterable {
    /// They are left out.
    case any
    case equals
    /// Texts may stand anywhere in the argument.
    case contains
    /// Texts are compared without case and white space.
    case text
  }

  /// The suite's name.
  package var name: String
  /// The path of the tool set as the suite will name it.
  package var tools: String
  /// The way from the file to its rows.
  package var under = ""
  package var columns = Columns()
  package var argumentsAs = ArgumentStyle.equals
  /// The most rows that are taken.
  package var limit: Int?
  /// What rows are checked against; nil where any tool and argument is taken.
  package var toolSet: ToolSet?
  /// Leaves out rows whose tool is not known, and arguments that their tool cannot take, where each would be an error.
  package var skipsUnknown = false

  package init(name: String, tools: String) {
    self.name = name
    self.tools = tools
  }

  /// A suite as text, and what could not be taken over.
  package struct Imported: Sendable {
    package let suite: String
    package let cases: Int
    /// Rows whose tool is not known, by that name.
    package let skipped: [String: Int]
    package let warnings: [Diagnostic]
  }

  /// - Throws: all complaints, if one of them is an error or no row can be used.
  package func imported(
    _ files: [(path: String, bytes: [UInt8])]
  ) throws(Diagnostics) -> Imported {
    let complaints = Complaints()
    let all = files.flatMap { rows($0.bytes, path: $0.path, complaints) }
    var reader = RowReader(self, complaints)
    let cases = all.prefix(limit ?? .max).compactMap { reader.evalCase($0) }
    if cases.isEmpty, !complaints.hasErrors {
      let position = FilePosition(file: files.first?.path ?? "", line: 1, column: 1)
      complaints.error(at: position, "no row of \(all.count) can be used", fix: "say where rows and their fields are")
    }
    guard !complaints.hasErrors else { throw Diagnostics(complaints.sorted) }
    let text = SuiteWriter.suite(
      name: Slug.of(name), tools: tools, cases: cases,
      comments: ["Imported from \(files.map { RowImport.fileName($0.path) }.joined(separator: ", "))."])
    return Imported(suite: text, cases: cases.count, skipped: reader.skipped, warnings: complaints.sorted)
  }

  private static func fileName(_ path: String) -> String {
    String(path.split(separator: "/").last ?? "").filter { !$0.isNewline }
  }

  /// Nil after a complaint about columns that no row can have.
  private func rows(of table: CSVTable, _ complaints: Complaints) -> [LocatedNode]? {
    var wanted = [(name: columns.prompt, option: "--prompt")]
    if columns.none == nil { wanted.append((columns.tool, "--tool")) }
    let optional = [
      (columns.arguments, "--args"), (columns.absent, "--absent"), (columns.acceptable, "--acceptable"),
      (columns.none, "--none"), (columns.forbid, "--forbid"), (columns.note, "--note"),
    ]
    wanted += optional.compactMap { name, option in name.map { ($0, option) } } + columns.tags.map { ($0, "--tags") }
    let missing = wanted.filter { !table.head.contains($0.name) }
    for (name, option) in missing {
      complaints.error(
        at: table.headPosition,
        "expected a column '\(name.excerpt)', found the head '\(table.headText.excerpt(200))'",
        fix: "say which it is with \(option): \(table.head.map(\.excerpt).joined(separator: ", ").excerpt(200))")
    }
    return missing.isEmpty ? table.rows : nil
  }

  private func rows(_ bytes: [UInt8], path: String, _ complaints: Complaints) -> [LocatedNode] {
    do throws(Diagnostic) {
      let source = try SourceText(bytes, path: path)
      switch path.split(separator: ".").last?.lowercased() {
      case "csv", "tsv": return CSVReader.table(source, complaints).flatMap { rows(of: $0, complaints) } ?? []
      case "jsonl", "ndjson":
        return JSONLinesTree.nodes(source, complaints).flatMap { RowPath(under).rows(in: $0) }
      case "json": return RowPath(under).rows(in: try .json(source))
      default: return RowPath(under).rows(in: try YAMLTree.read(source, complaints))
      }
    } catch {
      complaints.add(error)
      return []
    }
  }
}
