package import EvalCore
import OrderedJSON

/// Asks a model for calls without a tools API: the tools stand in the prompt, and the endpoint constrains the answer, first to
/// the name of one tool or none, then to that tool's schema.
///
/// What it gives is what the model picks when it must pick; it is reported as that, and never mixed with native calls. One
/// call an answer, so parallel calls come one after the other.
package struct ConstrainedModel: LanguageModel {
  package var card: ModelCard { model.card }
  private let model: any LanguageModel
  private let api: String
  private let format: ResponseFormat
  private let likelihoods: JSONObject
  private let toolChoice: String?

  /// Stands beside its numbers.
  static let note = "calls by constrained decoding, not through a tools API"

  /// - Parameters:
  ///   - model: asks the endpoint; it is never shown tools.
  ///   - logprobs: with how many alternatives to each token the choice of a tool is asked for; nil for no log-probabilities.
  ///   - toolChoice: the model's own, in the control's names, which goes before the suite's.
  /// - Throws: where the provider's API cannot constrain an answer.
  package init(
    _ model: any LanguageModel, of provider: Provider, logprobs: Int? = nil, toolChoice: String? = nil
  ) throws(ModelSetupError) {
    guard let format = provider.responseFormat else { throw Self.refusal(of: model.card.name, provider) }
    self.model = model
    api = provider.name
    self.format = format
    likelihoods = logprobs.flatMap { provider.likelihoods?($0) } ?? [:]
    self.toolChoice = toolChoice
  }

  package func hasAnsweredBefore() { model.hasAnsweredBefore() }

  static func refusal(of model: String, _ provider: Provider) -> ModelSetupError {
    let able = Provider.names { $0.responseFormat != nil }
    return ModelSetupError("model '\(model)': 'tools: constrained' works with \(able), not with \(provider.name):")
  }

  package func answer(_ request: ModelRequest) async throws(EndpointFailure) -> ModelAnswer {
    if request.catalogue.tools.isEmpty { return try await model.answer(request) }
    let dialogue = ConstrainedDialogue(
      request, api, format, likelihoods, toolChoice: toolChoice.map(request.names.shownChoice) ?? request.toolChoice)
    var choice = try await model.answer(dialogue.choiceRequest)
    try dialogue.checkCut(choice)
    guard choice.finish == .stop || choice.finish == .other else { return choice }
    let picked = try dialogue.readChoice(choice)
    choice = dialogue.weigh(choice, picked)
    guard let picked else {
      choice.text = nil
      return choice
    }
    guard !picked.parameters.isEmpty else { return choice.calling(picked, .object([:])) }
    let filled = try await model.answer(dialogue.argumentsRequest(picked))
    return choice.and(filled).calling(picked, try dialogue.readArguments(filled, picked))
  }
}

extension ModelAnswer {
  /// This answer with the one call that was made of it.
  fileprivate func calling(_ tool: Tool, _ arguments: ModelCall.Arguments) -> ModelAnswer {
    var answer = self
    answer.text = nil
    answer.finish = finish == .length ? .length : .calls
    answer.calls = [ModelCall(id: CallID.made("call", 1), name: tool.name, arguments: arguments)]
    return answer
  }

  /// Both requests' tokens and time, and how the second one ended.
  fileprivate func and(_ other: ModelAnswer) -> ModelAnswer {
    var answer = self
    answer.finish = other.finish
    answer.usage.add(other.usage)
    answer.latencyMilliseconds += other.latencyMilliseconds
    return answer
  }
}
