import ArgumentParser
import History

struct BaselineRmCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rm", abstract: "Removes a baseline's name; its run stays in the history.",
    discussion: """
      Example:
        toolsight baseline rm main
      """)

  @OptionGroup var baseline: NamedBaseline
  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let removed = try history.file.read { try $0.removeBaseline(baseline.name, suite: baseline.suite) }
    if console.format == .json { Terminal.write(removed.json()) }
    console.remark("'\(removed.name)' of suite '\(removed.suite)' is no longer a baseline; run \(removed.run.id) stays")
  }
}
