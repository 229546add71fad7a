package import OrderedJSON

/// A model that can be asked; its implementations live in `Models`.
package protocol LanguageModel: Sendable {
  var card: ModelCard { get }

  /// One answer, after the implementation's own retries.
  func answer(_ request: ModelRequest) async throws(EndpointFailure) -> ModelAnswer

  /// Told where a run goes on that has answers of the model: it need not be careful with its first question.
  func hasAnsweredBefore()
}

extension LanguageModel {
  package func hasAnsweredBefore() {}
}

/// All that a model is told.
package struct ModelRequest: Sendable {
  package let trial: Trial
  /// 1-based, over all answers of the trial.
  package let turn: Int
  package let conversation: [ConversationEntry]
  /// What the embedded server listed, in its order, and a key for caches of the encoded form.
  package let catalogue: Catalogue
  package let sampling: Sampling
  /// A tool name in the words of this variant, `auto`, `none` or `required`; nil to say nothing.
  package let toolChoice: String?
  /// From the control's tool names to this variant's, for what a model's own settings name.
  package let names: NameMap
  /// Members of the request by provider, over which no sampling goes: what the answer is held to.
  package let constraint: [String: JSONObject]

  package init(
    trial: Trial, turn: Int, conversation: [ConversationEntry], catalogue: Catalogue, sampling: Sampling,
    toolChoice: String? = nil, names: NameMap = NameMap(), constraint: [String: JSONObject] = [:]
  ) {
    self.trial = trial
    self.turn = turn
    self.conversation = conversation
    self.catalogue = catalogue
    self.sampling = sampling
    self.toolChoice = toolChoice
    self.names = names
    self.constraint = constraint
  }
}

/// One entry of the conversation as it stands before the model answers, under the names that the model sees.
package enum ConversationEntry: Sendable {
  case system(String)
  case user(String)
  /// `opaque` is ``ModelAnswer/opaque`` of an answer of the live model.
  case assistant(text: String?, calls: [ModelCall], opaque: JSON? = nil)
  case result(callID: String, tool: String, reply: ToolReply)
}
