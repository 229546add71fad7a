import ArgumentParser
import CurlHTTP
import EvalCore
import Foundation
import Models
import OrderedJSON
import Reports

struct ModelsTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract:
      "Asks a model one question with one tool: is it there, is the key good, are tools supported, how long does it take.",
    discussion: """
      Exits 0 if it calls the tool, 1 if it answers without a call, and 3 if there is no answer.

      Examples:
        toolsight models test openai:gpt-5-mini
        toolsight models test openai:any@http://127.0.0.1:8080/v1
      """)

  @Argument(help: "A model, as --model names it.")
  var model: String

  @OptionGroup var trust: TrustOptions

  @Option(help: ArgumentHelp("Seconds for the answer.", valueName: "seconds"))
  var timeout = 60.0

  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() async throws {
    let probe = ModelProbe()
    let chosen = try ChosenModels(ModelSettings(names: [model], trustedHosts: trust.hosts), for: probe.suite)
    let client = CurlClient(maxConcurrent: 2)
    let answer = await Result {
      let models = try await chosen.open(
        client: client, limits: EndpointLimits(timeout: .seconds(timeout), concurrency: 1))
      let answer = await probe.ask(models.models[0])
      await models.close()
      return answer
    }
    await client.shutdown()
    try show(answer.get(), chosen)
  }

  private func show(_ answer: Result<ModelAnswer, EndpointFailure>, _ chosen: ChosenModels) throws {
    switch answer {
    case .failure(let failure):
      throw CommandFailure(
        .couldNotMeasure, [FailureAdvice(failure, of: model, among: chosen).message()])
    case .success(let answer):
      let call = answer.calls.first { $0.name == ModelProbe.tool }
      if printing.console.format == .json {
        Terminal.write(json(answer, call != nil))
      } else {
        Terminal.write(text(answer, call).visible(keepsLines: true))
      }
      if call == nil { throw Exit.gateFailed }
    }
  }

  private func text(_ answer: ModelAnswer, _ call: ModelCall?) -> String {
    let seconds = String(format: "%.2f s", answer.latencyMilliseconds / 1000)
    let tokens = answer.usage.inputTokens.map { ", \($0) input tokens" } ?? ", tokens not counted"
    guard let call else {
      let said = answer.text.map { ": '\($0.prefix(200))'" } ?? ""
      return Message(
        "answers after \(seconds)\(tokens), but does not call the tool\(said)",
        fix: "try another model or chat template, or 'tools: constrained' in toolsight.yaml", label: model
      ).line
    }
    let arguments = call.object.map { JSON.object($0).compact } ?? "malformed arguments"
    return "\(model): calls \(call.name)(\(arguments)) after \(seconds)\(tokens)"
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
