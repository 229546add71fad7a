package import EvalCore
import OrderedJSON

/// A model that a run asks for: the name that tables show, where it lives, and how it is asked to sample.
package struct ModelChoice: Sendable {
  package let name: String
  package let reference: ModelReference
  /// Laid over the suite's own sampling.
  package let sampling: Sampling?
  /// How it is told of tools.
  package let tools: ConfiguredModel.ToolForm
  /// See ``ConfiguredModel/logprobs``.
  package let logprobs: Int?
  /// What its endpoint allows.
  package let limits: ConfiguredModel.Limits
  package let schedule: ConfiguredModel.Schedule
  /// How its endpoint wants to be asked.
  package let endpoint: EndpointSettings

  package init(
    name: String, reference: ModelReference, sampling: Sampling? = nil, tools: ConfiguredModel.ToolForm = .native,
    logprobs: Int? = nil, limits: ConfiguredModel.Limits = ConfiguredModel.Limits(),
    schedule: ConfiguredModel.Schedule = .interleaved,
    endpoint: EndpointSettings = EndpointSettings()
  ) {
    self.name = name
    self.reference = reference
    self.sampling = sampling
    self.tools = tools
    self.logprobs = logprobs
    self.limits = limits
    self.schedule = schedule
    self.endpoint = endpoint
  }

  /// Nil for a model that no provider's API answers for.
  package var provider: Provider? { Provider(named: reference.provider) }

  /// What is known of a provider's model before it is asked.
  ///
  /// - Parameter suite: the sampling over which the model's own is laid.
  package func card(_ suite: Sampling) -> ModelCard {
    let asked = sampling.map(suite.overlaid) ?? suite
    let notes = [
      tools == .constrained ? ConstrainedModel.note : nil, provider?.remark(on: asked),
      logprobs != nil ? "with log-probabilities, where its endpoint gives them" : nil,
    ].compactMap(\.self)
    return ModelCard(
      name: name, note: notes.isEmpty ? nil : notes.joined(separator: "; "), identity: identity, schedule: schedule,
      answersDependOnCache: asked.temperature?.doubleValue == 0
        && (reference.url != nil || provider?.hasPromptCache == true))
  }

  /// The endpoint's address is no part of it: a local server's port changes from day to day.
  private var identity: String {
    let parts = [
      "\(reference.provider):\(reference.name)", tools == .native ? nil : "tools \(tools.rawValue)",
      sampling.map { "sampling \($0.described)" },
    ]
    return (parts.compactMap(\.self) + endpoint.described).joined(separator: ", ")
  }

  /// Whether its tokens can be counted without an answer being made; where not, they are estimated.
  ///
  /// - Throws: where nobody answers to its reference.
  package func countsTokens() throws(ModelSetupError) -> Bool {
    try checkIsKnown()
    return tools == .native && provider?.countsTokens == true
  }

  /// - Throws: where nobody answers to its reference.
  package func checkIsKnown() throws(ModelSetupError) {
    guard isKnown else { throw .unknown(self) }
  }

  package var isKnown: Bool { provider != nil || isLexical || reference.isScript }

  /// All that can be said of it before it is asked.
  ///
  /// - Throws: what is wrong first; where `credentials` needs keys, a missing one too.
  package func check(_ credentials: Credentials) throws(ModelSetupError) {
    try checkIsKnown()
    guard let provider else { return }
    try checkLikelihoods()
    if tools == .constrained, provider.responseFormat == nil { throw ConstrainedModel.refusal(of: name, provider) }
    try checkHoldsNoKey(credentials)
    _ = try credentials.access(to: reference, vendor: provider.vendor)
  }

  private func checkLikelihoods() throws(ModelSetupError) {
    guard logprobs != nil, provider?.likelihoods == nil else { return }
    let able = Provider.names { $0.likelihoods != nil }
    throw ModelSetupError(
      "model '\(name)': 'logprobs' works with \(able), not with \(reference.provider): remove it")
  }

  /// Headers and parameters stand in files and recordings, where no key may.
  private func checkHoldsNoKey(_ credentials: Credentials) throws(ModelSetupError) {
    let redactor = Redactor(keys: credentials.keys)
    for field in endpoint.headers + endpoint.query where redactor.redact(field.value) != field.value {
      throw ModelSetupError(
        "model '\(name)': '\(field.name)' holds a key: remove it; keys come from their variables alone")
    }
  }

  var isLexical: Bool { reference.text == "lexical" }
}

extension ModelChoice {
  /// Whose rules its requests must keep; empty for a model that no API answers for, and where nothing is known of its endpoint.
  ///
  /// - Parameter credentials: say where it lives.
  package func ruleMakers(_ credentials: Credentials) -> Set<RuleMaker> {
    guard let provider else { return [] }
    var credentials = credentials
    credentials.needsKeys = false
    let access = try? credentials.access(to: reference, vendor: provider.vendor)
    return provider.ruleMakers(reference.name, access, endpoint)
  }
}

extension Sampling {
  /// The settings that are set.
  fileprivate var described: String {
    let set = members.filter { !$0.value.isNull && $0.value.objectValue?.isEmpty != true }
    return JSON.object(JSONObject(set.map { ($0.key, $0.value) })).compact
  }
}
