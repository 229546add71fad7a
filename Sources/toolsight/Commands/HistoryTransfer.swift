import ArgumentParser
import EvalCore
import Foundation
import History
import Models
import OrderedJSON

struct HistoryExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes a run to one file that another history can import.",
    discussion: """
      Example:
        toolsight history export last run.jsonl
      """)

  @Argument(help: RunArgument.help)
  var reference: String

  @Argument(help: "The file to write, JSON Lines.", completion: .file())
  var file: String

  @OptionGroup var history: HistoryOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let id = try history.reading { try $0.resolve(reference) }
    try history.export(id, to: file, console)
    if console.format == .json { Terminal.write(["run": .string(id), "path": .string(file)]) }
    console.remark("run \(id) is in \(file)")
  }
}

struct HistoryImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Keeps runs that were exported from other histories.",
    discussion: """
      Example:
        toolsight history import run.jsonl
      """)

  @Argument(help: "Exported runs, JSON Lines.", completion: .file())
  var files: [String]

  @OptionGroup var history: HistoryOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let exports = try files.map { file in
      try orWrongReference { () throws(HistoryFailure) in try RunExport(at: file) }
    }
    let store = try history.open(redactor: Redactor.ofEnvironment)
    defer { try? store.close() }
    var kept: [JSON] = []
    for export in exports {
      let isNew = try orWrongReference { () throws(HistoryFailure) in try store.importRun(export.run) }
      kept.append(["run": .string(export.run.record.id), "new": .bool(isNew)])
      console.remark("run \(export.run.record.id) \(isNew ? "is kept" : "was there already")")
    }
    if console.format == .json { Terminal.write(.array(kept)) }
  }
}

extension HistoryOptions {
  /// Writes a run as one file, in whole or not at all; for its owner alone, because transcripts stand in it in full.
  func export(_ run: String, as baseline: BaselineSummary? = nil, to file: String, _ console: ConsoleOptions) throws {
    let store = try open(redactor: Redactor.ofEnvironment)
    defer { try? store.close() }
    do {
      try NewFile(file).write(readableBy: .owner) { sink in
        console.warn(of: try store.export(run, as: baseline, to: sink), "it is left out")
      }
    } catch let failure as HistoryFailure {
      throw CommandFailure(failure)
    }
  }
}
