import EvalCore
import OrderedJSON

/// What a gateway is known to take out of the schemas that it hands on, so that the model is shown other tools than the suite's.
///
/// Measured with a LiteLLM proxy 1.110.2 and tools that use every keyword, asked by Chat Completions: what arrived at a
/// stand-in for the provider. A provider's own API through the same proxy (`gemini:NAME@URL`) left every tool as it was.
struct GatewayChange {
  let gateway: String
  /// What the gateway's name of the model begins with.
  let upstream: String
  /// The API that leaves tools alone.
  let ownAPI: String?
  let drops: Set<String>

  static let all = [
    GatewayChange(
      gateway: "LiteLLM", upstream: "gemini/", ownAPI: "gemini",
      drops: [
        "oneOf", "allOf", "if", "then", "else", "additionalProperties", "patternProperties", "prefixItems",
        "uniqueItems",
        "exclusiveMinimum", "const", "examples",
      ]),
    GatewayChange(gateway: "LiteLLM", upstream: "hosted_vllm/", ownAPI: nil, drops: ["additionalProperties"]),
    GatewayChange(gateway: "LiteLLM", upstream: "anthropic/", ownAPI: "anthropic", drops: ["if", "then", "else"]),
  ]

  /// Names of keywords in a sentence.
  private static let mostNamed = 6

  /// One sentence where a known change meets what these tools use; nil for none.
  static func sentence(_ origins: AnswerOrigins, of card: ModelCard, _ tools: [Tool]) -> String? {
    let asked = card.identity?.prefix { $0 != ":" }
    let change = all.first { change in
      change.ownAPI.map { $0 != asked ?? "" } != false
        && origins.routes.contains { change.fits($0.route) }
    }
    guard let change else { return nil }
    let used = tools.reduce(into: Set<String>()) { $1.declaredInputSchema?.collectKeywords(into: &$0) }
    let lost = change.drops.intersection(used).sorted()
    guard !lost.isEmpty else { return nil }
    let own = change.ownAPI.map { "; \($0):NAME@URL asks the provider's own API, which keeps them" } ?? ""
    return "\(change.gateway) is known to take \(lost.prefix(mostNamed).joined(separator: ", "))"
      + "\(lost.count > mostNamed ? ", …" : "") out of schemas on the way to \(change.upstream), so the model was shown other "
      + "tools than these\(own)"
  }

  private func fits(_ route: AnswerOrigins.Route) -> Bool {
    route.gateway.split(separator: " ").first.map(String.init) == gateway && route.upstream?.hasPrefix(upstream) == true
  }
}

extension JSON {
  /// The keywords of a schema, wherever they stand; names of properties are no keywords.
  fileprivate func collectKeywords(into keywords: inout Set<String>, areNames: Bool = false) {
    for element in arrayValue ?? [] { element.collectKeywords(into: &keywords) }
    for member in objectValue ?? [:] {
      if !areNames { keywords.insert(member.key) }
      member.value.collectKeywords(into: &keywords, areNames: !areNames && Self.maps.contains(member.key))
    }
  }

  private static let maps: Set<String> = [
    "properties", "patternProperties", "$defs", "definitions", "dependentSchemas",
  ]
}
