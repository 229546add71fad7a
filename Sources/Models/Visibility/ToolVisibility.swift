package import EvalCore
import OrderedJSON

/// Tells whether an endpoint showed a model its tools, from the first answer of an arm: an endpoint that drops them would
/// otherwise be measured as a model that never calls any.
///
/// A call of a listed tool, or prompt tokens that only the tools explain, settle it. Where both are missing, the same
/// conversation is counted once more without tools, and what llama.cpp says of its chat template is heard. Equal counts alone
/// are no evidence: a gateway may count nothing, or the conversation only. So a longer conversation is counted too, and the
/// model is told to call.
package struct ToolVisibility: Sendable {
  package enum Verdict: Sendable, Hashable {
    case shown
    case notShown(EndpointFailure)
    /// Only ``verdict(after:evidence:)`` can tell.
    case doubtful(Doubt)
  }

  /// What can settle it.
  package enum Doubt: Sendable, Hashable {
    /// The count of the same conversation without tools.
    case count
    /// The endpoint counts nothing: at most what it says of its template.
    case template
  }

  /// What was asked because of a doubt; nil for what was not said.
  package struct Evidence: Sendable {
    /// Prompt tokens of the same conversation without tools, cached ones included.
    package var tokensWithoutTools: Int?
    /// The same with ``filler`` after it.
    package var tokensWithFiller: Int?
    /// Whether the model called a listed tool when it was told to call one; nil where that question was not answered, which is
    /// no evidence.
    package var callsWhenTold: Bool?
    /// Whether the chat template knows tools, by ``LlamaProperties``.
    package var templateKnowsTools: Bool?

    package init(
      tokensWithoutTools: Int? = nil, tokensWithFiller: Int? = nil, callsWhenTold: Bool? = nil,
      templateKnowsTools: Bool? = nil
    ) {
      self.tokensWithoutTools = tokensWithoutTools
      self.tokensWithFiller = tokensWithFiller
      self.callsWhenTold = callsWhenTold
      self.templateKnowsTools = templateKnowsTools
    }
  }

  /// More than 200 tokens in any tokenizer, and at least a quarter of that in an endpoint's count that means something.
  package static let filler = (1...200).map { "\($0 * 37 % 211)" }.joined(separator: " ")
  fileprivate static let leastGrowth = 50

  private let names: Set<String>
  private let weight: PromptWeight

  /// - Parameter names: of the tools, as an answer's calls name them; without any there is nothing to show.
  package init(names: some Sequence<String>, weight: PromptWeight) {
    self.names = Set(names)
    self.weight = weight
  }

  /// What the arm's first answer says by itself; its input tokens must include cached ones.
  package func verdict(after answer: ModelAnswer) -> Verdict {
    if names.isEmpty || answer.calls.contains(where: { names.contains($0.name) }) { return .shown }
    guard let tokens = answer.usage.promptCount else { return .doubtful(.template) }
    return weight.isCovered(by: tokens) ? .shown : .doubtful(.count)
  }

  /// What it says with the evidence; shown where that is no proof, because a run is not stopped for a suspicion.
  package func verdict(after answer: ModelAnswer, evidence: Evidence) -> Verdict {
    let verdict = verdict(after: answer)
    guard case .doubtful = verdict else { return verdict }
    if let with = answer.usage.promptCount, let without = evidence.tokensWithoutTools, without > 0 {
      let isProof = weight.isSame(with, without) && evidence.showsThatItCounts && evidence.callsWhenTold == false
      return isProof ? .notShown(failure(with, without)) : .shown
    }
    return evidence.templateKnowsTools == false ? .notShown(Self.templateFailure) : .shown
  }

  private func failure(_ with: Int, _ without: Int) -> EndpointFailure {
    EndpointFailure(
      .notShown,
      message:
        "the endpoint ignores the tools: it counts \(with.counted("prompt token")) with \(names.count.counted("tool")), and \(without) "
        + "for the same conversation without them")
  }

  private static let templateFailure = EndpointFailure(
    .notShown,
    message: "the endpoint ignores the tools: its /props say that the model's chat template does not support them")
}

extension ToolVisibility.Evidence {
  /// Whether the endpoint's count grows with the prompt.
  var showsThatItCounts: Bool {
    guard let tokensWithoutTools, let tokensWithFiller else { return false }
    return tokensWithFiller - tokensWithoutTools >= ToolVisibility.leastGrowth
  }
}

extension Usage {
  /// The prompt's tokens; nil where they are not counted, or counted without those that a cache gave.
  var promptCount: Int? {
    guard let inputTokens, inputTokens > 0, inputTokens >= cachedTokens ?? 0 else { return nil }
    return inputTokens
  }
}
