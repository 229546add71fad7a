import ArgumentParser
import EvalCore

struct ToolsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tools", abstract: "Shows, compares and fetches tool sets.",
    subcommands: [ToolsShowCommand.self, ToolsDiffCommand.self, ToolsFetchCommand.self])
}

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

  @Flag(help: "Exit 1 where they differ.")
  var exitCode = false

  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let old = try ToolSetReference(before).toolSet(console)
    let new = try ToolSetReference(after).toolSet(console)
    let difference = ToolSetDifference(from: old, to: new)
    DifferenceText(difference).write(to: console)
    if exitCode && !difference.isEmpty { throw ExitCode(Exit.gateFailed.rawValue) }
  }
}
