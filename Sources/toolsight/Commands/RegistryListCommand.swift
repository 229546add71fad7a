import ArgumentParser
import Registry

struct RegistryListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the registered tool sets, the newest version first.",
    discussion: """
      Example:
        toolsight registry list
      """)

  @OptionGroup(title: "Registry") var registry: RegistryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let sets = try registry.place.use(console) { registry throws(RegistryFailure) in try registry.sets() }
    RegistryListText(sets).write(to: console)
  }
}
