import EvalCore
import OrderedJSON

/// In what one endpoint of Chat Completions or Responses differs from others: what its user set, else what is known of the
/// host, else what is known of the model.
struct EndpointQuirks: Sendable, Equatable {
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

  /// - Parameters:
  ///   - model: as the API names it.
  ///   - wantsStrict: whether the API reads a tool that does not say so as strict.
  init(_ access: EndpointAccess, model: String, _ settings: EndpointSettings, wantsStrict: Bool = false) {
    let known = KnownEndpoint(access, settings)
    thinksUnasked = known.thinks || ModelFamily.wantsReasoningBack(model)
    sendsStrict = settings.strict.map { $0 == .sent } ?? (wantsStrict || known.takesStrict)
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
