import ArgumentParser
import EvalCore
import Foundation
import OrderedJSON
import SuiteFiles

struct ImportRowsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rows",
    abstract: "Turns rows (YAML, JSON, JSON Lines, CSV) into a suite: say which field is what.",
    discussion: """
      Examples:
        toolsight import rows prompts.csv --prompt Query --tool Tool --tools tools.json --out suites/prompts.yaml
        toolsight import rows cases.json --under 'pairs[].tests' --prompt input --tool expected --tools tools.json
      """)

  @Argument(help: "Files with rows.", completion: .file())
  var files: [String]

  @Option(help: ArgumentHelp("The path to the rows: members joined by dots, [] for each element.", valueName: "path"))
  var under = ""

  @Option(
    help: ArgumentHelp("The tool set that the suite uses and rows are checked against.", valueName: "file"),
    completion: .file())
  var tools: String

  @Option(help: ArgumentHelp("The suite's name. (default: the file's)", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("Take at most this many rows.", valueName: "count"))
  var limit: Int?

  @Flag(help: "Leave out rows whose tool the tool set lacks, instead of refusing them.")
  var skipUnknown = false

  @Option(help: ArgumentHelp("Where to write the suite. (default: standard output)", valueName: "file"))
  var out: String?

  @Flag(help: "Overwrite a file that exists.")
  var force = false

  @OptionGroup(title: "Fields of a row") var columns: RowColumnOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    if let out { try NewFile(out).requireAbsent(unless: force) }
    let rows = try plan()
    let imported = try orWrongInput { () throws(Diagnostics) in
      try rows.imported(try files.map { path throws(Diagnostics) in (path, try UserFile.bytes(of: path)) })
    }
    console.show(imported.warnings)
    if !imported.skipped.isEmpty { console.remark(Self.remark(on: imported.skipped)) }
    try ImportedSuite(text: imported.suite, cases: imported.cases).show(console, orWriteTo: out)
  }

  /// - Parameter skipped: rows by the tool that the tool set lacks.
  private static func remark(on skipped: [String: Int]) -> String {
    let tools = skipped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5).map { "\($0.key) (\($0.value))" }
    let rows = skipped.values.reduce(0, +).counted("row")
    let names = tools.joined(separator: ", ") + (skipped.count > 5 ? ", …" : "")
    return "left out \(rows) whose tool the tool set lacks: \(names)"
  }

  private func plan() throws -> RowImport {
    let fallback = URL(fileURLWithPath: files[0]).deletingPathExtension().lastPathComponent
    var rows = RowImport(name: Slug.of(name ?? fallback), tools: toolsAsTheSuiteNamesThem)
    rows.under = under
    columns.apply(to: &rows)
    rows.limit = limit
    rows.toolSet = try ToolSetReference(tools).toolSet(printing.console)
    rows.skipsUnknown = skipUnknown
    return rows
  }

  /// From the suite's folder; from the working directory where the suite goes to standard output.
  private var toolsAsTheSuiteNamesThem: String {
    guard let out, !tools.hasPrefix("/") else { return tools }
    let folder = URL(fileURLWithPath: out).deletingLastPathComponent().path
    return RelativePath.relative(URL(fileURLWithPath: tools).path, to: folder)
  }
}
