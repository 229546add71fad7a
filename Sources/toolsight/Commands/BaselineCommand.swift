import ArgumentParser

struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline", abstract: "Names the runs that others are compared with.",
    subcommands: [
      BaselineSaveCommand.self, BaselineListCommand.self, BaselineShowCommand.self, BaselineRmCommand.self,
      BaselineExportCommand.self,
    ])
}

struct NamedBaseline: ParsableArguments {
  @Argument(help: "The baseline's name.")
  var name: String

  @Option(help: ArgumentHelp("The suite, where several have a baseline of this name.", valueName: "name"))
  var suite: String?
}
