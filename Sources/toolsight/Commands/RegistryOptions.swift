import ArgumentParser

/// Where tools are registered.
struct RegistryOptions: ParsableArguments {
  @Option(
    name: .customLong("registry"),
    help: ArgumentHelp(
      "The registry: a file, or postgres:// URLs. "
        + "(default: $\(RegistryPlace.variable), else \(RegistryPlace.usualFile) beside toolsight.yaml)",
      valueName: "file|url"))
  var name: String?

  var place: RegistryPlace { RegistryPlace(name) }

  func files(_ console: Console) -> SuiteFilesReader { SuiteFilesReader(console: console, registry: name) }
}
