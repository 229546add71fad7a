import ArgumentParser
import CurlHTTP
import EvalCore
import Models
import OrderedJSON
import Reports
import SuiteFiles

struct ModelsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the providers with the state of their keys, and the models of toolsight.yaml.",
    discussion: """
      Example:
        toolsight models list
      """)

  @OptionGroup var prices: PriceOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let configured = try Configuration.read(beside: ModelProbe.path).models.sorted { $0.key < $1.key }
    let prices = try prices.source.prices(of: configured.map(\.key), beside: ModelProbe.path)
    let models = configured.map { ListedModel(name: $0.key, model: $0.value, price: prices[$0.key]) }
    if printing.console.format == .json {
      let providers = Provider.all.map { provider -> JSON in
        ["provider": .string(provider.name), "hasKey": .bool(provider.vendor.setVariable != nil)]
      }
      return Terminal.write(["providers": .array(providers), "models": .array(models.map(\.json))])
    }
    let ready = [["lexical", "needs nothing; not a language model"], ["script:FILE", "answers from a file"]]
    let providers = Provider.all.map { ["\($0.name):NAME[@URL]", $0.vendor.stateOfKey] }
    let rows = ready + providers + models.map { [$0.name, $0.state] }
    Terminal.write(Columns(["MODEL", "STATE"], rows).text.visible(keepsLines: true))
  }
}

/// A model of `toolsight.yaml` with its price, where one is known.
private struct ListedModel {
  let name: String
  let model: ConfiguredModel
  let price: TokenPrice?

  var state: String {
    [
      model.use, model.tools == .constrained ? "constrained tools" : nil,
      model.logprobs.map { "log-probabilities of \($0) tokens" },
      model.schedule == .blocks ? "asked in blocks" : nil,
      price.map { "$\($0.input) / $\($0.output) per million tokens" },
    ].compactMap(\.self).joined(separator: ", ")
  }

  var json: JSON {
    let price = price.map {
      ["input": .number(JSONNumber($0.input)), "output": .number(JSONNumber($0.output))] as JSON
    }
    return [
      "model": .string(name), "use": .string(model.use), "tools": .string(model.tools.rawValue),
      "schedule": .string(model.schedule.rawValue), "price": price ?? nil,
    ]
  }
}

extension Vendor {
  fileprivate var setVariable: String? { keyVariables.first { Credentials.ofEnvironment.keys[$0] != nil } }

  fileprivate var stateOfKey: String {
    if let setVariable { return "\(setVariable) is set" }
    let isLocal = (try? CurlAddress(defaultURL))?.isLoopback == true
    return isLocal ? "needs no key on this machine" : "no \(keyVariables[0])"
  }
}
