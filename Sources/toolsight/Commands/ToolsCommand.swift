import ArgumentParser

struct ToolsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tools", abstract: "Shows, compares and fetches tool sets.",
    subcommands: [ToolsShowCommand.self, ToolsDiffCommand.self, ToolsFetchCommand.self])
}
