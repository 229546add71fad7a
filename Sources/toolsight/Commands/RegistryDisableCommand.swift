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
    try tool.change(in: registry, printing.console, "disabled") { registry, tool, author throws(RegistryFailure) in
      try registry.setEnabled(false, tool, by: author)
    }
  }
}
