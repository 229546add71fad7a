import ArgumentParser
import History

struct BaselineExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a baseline to one file that a machine without the history can compare with.",
    discussion: """
      Example:
        toolsight baseline export main baselines/main.jsonl
        toolsight run suites/tracker.yaml --baseline baselines/main.jsonl
      """)

  @OptionGroup var baseline: NamedBaseline

  @Argument(help: "The file to write, JSON Lines.", completion: .file())
  var file: String

  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let saved = try history.file.read { try $0.baseline(named: baseline.name, suite: baseline.suite) }
    try history.file.export(saved.run.id, as: saved, to: file, console)
    if console.format == .json { Terminal.write(saved.json(at: file)) }
    console.remark("baseline '\(saved.name)' is in \(file)")
  }
}
