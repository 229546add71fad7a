import ArgumentParser

struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "Lists the models that can be asked, and tries one.",
    subcommands: [ModelsListCommand.self, ModelsTestCommand.self])
}
