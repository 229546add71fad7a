import OrderedJSON

/// What the answer to `server/discover` says about a server's era.
///
/// A result or a recognised modern error identifies a modern server, for which there is no fallback; anything else an older
/// one (specification 2026-07-28, versioning: backward compatibility with initialization-based versions).
enum EraSign: Sendable {
  case modern(ServerFacts)
  /// Modern, and wants to be asked once more in a revision that it names and that was asked for.
  case again
  /// Of the handshake era, by what it said or by what it did not say.
  case legacy
  /// It has not said anything yet.
  case silent

  /// HeaderMismatch and MissingRequiredClientCapability, which no other revision asked for would mend.
  private static let finalErrors: Set<Int> = [-32020, -32021]
  private static let unsupportedVersion = -32022

  init(_ outcome: RPCOutcome?) throws(ToolListingFailure) {
    switch outcome {
    case .result(let result): self = try Self.sign(result)
    case .error(Self.unsupportedVersion, let message, let data):
      self = try Self.sign(supported: data?["supported"], message) { .again }
    case .error(let code, let message, _) where Self.finalErrors.contains(code):
      throw Self.refusal("answered server/discover with error \(code): '\(message.excerpt(limit: 300))'")
    case .error, .unreadable, nil: self = .legacy
    }
  }

  private static func sign(_ result: JSONObject) throws(ToolListingFailure) -> EraSign {
    guard result["supportedVersions"]?.arrayValue != nil else { return .legacy }
    try ModernChannel.checkComplete(result, of: "server/discover")
    return try sign(supported: result["supportedVersions"], nil) { .modern(ServerFacts(discovered: result)) }
  }

  /// - Parameter modern: the sign where the modern revision is among those that are supported.
  private static func sign(
    supported: JSON?, _ message: String?, modern: () -> EraSign
  ) throws(ToolListingFailure) -> EraSign {
    let named = supported?.arrayValue ?? []
    let known = named.compactMap { $0.stringValue.flatMap(Revision.init(rawValue:)) }
    if known.contains(where: \.isModern) { return modern() }
    // A revision that begins with a handshake is supported by its handshake.
    if !known.isEmpty { return .legacy }
    let spoken = named.isEmpty ? "none" : named.prefix(8).map { $0.excerpt() }.joined(separator: ", ")
    let words = message.map { " ('\($0.excerpt(limit: 200))')" } ?? ""
    throw refusal("supports no protocol revision that is known here, but \(spoken)\(words)")
  }

  static func refusal(_ what: String) -> ToolListingFailure { ToolListingFailure(.refused, "the server \(what)") }
}
