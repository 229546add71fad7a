import ArgumentParser
import Registry

struct RegistryEnableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Lets a disabled tool be listed and called again.",
    discussion: """
      Example:
        toolsight registry enable tracker delete_issue --version 2 --tenant acme
      """)

  @OptionGroup var tool: RegisteredToolOptions
  @OptionGroup(title: "Registry") var registry: RegistryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    try tool.change(in: registry, printing.console, "enabled") { registry, tool, author throws(RegistryFailure) in
      try registry.setEnabled(true, tool, by: author)
    }
  }
}
