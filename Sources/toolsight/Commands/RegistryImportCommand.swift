import ArgumentParser
import EvalCore
import OrderedJSON
import Registry

struct RegistryImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Registers a version of a tool set.",
    discussion: """
      What is imported with --tenant is what that tenant has otherwise than everybody: its tools stand in the place of \
      those of the same name, and beside the others.

      Examples:
        toolsight registry import tracker.json --name tracker --version 2
        toolsight registry import tracker.json --name tracker --version 2.1 --scope delete_issue=issues:write
        toolsight registry import acme.json --name tracker --version 2 --tenant acme
      """)

  @Argument(help: "Tool-set files; several make one set.", completion: .file())
  var files: [String]

  @Option(help: ArgumentHelp("The tool set's name.", valueName: "name"))
  var name: String

  @Option(help: ArgumentHelp("Its version: MAJOR[.MINOR[.PATCH]].", valueName: "version"))
  var version: String

  @Option(
    name: .customLong("scope"),
    help: ArgumentHelp("A scope that a tool needs, for the record; may be repeated.", valueName: "tool=scope"))
  var scopes: [String] = []

  @Option(
    name: .customLong("limit"),
    help: ArgumentHelp(
      "How often a tool may be called, e.g. search_issues=5/1m, for the record; may be repeated.",
      valueName: "tool=rate"))
  var rates: [String] = []

  @Flag(help: "Replace this version where it is registered with other tools.")
  var replace = false

  @OptionGroup var tenant: TenantOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup(title: "Registry") var registry: RegistryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let new = try registration(console)
    let outcome = try registry.place.use(creates: true, console) { registry throws(RegistryFailure) in
      try registry.register(new, by: author.signature)
    }
    let text = RegistrationText(new, outcome)
    if console.format == .json { Terminal.write(text.json) }
    console.remark(text.remark)
  }

  private func registration(_ console: Console) throws -> ToolSetRegistration {
    let reference = try tenant.reference(to: name)
    guard reference.name == name else {
      throw CommandFailure(
        .wrongInput, "--name expects the name alone, found '\(name)'", fix: "write --name \(reference.name)")
    }
    guard let number = ToolVersion(version) else {
      throw CommandFailure(
        .wrongInput, "--version expects MAJOR[.MINOR[.PATCH]], found '\(version)'", fix: "write --version 1.0.0")
    }
    var new = ToolSetRegistration(
      try RegisteredFiles(files).toolSet(console), name: reference.name, version: number, tenant: reference.tenant)
    let settings = try RegisteredSettings(scopes: scopes, rates: rates, of: new.toolSet)
    (new.scopes, new.rates, new.replaces) = (settings.scopes, settings.rates, replace)
    return new
  }
}
