import ArgumentParser

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Turns test data of other tools into suites.",
    subcommands: [ImportRowsCommand.self, ImportBFCLCommand.self])
}
