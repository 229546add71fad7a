import ArgumentParser
import EvalCore

struct ToolsDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Says what changed between two tool sets.",
    discussion: """
      Examples:
        toolsight tools diff old.json new.json --exit-code
        toolsight tools diff suites/tracker.yaml:today suites/tracker.yaml:rewrite
      """)

  @Argument(help: "A tool-set file, or SUITE:VARIANT.", completion: .file())
  var before: String

  @Argument(help: "A tool-set file, or SUITE:VARIANT.", completion: .file())
  var after: String

  @Flag(help: "Exit 1 if they differ.")
  var exitCode = false

  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let old = try ToolSetReference(before).toolSet(console)
    let new = try ToolSetReference(after).toolSet(console)
    let difference = ToolSetDifference(from: old, to: new)
    DifferenceText(difference).write(to: console)
    if exitCode && !difference.isEmpty { throw Exit.gateFailed }
  }
}
