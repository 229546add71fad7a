import ArgumentParser

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Turns other people's suites into ours.",
    subcommands: [ImportRowsCommand.self, ImportBFCLCommand.self])
}
