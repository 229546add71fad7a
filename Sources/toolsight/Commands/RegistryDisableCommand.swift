import ArgumentParser
import Registry

struct RegistryDisableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Takes a tool out of what is listed, and keeps it registered.",
    discussion: """
      Example:
        toolsight registry disable tracker delete_issue --version 2 --tenant acme
      """)

  @OptionGroup var tool: RegisteredToolOptions
  @OptionGroup(title: "Registry") var registry: RegistryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let address = try tool.address()
    let outcome = try registry.place.use(console) { registry throws(RegistryFailure) in
      try registry.setEnabled(false, address, by: tool.author.signature)
    }
    ToolChangeText(address, outcome, "disabled").write(to: console)
  }
}
