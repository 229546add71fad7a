import ArgumentParser
import EvalCore
import Foundation
import History

struct BaselineShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows the run behind a baseline.",
    discussion: """
      Example:
        toolsight baseline show main
      """)

  @OptionGroup var baseline: NamedBaseline
  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let named = try history.file.load("@\(baseline.name)", console, suite: baseline.suite)
    if let baseline = named.baseline, console.format == .text {
      console.remark("baseline '\(baseline.name)', saved \(baseline.savedAt.formatted(.iso8601))")
    }
    let evaluation = Evaluation(try StoredEvaluation(named.run, variant: named.variant).asItWas())
    ConsoleReport(evaluation: evaluation).write(to: console)
  }
}
