import EvalCore
import OrderedJSON

/// How one endpoint of Chat Completions or Responses is asked, where such endpoints differ: what its user set, else what is
/// known of the host, else what is known of the model.
struct Manners: Sendable, Equatable {
  /// Tools say that they are not strict.
  let sendsStrict: Bool
  let tokenLimit: EndpointSettings.TokenLimit
  /// Answers with calls that the model did not give itself bring a reasoning that says nothing.
  private let reasoningContent: EndpointSettings.MemberUse?
  private let thinksUnasked: Bool
  /// What the API calls a seed; nil where it takes none.
  let seed: String?
  /// Sent at temperature 0, where a server's prompt cache would make answers depend on what was asked before.
  let promptCacheOff: JSONObject
  /// A stream must be asked for its usage.
  let asksForUsage: Bool
  let keyHeader: KnownEndpoint.KeyHeader

  init(_ provider: Provider, _ access: Credentials.Access, model: String, _ settings: EndpointSettings) {
    let known = KnownEndpoint(provider, access, settings)
    thinksUnasked = known.thinks || ModelFamily.wantsReasoningBack(model)
    sendsStrict = settings.strict.map { $0 == .sent } ?? (provider == .responses || known.takesStrict)
    tokenLimit =
      settings.tokenLimit ?? (known.takesCompletionTokens || ModelFamily.ofOpenAI(model) ? .newer : .older)
    reasoningContent = settings.reasoningContent ?? known.reasoningContent
    seed = known.seed
    promptCacheOff = known.promptCacheOff
    asksForUsage = known.asksForUsage
    keyHeader = known.keyHeader
  }

  /// Whether answers go back without the reasoning that they came with.
  var dropsReasoning: Bool { reasoningContent == .omitted }

  /// What a written answer's reasoning is; nil where it has none. A space, because Moonshot takes an empty text for a missing
  /// one (github.com/earendil-works/pi/pull/4178).
  ///
  /// - Parameter extra: the members of the sampling that go into the request as they are.
  func writtenReasoning(_ extra: JSONObject) -> JSON? {
    switch reasoningContent {
    case .omitted: nil
    case .sent: " "
    case nil: thinks(extra) ? " " : nil
    }
  }

  private func thinks(_ extra: JSONObject) -> Bool {
    switch extra["thinking"]?["type"] {
    case "enabled": true
    case "disabled": false
    default: thinksUnasked
    }
  }

  /// As the API's own header wants it.
  func headers(key: String?) -> [(name: String, value: String)] { key.map { [keyHeader.header($0)] } ?? [] }
}

/// What a model's name tells of who made it, behind whatever gateway it is asked.
package enum ModelFamily {
  /// The models of OpenAI's own that refuse `max_tokens`: "Unsupported parameter: 'max_tokens' is not supported with this
  /// model. Use 'max_completion_tokens' instead."
  static func ofOpenAI(_ model: String) -> Bool {
    let name = bare(model)
    guard name.hasPrefix("gpt-") || name.hasPrefix("o") else { return false }
    return name.wholeMatch(of: #/(gpt-([5-9]|[1-9][0-9])|o[1-9])([-.:].*)?/#) != nil
  }

  /// The models that want the reasoning of their calls back: DeepSeek's (api-docs.deepseek.com/guides/thinking_mode) and
  /// Moonshot's (platform.kimi.ai/docs/guide/use-kimi-k2-thinking-model), which think where nothing is said.
  static func wantsReasoningBack(_ model: String) -> Bool {
    let name = bare(model)
    guard name.hasPrefix("deepseek-") || name.hasPrefix("kimi-") else { return false }
    return name.wholeMatch(of: #/(deepseek-(reasoner|v[4-9])|kimi-(k2-thinking|thinking|k2\.[5-9]|k[3-9])).*/#) != nil
  }

  /// Who answers to a name that stands without a provider; nil where nobody is known to.
  package static func provider(of model: String) -> Provider? {
    let name = bare(model)
    if ofOpenAI(model) { return .openAI }
    if openWeights.contains(where: name.hasPrefix) { return .ollama }
    return vendors.first { name.hasPrefix($0.prefix) }?.provider
  }

  private static let vendors: [(prefix: String, provider: Provider)] = [
    ("gpt-", .openAI), ("chatgpt-", .openAI), ("claude", .anthropic), ("gemini", .gemini),
  ]

  /// Those of a local server.
  private static let openWeights = [
    "gpt-oss", "llama", "qwen", "mistral", "mixtral", "ministral", "devstral", "gemma", "phi", "deepseek", "granite",
    "smollm", "command-r", "glm", "olmo",
  ]

  /// Without the names of gateways, owners and fine-tuning before it, in lower case.
  static func bare(_ model: String) -> Substring {
    let name = model.lowercased()
    let last = name[(name.lastIndex(of: "/").map(name.index(after:)) ?? name.startIndex)...]
    return last.hasPrefix("ft:") ? last.dropFirst(3) : last
  }
}
