import ArgumentParser
import EvalCore
import Models
import OrderedJSON

struct ToolsShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows a tool set, or what a variant of a suite serves.",
    discussion: """
      Tokens are estimates, marked ≈: about 4 characters each. With --model they are what that model's provider \
      counts, of all tools and of each one: what the list is shorter by without it. \(Provider.counting) count, and so \
      does llama.cpp as anthropic: or openai-responses:. It takes a request for each tool and two more, \
      none of which makes the model answer; nothing else here asks anybody. Where a provider does not count, the \
      estimates stay.

      Examples:
        toolsight tools show fixtures/toolsets/tracker.json
        toolsight tools show suites/tracker.yaml --variant rewrite --verbose
        toolsight tools show tracker.json --model anthropic:claude-opus-5-5
        toolsight tools show tracker.json --model anthropic:any@http://127.0.0.1:8080
      """)

  @Argument(help: "A tool-set file, or a suite with --variant.", completion: .file())
  var file: String

  @Option(help: "A variant of the suite.")
  var variant: String?

  @Option(help: "The model whose provider counts the tokens: PROVIDER:NAME[@URL], or a name of toolsight.yaml.")
  var model: String?

  @Option(name: .customLong("trust-endpoint"), help: "A host that a file names and that may get the vendor's key.")
  var trustedHosts: [String] = []

  @OptionGroup var console: ConsoleOptions

  func run() async throws {
    let suite = try ToolSetReference(file, variant: variant).suite(console)
    let set = suite.control.toolSet
    guard let model else {
      if console.format == .json {
        return Terminal.write(JSON.array(set.tools.map { .object($0.json) }))
      }
      return Terminal.write(ToolSetText(set).text(isVerbose: console.verbose))
    }
    let tokens = try await tokens(of: suite, by: model)
    let text = CountedToolSetText(set, tokens, model: model)
    if console.format == .json { return Terminal.write(text.json) }
    Terminal.write(text.text(isVerbose: console.verbose))
  }

  private func tokens(of suite: Suite, by model: String) async throws -> CatalogueTokens {
    var options = ModelOptions()
    (options.models, options.trustedHosts) = ([model], trustedHosts)
    let chosen = try ChosenModels(options, for: suite)
    for remark in try chosen.remarks() { console.remark(remark) }
    let progress = CountProgress(of: suite.control.toolSet.tools.count, isQuiet: console.quiet)
    defer { progress.finish() }
    return try await CountingModels.asked(chosen, options.redactor) {
      try await $0.tokens(of: suite.control, by: model) { progress.count() }
    }
  }
}
