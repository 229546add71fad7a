import ArgumentParser
import History
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

  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let id = try history.file.read { try $0.resolve(reference) }
    try history.file.export(id, to: file, console)
    if console.format == .json { Terminal.write(["run": .string(id), "path": .string(file)]) }
    console.remark("run \(id) is in \(file)")
  }
}
