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
    let console = printing.console
    let address = try tool.address()
    let outcome = try registry.place.use(console) { registry throws(RegistryFailure) in
      try registry.setEnabled(true, address, by: tool.author.signature)
    }
    ToolChangeText(address, outcome, "enabled").write(to: console)
  }
}
