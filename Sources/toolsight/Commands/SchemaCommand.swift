import ArgumentParser

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of a suite, of report.json or of toolsight.yaml.",
    discussion: """
      Editors complete and check files with it; 'toolsight init' names it in the suites that it writes.

      Example:
        toolsight schema suite > \(StarterFiles.schemaPath)
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case suite, report, config
  }

  @Argument(help: "Whose schema: suite, report or config (toolsight.yaml).")
  var kind: Kind

  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() { Terminal.write(json: kind.text) }
}

extension SchemaCommand.Kind {
  var text: String { EmbeddedFile.schemas.first { $0.name == rawValue }?.text ?? "" }
}
