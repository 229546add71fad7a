import ArgumentParser

struct RegistryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "registry", abstract: "Keeps tools by name, version and tenant, for suites and servers.",
    discussion: """
      A suite names what is registered: tools: registry:tracker@2?tenant=acme

      Example:
        toolsight registry import tracker.json --name tracker --version 2
      """,
    subcommands: [
      RegistryImportCommand.self, RegistryListCommand.self, RegistryShowCommand.self, RegistryEnableCommand.self,
      RegistryDisableCommand.self, RegistryDeprecateCommand.self, RegistryHistoryCommand.self,
    ])
}
