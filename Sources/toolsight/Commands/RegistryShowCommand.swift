import ArgumentParser
import Registry

struct RegistryShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows a registered tool set as everybody or a tenant gets it.",
    discussion: """
      Examples:
        toolsight registry show tracker
        toolsight registry show tracker@^2 --tenant acme --format json
      """)

  @Argument(help: "NAME, NAME@VERSION, or with a range such as NAME@^2.")
  var name: String

  @OptionGroup var tenant: TenantOptions
  @OptionGroup(title: "Registry") var registry: RegistryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let reference = try tenant.reference(to: name)
    let set = try registry.place.use(console) { registry throws(RegistryFailure) in try registry.set(reference) }
    RegisteredSetText(set).write(to: console)
  }
}
