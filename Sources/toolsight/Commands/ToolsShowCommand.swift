import ArgumentParser
import EvalCore
import Models
import OrderedJSON

struct ToolsShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows a tool set, or what a variant of a suite serves.",
    discussion: """
      Tokens are estimates, marked ≈: about 4 characters each. With --model they are what that model's provider \
      counts, for all tools together and for each one: how much shorter the list is without it. \
      \(Provider.counting) count, and so does llama.cpp as anthropic: or openai-responses:. It takes a request for each \
      tool and two more, none of which makes the model answer. Where a provider does not count, the estimates stay.

      Examples:
        toolsight tools show fixtures/toolsets/tracker.json
        toolsight tools show suites/tracker.yaml --variant rewrite --verbose
        toolsight tools show tracker.json --model anthropic:claude-opus-5-5
        toolsight tools show tracker.json --model anthropic:any@http://127.0.0.1:8080
      """)

  @Argument(help: "A tool-set file, or a suite with --variant.", completion: .file())
  var file: String

  @Option(help: ArgumentHelp("A variant of the suite.", valueName: "name"))
  var variant: String?

  @Option(
    help: ArgumentHelp(
      "The model whose provider counts the tokens: PROVIDER:NAME[@URL], or a name in toolsight.yaml.",
      valueName: "model"))
  var model: String?

  @OptionGroup var trust: TrustOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() async throws {
    let console = printing.console
    let suite = try ToolSetReference(file, variant: variant).suite(console)
    let set = suite.control.toolSet
    guard let model else {
      if console.format == .json {
        return Terminal.write(JSON.array(set.tools.map { .object($0.json) }))
      }
      return Terminal.write(ToolSetText(set).text(isVerbose: console.isVerbose))
    }
    let tokens = try await tokens(of: suite, by: model, console)
    let text = CountedToolSetText(set, tokens, model: model)
    if console.format == .json { return Terminal.write(text.json) }
    Terminal.write(text.text(isVerbose: console.isVerbose))
  }

  private func tokens(of suite: Suite, by model: String, _ console: Console) async throws -> CatalogueTokens {
    let chosen = try ChosenModels(ModelSettings(names: [model], trustedHosts: trust.hosts), for: suite)
    for remark in try chosen.remarks() { console.remark(remark) }
    let progress = CountProgress(of: suite.control.toolSet.tools.count, isQuiet: console.isQuiet)
    defer { progress.finish() }
    return try await CountingModels.withOpen(chosen) {
      try await $0.tokens(of: suite.control, by: model) { progress.count() }
    }
  }
}
