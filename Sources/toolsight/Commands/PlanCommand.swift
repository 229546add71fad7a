import ArgumentParser
import EvalCore
import Models

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Prints what a run would ask and cost, and what it could detect.",
    discussion: """
      No model is asked, except with --count-tokens: then \(Provider.counting) say what each \
      variant's tools cost in a prompt (two requests for each variant, no answers), and the sums use these numbers \
      where every model of the plan counts. What stays an estimate is marked ≈.

      Examples:
        toolsight plan suites/tracker.yaml --model openai:gpt-5-mini --repeats 5
        toolsight plan suites/tracker.yaml --model gemini:gemini-2.5-pro --count-tokens
      """)

  @Argument(help: "Suite files.", completion: .file())
  var suites: [String]

  @Flag(
    name: .customLong("count-tokens"),
    help: "Ask the models that count tokens what each variant's tools cost; needs their keys.")
  var countsTokens = false

  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Models") var models: ModelOptions
  @OptionGroup(title: "Comparison") var control: ControlOptions
  @OptionGroup(title: "Spending") var prices: PriceOptions
  @OptionGroup(title: "Registry") var registry: RegistryOptions
  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() async throws {
    let console = printing.console
    let selected = try selection.settings.select(from: registry.files(console).read(suites))
    var documents = JSONDocuments(selected.count, console)
    defer { documents.end() }
    for suite in selected {
      let text = try await text(control.suite(from: suite, in: history.file, allowsPartial: true), console)
      documents.next()
      text.write(to: console)
    }
  }

  private func text(_ suite: Suite, _ console: Console) async throws -> PlanText {
    let chosen = try ChosenModels(models.settings, for: suite)
    for remark in try chosen.remarks(most: .max) { console.remark(remark) }
    let cards = chosen.cards
    return PlanText(
      suite: suite, plan: Plan(suite, models: cards, selection.settings),
      prices: try prices.source.prices(of: cards.map(\.name), beside: suite.path), free: chosen.free,
      catalogTokens: countsTokens ? try await catalogTokens(chosen) : [:])
  }

  /// By model and variant.
  private func catalogTokens(_ chosen: ChosenModels) async throws -> [String: [String: TokenCount]] {
    let variants = chosen.suite.variants
    let names = chosen.choices.map(\.name)
    return try await CountingModels.withOpen(chosen) { counting in
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
