import ArgumentParser
import CurlHTTP
import EvalCore
import Foundation
import Models
import OrderedJSON
import Reports
import SuiteFiles

struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "Lists the models that can be asked, and tries one.",
    subcommands: [ModelsListCommand.self, ModelsTestCommand.self])
}

struct ModelsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the providers with the state of their keys, and the models of toolsight.yaml.",
    discussion: """
      Example:
        toolsight models list
      """)

  @OptionGroup var prices: PriceOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let configured = try Configuration.read(beside: ModelProbe.place).models.sorted { $0.key < $1.key }
    let prices = try prices.prices(of: configured.map(\.key), beside: ModelProbe.place)
    let keys = Credentials(environment: ProcessInfo.processInfo.environment, trustedHosts: []).keys
    let providers = Provider.all.map { (name: $0.name, variables: $0.vendor.keyVariables) }
    if console.format == .json {
      let models: [JSON] = configured.map { name, model in
        [
          "model": .string(name), "use": .string(model.use), "tools": .string(model.tools.rawValue),
          "schedule": .string(model.schedule.rawValue),
          "price": prices[name].map {
            ["input": .number(JSONNumber($0.input)), "output": .number(JSONNumber($0.output))]
          }
            ?? nil,
        ]
      }
      let known: [JSON] = providers.map { name, variables in
        ["provider": .string(name), "hasKey": .bool(variables.contains { keys[$0] != nil })]
      }
      return Terminal.write(JSON.object(["providers": .array(known), "models": .array(models)]))
    }
    let rows = Provider.all.map { provider in
      ["\(provider.name):NAME[@URL]", Self.state(of: provider.vendor, keys)]
    }
    let own = configured.map { name, model in
      let state = [
        model.use, model.tools == .constrained ? "constrained tools" : nil,
        model.logprobs.map { "log-probabilities of \($0) tokens" },
        model.schedule == .blocks ? "asked in blocks" : nil,
        prices[name].map { "$\($0.input) / $\($0.output) per million tokens" },
      ]
      return [name, state.compactMap(\.self).joined(separator: ", ")]
    }
    let ready = [["lexical", "needs nothing; not a language model"], ["script:FILE", "answers from a file"]]
    Terminal.write(Columns(["MODEL", "STATE"], ready + rows + own).text.visible(keepsLines: true))
  }
}

struct ModelsTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract:
      "Asks a model one question with one tool: is it there, is the key good, are tools supported, how long does it take.",
    discussion: """
      Exits 0 where it calls the tool, 1 where it answers without a call, and 3 where there is no answer.

      Examples:
        toolsight models test openai:gpt-5-mini
        toolsight models test openai:any@http://127.0.0.1:8080/v1
      """)

  @Argument(help: "A model, as --model names it.")
  var model: String

  @Option(name: .customLong("trust-endpoint"), help: "A host that a file names and that may get the vendor's key.")
  var trustedHosts: [String] = []

  @Option(help: "Seconds for the answer.")
  var timeout = 60.0

  @OptionGroup var console: ConsoleOptions

  func run() async throws {
    var options = ModelOptions()
    (options.models, options.trustedHosts) = ([model], trustedHosts)
    let probe = ModelProbe()
    let client = CurlClient(maxConcurrent: 2)
    let chosen = try ChosenModels(options, for: probe.suite)
    let models = try await chosen.open(
      client: client, limits: EndpointLimits(timeout: .seconds(timeout), concurrency: 1))
    let outcome = await probe.asked(of: models.models[0])
    await models.close()
    await client.shutdown()
    try report(outcome, chosen, options.redactor)
  }

  private func report(_ outcome: Result<ModelAnswer, EndpointFailure>, _ chosen: ChosenModels, _ redactor: Redactor)
    throws
  {
    switch outcome {
    case .failure(let failure):
      throw CommandFailure(
        .couldNotMeasure, redactor.redact(FailureAdvice(failure, of: model, among: chosen).sentence))
    case .success(let answer):
      let call = answer.calls.first { $0.name == ModelProbe.tool }
      if console.format == .json {
        Terminal.write(json(answer, call != nil))
      } else {
        Terminal.write(text(answer, call, redactor))
      }
      if call == nil { throw ExitCode(Exit.gateFailed.rawValue) }
    }
  }

  private func text(_ answer: ModelAnswer, _ call: ModelCall?, _ redactor: Redactor) -> String {
    let seconds = String(format: "%.2f s", answer.latencyMilliseconds / 1000)
    let tokens = answer.usage.inputTokens.map { ", \($0) input tokens" } ?? ", tokens not counted"
    guard let call else {
      let said = answer.text.map { ": '\($0.prefix(200))'" } ?? ""
      return redactor.redact(
        "\(model): answers after \(seconds)\(tokens), but does not call the tool\(said)\n"
          + "  fix: try another model or chat template, or 'tools: constrained' in toolsight.yaml"
      ).visible(keepsLines: true)
    }
    let arguments = call.object.map { JSON.object($0).compact } ?? "malformed arguments"
    return redactor.redact("\(model): calls \(call.name)(\(arguments)) after \(seconds)\(tokens)")
      .visible(keepsLines: true)
  }

  private func json(_ answer: ModelAnswer, _ calls: Bool) -> JSON {
    [
      "model": .string(model), "callsTools": .bool(calls),
      "latencyMs": .number(JSONNumber(answer.latencyMilliseconds)),
      "inputTokens": answer.usage.inputTokens.map { .number(JSONNumber($0)) } ?? nil,
      "outputTokens": answer.usage.outputTokens.map { .number(JSONNumber($0)) } ?? nil,
    ]
  }
}

extension ModelsListCommand {
  private static func state(of vendor: Vendor, _ keys: [String: String]) -> String {
    if let variable = vendor.keyVariables.first(where: { keys[$0] != nil }) { return "\(variable) is set" }
    let isLocal = (try? CurlAddress(vendor.defaultURL))?.isLoopback == true
    return isLocal ? "needs no key on this machine" : "no \(vendor.keyVariables[0])"
  }
}

/// The one question that tries a model.
private struct ModelProbe {
  /// Where `toolsight.yaml` is looked for: from the working directory upwards.
  static let place = "./toolsight.yaml"
  static let tool = "get_weather"

  let suite: Suite
  private let catalogue: Catalogue

  init() {
    let schema: JSON = [
      "type": "object", "properties": ["city": ["type": "string", "description": "A city's name."]],
      "required": ["city"],
    ]
    let object: JSONObject = [
      "name": .string(Self.tool), "description": "Tells the weather in a city right now.", "inputSchema": schema,
    ]
    let tools = [Tool(object)].compactMap(\.self)
    catalogue = Catalogue(tools: tools, key: "probe")
    suite = Suite(
      name: "probe", path: Self.place, variants: [Variant(name: "probe", toolSet: ToolSet(tools: tools))], cases: [],
      judge: .tools)
  }

  func asked(of model: any LanguageModel) async -> Result<ModelAnswer, EndpointFailure> {
    let request = ModelRequest(
      trial: Trial(number: 0, caseID: "probe", variant: "probe", model: model.card.name, repeat: 1), turn: 1,
      conversation: [.user("What is the weather in Paris right now? Use the tool.")], catalogue: catalogue,
      sampling: Sampling())
    do throws(EndpointFailure) {
      return .success(try await model.answer(request))
    } catch {
      return .failure(error)
    }
  }
}
