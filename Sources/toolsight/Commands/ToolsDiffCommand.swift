import ArgumentParser
import EvalCore

struct ToolsDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Says what changed between two tool sets.",
    discussion: """
      With --breaking it says what the change costs: breaking for callers or for readers of results, risky, or \
      harmless, each with its place and the rule, of which 'toolsight help mcp' has the table.

      Examples:
        toolsight tools diff old.json new.json --exit-code
        toolsight tools diff suites/tracker.yaml:today suites/tracker.yaml:rewrite
        toolsight tools diff old.json new.json --breaking --exit-code
      """)

  @Argument(help: "A tool-set file, or SUITE:VARIANT.", completion: .file())
  var before: String

  @Argument(help: "A tool-set file, or SUITE:VARIANT.", completion: .file())
  var after: String

  @Flag(help: "Say what would break callers, readers of results and models.")
  var breaking = false

  @Flag(help: "Exit 1 if they differ; with --breaking, if a change is breaking.")
  var exitCode = false

  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let old = try ToolSetReference(before).toolSet(console)
    let new = try ToolSetReference(after).toolSet(console)
    if breaking { return try report(BreakingChanges(from: old, to: new), console) }
    let difference = ToolSetDifference(from: old, to: new)
    DifferenceText(difference).write(to: console)
    if exitCode && !difference.isEmpty { throw Exit.gateFailed }
  }

  private func report(_ changes: BreakingChanges, _ console: Console) throws {
    BreakingText(changes).write(to: console)
    if exitCode && changes.count(.breaking) > 0 { throw Exit.gateFailed }
  }
}
