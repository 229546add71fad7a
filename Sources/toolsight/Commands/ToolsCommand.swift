import ArgumentParser
import EvalCore
import Foundation
import MCP
import OrderedJSON
import SuiteFiles

struct ToolsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tools", abstract: "Shows, compares and fetches tool sets.",
    subcommands: [ToolsShowCommand.self, ToolsDiffCommand.self, ToolsFetchCommand.self])
}

struct ToolsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows a tool set, or what a variant of a suite serves.",
    discussion: """
      Examples:
        toolsight tools show fixtures/toolsets/tracker.json
        toolsight tools show suites/tracker.yaml --variant rewrite --verbose
      """)

  @Argument(help: "A tool-set file, or a suite with --variant.", completion: .file())
  var file: String

  @Option(help: "A variant of the suite.")
  var variant: String?

  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let set = try ToolSetReference(file, variant: variant).toolSet(console)
    if console.format == .json {
      return Terminal.write(JSON.array(set.tools.map { .object($0.json) }).pretty())
    }
    Terminal.write(ToolSetText(set).text(isVerbose: console.verbose))
  }
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
