import ArgumentParser
import EvalCore
import History

struct HistoryShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows one past run again, judged by today's rules and its own suite.",
    discussion: """
      Example:
        toolsight history show last
      """)

  @Argument(help: RunArgument.help)
  var reference: String

  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let named = try history.file.load(reference, console)
    let evaluation = Evaluation(try StoredEvaluation(named.run, variant: named.variant).asItWas())
    ConsoleReport(evaluation: evaluation).write(to: console)
  }
}
