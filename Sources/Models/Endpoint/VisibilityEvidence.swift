import CurlHTTP
import EvalCore
import OrderedJSON

extension EndpointModel {
  /// What settles a doubt whether the tools were shown: the same conversation without them, for as few tokens as can be asked
  /// for; where that is counted as the same, a longer one, and what the model does when it is told to call; and what llama.cpp
  /// says of its template.
  func evidence(
    _ asked: ModelRequest, _ doubt: ToolVisibility.Doubt, isLlama: Bool, isSame: (Int?) -> Bool
  ) async -> ToolVisibility.Evidence {
    var evidence = ToolVisibility.Evidence()
    if doubt == .count { evidence.tokensWithoutTools = try? await tokensWithoutTools(asked) }
    if isSame(evidence.tokensWithoutTools) {
      evidence.tokensWithFiller = try? await tokensWithoutTools(asked.saying(ToolVisibility.filler))
      if evidence.showsThatItCounts { evidence.callsWhenTold = await callsWhenTold(asked) }
    }
    if isLlama, evidence.tokensWithoutTools == nil { evidence.templateKnowsTools = await templateKnowsTools(asked) }
    return evidence
  }

  private func tokensWithoutTools(_ asked: ModelRequest) async throws(EndpointFailure) -> Int? {
    var sampling = asked.sampling
    sampling.maxOutputTokens = 1
    sampling.extra[dialect.name]?["stream"] = nil
    let bare = ModelRequest(
      trial: asked.trial, turn: asked.turn, conversation: asked.conversation,
      catalogue: Catalogue(tools: [], key: "none"), sampling: sampling)
    let question = try question(bare)
    var server: String?
    return try await answer(to: exchange(question), question, &server).usage.promptCount
  }

  private func callsWhenTold(_ asked: ModelRequest) async -> Bool? {
    let told = asked.saying("Call one of the tools now, whichever fits best.", toolChoice: ToolChoice.required.text)
    var server: String?
    guard let question = try? question(told), let exchange = try? exchange(question),
      let answer = try? await answer(to: exchange, question, &server)
    else {
      return nil
    }
    return answer.calls.contains { told.catalogue[$0.name] != nil }
  }

  private func templateKnowsTools(_ asked: ModelRequest) async -> Bool? {
    var request = CurlRequest(LlamaProperties.url(beside: access.baseURL))
    request.timeout = min(wire.limits.timeout, .seconds(5))
    let exchange = ExchangeRequest(trial: asked.trial, turn: asked.turn, wire: request, isStream: false)
    guard let answer = try? await wire.answer(to: exchange), answer.status == 200,
      let properties = try? JSON(parsing: answer.body.bytes)
    else { return nil }
    return LlamaProperties(properties).supportsTools
  }
}

extension ModelRequest {
  /// The same request with more at the end of what the user says.
  fileprivate func saying(_ more: String, toolChoice: String? = nil) -> ModelRequest {
    var conversation = conversation
    if case .user(let text)? = conversation.last {
      conversation[conversation.count - 1] = .user("\(text)\n\n\(more)")
    } else {
      conversation.append(.user(more))
    }
    return ModelRequest(
      trial: trial, turn: turn, conversation: conversation, catalogue: catalogue, sampling: sampling,
      toolChoice: toolChoice ?? self.toolChoice, names: names)
  }
}
