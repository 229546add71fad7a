import ArgumentParser

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Shows what past runs found.",
    subcommands: [
      HistoryListCommand.self, HistoryShowCommand.self, HistoryExportCommand.self, HistoryImportCommand.self,
    ])
}
