import ArgumentParser
import EvalCore
import History
import OrderedJSON

struct HistoryImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Adds runs that were exported from other histories.",
    discussion: """
      Example:
        toolsight history import run.jsonl
      """)

  @Argument(help: "Exported runs, JSON Lines.", completion: .file())
  var files: [String]

  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let exports = try files.map { file in
      try orWrongReference { () throws(HistoryFailure) in try RunExport(at: file) }
    }
    let store = try history.file.open()
    defer { try? store.close() }
    var kept: [JSON] = []
    for export in exports {
      let isNew = try orWrongReference { () throws(HistoryFailure) in try store.importRun(export.run) }
      kept.append(["run": .string(export.run.record.id), "new": .bool(isNew)])
      console.remark("run \(export.run.record.id) \(isNew ? "was imported" : "was imported before")")
    }
    if console.format == .json { Terminal.write(.array(kept)) }
  }
}
