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

  @Option(help: ArgumentHelp("The way to the rows: members with dots, [] for each element.", valueName: "path"))
  var under = ""

  @Option(help: ArgumentHelp("The field with the id; made from the prompt where a row has none.", valueName: "field"))
  var id = "id"

  @Option(help: ArgumentHelp("The field with the prompt.", valueName: "field"))
  var prompt = "prompt"

  @Option(
    help: ArgumentHelp("The field with the expected tool; null, an empty cell and none mean none.", valueName: "field"))
  var tool = "tool"

  @Option(help: ArgumentHelp("The field with the expected arguments.", valueName: "field"))
  var args: String?

  @Option(help: "How arguments are compared: equals, contains, text, or any (left out).")
  var argsAs: RowImport.ArgumentStyle = .equals

  @Option(help: ArgumentHelp("The field with the names of arguments that must not be given.", valueName: "field"))
  var absent: String?

  @Option(help: ArgumentHelp("The field with further tools that are right too.", valueName: "field"))
  var acceptable: String?

  @Option(help: ArgumentHelp("The field that is true where no tool is right.", valueName: "field"))
  var none: String?

  @Option(help: ArgumentHelp("The field with tools that must not be called.", valueName: "field"))
  var forbid: String?

  @Option(help: ArgumentHelp("Fields with tags, with commas between them.", valueName: "fields"))
  var tags: String?

  @Option(help: ArgumentHelp("The field with a note.", valueName: "field"))
  var note: String?

  @Option(
    help: ArgumentHelp("The tool set that the suite uses and rows are checked against.", valueName: "file"),
    completion: .file())
  var tools: String

  @Option(help: "The suite's name; the file's where it is left out.")
  var name: String?

  @Option(help: "Take this many rows at most.")
  var limit: Int?

  @Flag(help: "Leave out rows whose tool the tool set lacks, instead of complaining.")
  var skipUnknown = false

  @Option(help: ArgumentHelp("Where to write the suite; standard output where it is left out.", valueName: "file"))
  var out: String?

  @Flag(help: "Overwrite a file that is there.")
  var force = false

  @OptionGroup var console: ConsoleOptions

  func run() throws {
    if let out, !force, FileManager.default.fileExists(atPath: out) {
      throw CommandFailure(.wrongInput, "'\(out)' is there already\n  fix: add --force to overwrite it")
    }
    let rows = try plan()
    let imported = try orWrongInput { () throws(Diagnostics) in
      try rows.imported(try files.map { path throws(Diagnostics) in (path, try UserFile.bytes(of: path)) })
    }
    console.show(imported.warnings)
    let left = imported.skipped.values.reduce(0, +)
    if left > 0 {
      let names = imported.skipped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5).map {
        "\($0.key) (\($0.value))"
      }
      console.remark(
        "left out \(left.counted("row")) whose tool the tool set lacks: \(names.joined(separator: ", "))\(imported.skipped.count > 5 ? ", …" : "")"
      )
    }
    try ImportedSuite(text: imported.suite, cases: imported.cases).show(console, orWriteTo: out)
  }

  private func plan() throws -> RowImport {
    let fallback = URL(fileURLWithPath: files[0]).deletingPathExtension().lastPathComponent
    var rows = RowImport(name: Slug.of(name ?? fallback), tools: toolsAsTheSuiteNamesThem)
    rows.under = under
    rows.columns.id = id
    rows.columns.prompt = prompt
    rows.columns.tool = tool
    rows.columns.arguments = args
    rows.columns.absent = absent
    rows.columns.acceptable = acceptable
    rows.columns.none = none
    rows.columns.forbid = forbid
    rows.columns.tags = tags?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } ?? []
    rows.columns.note = note
    rows.argumentsAs = argsAs
    rows.limit = limit
    rows.toolSet = try ToolSetReference(tools).toolSet(console)
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

extension RowImport.ArgumentStyle: ExpressibleByArgument {}
