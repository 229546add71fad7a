import ArgumentParser
import EvalCore
import Foundation
import Registry

struct RegistryDeprecateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deprecate", abstract: "Says from when a tool should not be used any more, and what to use instead.",
    discussion: """
      Example:
        toolsight registry deprecate tracker find --use search_issues --since 2027-01-01 --until 2027-06-30
      """)

  @OptionGroup var tool: RegisteredToolOptions

  @Option(help: ArgumentHelp("The tool to use instead.", valueName: "tool"))
  var use: String?

  @Option(help: ArgumentHelp("The first day, YYYY-MM-DD. (default: today)", valueName: "date"))
  var since: String?

  @Option(help: ArgumentHelp("The last day on which callers may count on it. (default: no end)", valueName: "date"))
  var until: String?

  @OptionGroup(title: "Registry") var registry: RegistryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let today = String(Timestamp.text(Date()).prefix(10))
    let deprecation = ToolDeprecation(since: since ?? today, until: until, replacement: use)
    try tool.change(in: registry, printing.console, "deprecated") { registry, tool, author throws(RegistryFailure) in
      try registry.deprecate(tool, deprecation, by: author)
    }
  }
}
