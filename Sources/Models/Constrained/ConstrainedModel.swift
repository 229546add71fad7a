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
  private let format: ResponseFormat
  private let logprobs: Int?
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
    guard let format = ResponseFormat(provider) else { throw Self.cannotBe(model.card.name, provider) }
    self.model = model
    self.format = format
    self.logprobs = logprobs
    self.toolChoice = toolChoice
  }

  package func hasAnsweredBefore() { model.hasAnsweredBefore() }

  static func cannotBe(_ model: String, _ provider: Provider) -> ModelSetupError {
    ModelSetupError(
      "model '\(model)': 'tools: constrained' works with openai: and ollama:, not with \(provider.rawValue):")
  }

  package func answer(_ request: ModelRequest) async throws(EndpointFailure) -> ModelAnswer {
    if request.catalogue.tools.isEmpty { return try await model.answer(request) }
    let dialogue = ConstrainedDialogue(
      request, format, logprobs: logprobs,
      toolChoice: toolChoice.map(request.names.shownChoice) ?? request.toolChoice)
    var choice = try await model.answer(dialogue.choosing)
    try dialogue.checkCut(choice)
    guard choice.finish == .stop || choice.finish == .other else { return choice }
    let picked = try dialogue.picked(choice)
    choice = dialogue.weighed(choice, picked)
    guard let picked else {
      choice.text = nil
      return choice
    }
    guard !picked.parameters.isEmpty else { return choice.calling(picked, .object([:])) }
    let filled = try await model.answer(dialogue.filling(picked))
    return choice.and(filled).calling(picked, try dialogue.filled(filled, picked))
  }
}

/// How an API is told to constrain its answer to a JSON Schema.
enum ResponseFormat {
  case openAI, ollama

  init?(_ provider: Provider) {
    switch provider {
    case .openAI: self = .openAI
    case .ollama: self = .ollama
    case .responses, .anthropic, .gemini: return nil
    }
  }

  var provider: Provider {
    switch self {
    case .openAI: .openAI
    case .ollama: .ollama
    }
  }

  /// The extra member of a sampling that is the constraint.
  ///
  /// - Parameter isStrict: whether the schema is fit for OpenAI's strict mode.
  func constraint(to schema: JSON, named name: String, isStrict: Bool) -> JSONObject {
    switch self {
    case .openAI:
      [
        "response_format": [
          "type": "json_schema",
          "json_schema": ["name": .string(name), "strict": .bool(isStrict), "schema": schema],
        ]
      ]
    case .ollama: ["format": schema]
    }
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
