import ArgumentParser
import Registry

struct RegistryHistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Says who changed a tool set or one of its tools, when, and how.",
    discussion: """
      Examples:
        toolsight registry history tracker
        toolsight registry history tracker delete_issue --format json
      """)

  @Argument(help: "The tool set's name.")
  var name: String

  @Argument(help: "One of its tools. (default: all)")
  var tool: String?

  @OptionGroup(title: "Registry") var registry: RegistryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let changes = try registry.place.use(console) { registry throws(RegistryFailure) in
      try registry.history(of: name, tool: tool)
    }
    RegistryHistoryText(changes).write(to: console)
  }
}
