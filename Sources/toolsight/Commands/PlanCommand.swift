import ArgumentParser
import EvalCore
import Foundation
import Models

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Prints what a run would ask and cost, and what it could detect.",
    discussion: """
      Example:
        toolsight plan suites/tracker.yaml --model openai:gpt-5-mini --repeats 5
      """)

  @Argument(help: "Suite files.", completion: .file())
  var suites: [String]

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var control: ControlOptions
  @OptionGroup var models: ModelOptions
  @OptionGroup var prices: PriceOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var console: ConsoleOptions

  func run() async throws {
    for suite in try SuiteFilesReader(console: console).suites(suites).map(selection.selected) {
      let suite = try control.controlled(suite, history)
      let chosen = try ChosenModels(models, for: suite)
      for remark in try chosen.remarks() { console.remark(remark) }
      let cards = chosen.cards
      let plan = Plan(
        suite, models: cards, repeats: selection.repeats, seed: selection.seed, isAdaptive: selection.isAdaptive)
      PlanText(suite: suite, plan: plan, prices: try prices.prices(of: cards.map(\.name), beside: suite.path)).write(
        to: console)
    }
  }
}
