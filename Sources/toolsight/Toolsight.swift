import ArgumentParser
import CAllocator
import EvalCore
import Foundation
import MCP

@main
struct Toolsight: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "toolsight",
    abstract: "Tells whether models pick the right MCP tool because of how the tools are described.",
    discussion: """
      Examples:
        toolsight check suites/tracker.yaml
        toolsight run suites/tracker.yaml --model lexical

      The manual: toolsight help suites, or another of
        \(HelpCommand.pages.joined(separator: ", "))

      Exit codes: 0 pass, 1 the gate failed, 2 wrong input, 3 could not measure, 4 inconclusive with --strict, \
      130 or 143 interrupted.
      """,
    version: Implementation.version,
    subcommands: [
      InitCommand.self, CheckCommand.self, PlanCommand.self, RunCommand.self, ScoreCommand.self, ReportCommand.self,
      CompareCommand.self, GateCommand.self,
      BaselineCommand.self, HistoryCommand.self, ToolsCommand.self, ImportCommand.self, ServeCommand.self,
      RegistryCommand.self,
      RecordingsCommand.self, ModelsCommand.self, SchemaCommand.self, HelpCommand.self,
    ])

  static func main() async {
    Interrupts.answerEarly()
    callocator_share_heap()
    Terminal.occupyClosedStreams()
    // A closed pipe (`toolsight … | head`) is no error of ours: see Terminal.
    signal(SIGPIPE, SIG_IGN)
    do {
      if let failure = CommandWords(Array(CommandLine.arguments.dropFirst()), of: configuration).failure {
        throw failure
      }
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      ProcessEnd.leave(.pass)
    } catch {
      ProcessEnd.leave(after: error, of: Self.self)
    }
  }
}
