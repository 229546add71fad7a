import ArgumentParser

/// What the product promises about its own numbers, measured; for its developers, and not installed.
@main
struct Measure: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "toolsight-measure",
    abstract: "Measures what Toolsight promises about its own verdicts and speed.",
    subcommands: [CalibrateCommand.self, ScaleCommand.self, RedactCommand.self])
}
