import ArgumentParser
import EvalCore
import Foundation
import Models

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Prints what a run would ask and cost, and what it could detect.",
    discussion: """
      Nothing is asked of anybody, but for --count-tokens: then \(Provider.counting) say what each \
      variant's tools cost in a prompt (two requests for each variant, no answers), and the sums use these numbers \
      where every model of the plan counts. What stays an estimate is marked ≈.

      Examples:
        toolsight plan suites/tracker.yaml --model openai:gpt-5-mini --repeats 5
        toolsight plan suites/tracker.yaml --model gemini:gemini-2.5-pro --count-tokens
      """)

  @Argument(help: "Suite files.", completion: .file())
  var suites: [String]

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var control: ControlOptions
  @OptionGroup var models: ModelOptions
  @Flag(
    name: .customLong("count-tokens"),
    help: "Ask the models that count tokens what each variant's tools cost; needs their keys.")
  var countsTokens = false

  @OptionGroup var prices: PriceOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var console: ConsoleOptions

  func run() async throws {
    let read = try selection.selected(SuiteFilesReader(console: console).suites(suites))
    var documents = JSONDocuments(read.count, console)
    defer { documents.end() }
    for suite in read {
      let suite = try control.controlled(suite, history, allowsPartial: true)
      let chosen = try ChosenModels(models, for: suite)
      for remark in try chosen.remarks(most: .max) { console.remark(remark) }
      let cards = chosen.cards
      let plan = Plan(
        suite, models: cards, repeats: selection.repeats, seed: selection.seed, isAdaptive: selection.isAdaptive)
      var text = PlanText(
        suite: suite, plan: plan, prices: try prices.prices(of: cards.map(\.name), beside: suite.path),
        free: chosen.free)
      if countsTokens { text.catalogTokens = try await catalogTokens(chosen) }
      documents.next()
      text.write(to: console)
    }
  }

  /// By model and variant.
  private func catalogTokens(_ chosen: ChosenModels) async throws -> [String: [String: TokenCount]] {
    let variants = chosen.suite.variants
    let names = chosen.choices.map(\.name)
    return try await CountingModels.asked(chosen, models.redactor) { counting in
      var counts: [String: [String: TokenCount]] = [:]
      for name in names {
        for variant in variants {
          counts[name, default: [:]][variant.name] = try await counting.all(of: variant, by: name)
        }
      }
      return counts
    }
  }
}
