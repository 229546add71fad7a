/// A program that stands between the harness and a model's endpoint, and the headers of an answer that give it away.
///
/// All names are in lower case. What a gateway says of itself is no promise: the table is for telling people, and nothing is
/// refused or counted by it but answers that come from a store.
struct Gateway: Sendable {
  let name: String
  /// Beginnings of the names of headers, any of which only this gateway sends.
  let signs: [String]
  /// Says more about the gateway itself, such as its version.
  var version: [String] = []
  /// The provider that was asked; stands before the model, where both are said.
  var provider: [String] = []
  /// The model behind the name that was asked for.
  var model: [String] = []
  var retries: [String] = []
  /// Says how many other models were tried before the one that answered, and what the gateway's own name for that one is.
  var fallbacks: [String] = []
  var group: [String] = []
  /// Requests to providers, the first one included.
  var attempts: [String] = []
  /// Whose value says whether the answer came from a store, `HIT` or `MISS`.
  var cache: [String] = []
  /// Sent only with answers that came from a store.
  var storeSigns: [String] = []
  /// Beginnings of the names of headers that stand only on what a provider answered, errors included.
  var relaySigns: [String] = []
  /// Plain proxies hand the user's own key on, and also stand before vendors' own APIs, where they say nothing.
  var isPlainProxy = false

  static let all = [
    // docs.litellm.ai/docs/proxy/response_headers, and the proxy itself, 1.108.7 and 1.110.2: the provider's own headers come
    // with the prefix, on errors too, where the rest is missing; the cache's key stands on hits alone.
    Gateway(
      name: "LiteLLM", signs: ["x-litellm-", "llm_provider-"], version: ["x-litellm-version"],
      model: ["x-litellm-model-name"], retries: ["x-litellm-attempted-retries"],
      fallbacks: ["x-litellm-attempted-fallbacks"], group: ["x-litellm-model-group"],
      storeSigns: ["x-litellm-cache-key"],
      relaySigns: ["llm_provider-", "x-litellm-model-id"]),
    // openrouter.ai/docs/guides/features/response-caching; its provider stands in the body.
    Gateway(name: "OpenRouter", signs: ["x-openrouter-"], cache: ["x-openrouter-cache-status"]),
    // portkey.ai/docs/api-reference/inference-api/response-schema.
    Gateway(
      name: "Portkey", signs: ["x-portkey-"], provider: ["x-portkey-provider"],
      retries: ["x-portkey-retry-attempt-count"], cache: ["x-portkey-cache-status"]),
    // developers.cloudflare.com/ai-gateway/glossary and /features/caching.
    Gateway(name: "Cloudflare AI Gateway", signs: ["cf-aig-"], cache: ["cf-aig-cache-status"]),
    // docs.helicone.ai/features/advanced-usage/caching.
    Gateway(name: "Helicone", signs: ["helicone-"], cache: ["helicone-cache"]),
    // developer.konghq.com/plugins/ai-proxy: only its plugin for language models names one. A Kong that is a plain proxy
    // stands before vendors' own APIs, too, and rewrites nothing.
    Gateway(
      name: "Kong AI Gateway", signs: ["x-kong-llm-model"], model: ["x-kong-llm-model"],
      relaySigns: ["x-kong-upstream-latency"]),
    // docs.getbifrost.ai/providers/response-headers: on errors they describe the attempt whose error is returned.
    Gateway(
      name: "Bifrost", signs: ["x-bifrost-"], provider: ["x-bifrost-routing-info-provider", "x-bifrost-provider"],
      model: ["x-bifrost-routing-info-model", "x-bifrost-resolved-model"],
      relaySigns: ["x-bifrost-routing-info-provider", "x-bifrost-provider"]),
    // ngrok.com/changelog/ai-gateway-response-headers.
    Gateway(
      name: "ngrok AI Gateway", signs: ["ngrok-aig-"], model: ["ngrok-aig-model"], attempts: ["ngrok-aig-attempts"],
      relaySigns: ["ngrok-aig-model"]),
    // learn.microsoft.com, API Management: its id of a request, and the region that answered.
    Gateway(
      name: "Azure API Management", signs: ["apim-request-id", "x-ms-region"], version: ["x-ms-region"],
      isPlainProxy: true),
    // envoyproxy.io, HTTP header manipulation; the Envoy AI Gateway sends the same.
    Gateway(
      name: "Envoy", signs: ["x-envoy-"], isPlainProxy: true),
  ]

  /// Of caches of any kind: nginx, Varnish, Squid, CloudFront and Cloudflare.
  static let cacheHeaders = ["x-cache", "x-cache-status", "x-proxy-cache", "cf-cache-status"]
}

extension Gateway {
  /// Whether a header, in lower case, is one of those that the table reads.
  static func isTelling(_ header: String) -> Bool {
    header == "age" || cacheHeaders.contains(header) || header.hasPrefix("llm_provider-retry-after")
      || all.contains { $0.read.contains(header) || $0.relaySigns.contains(header) || $0.isMarkedOnly(by: header) }
  }

  /// Whether a gateway that says nothing else of itself is told by the header.
  private func isMarkedOnly(by header: String) -> Bool {
    version.isEmpty && model.isEmpty && signs.contains { header.hasPrefix($0) }
  }

  /// Whether the table has anything to say of a header of that name, in any case.
  static func mayRead(_ header: String) -> Bool {
    guard let first = header.utf8.first, let candidates = beginnings[first.lowercasedASCII] else { return false }
    return candidates.contains { header.utf8.starts(with: $0) { $0.lowercasedASCII == $1 } }
  }

  /// Of names that the table reads, by their first letter.
  private static let beginnings: [UInt8: [[UInt8]]] = Dictionary(
    grouping: (["age"] + cacheHeaders + all.flatMap { $0.signs + $0.relaySigns + $0.read }).map { Array($0.utf8) },
    by: { $0[0] })

  private var read: [String] {
    version + provider + model + retries + fallbacks + group + attempts + cache + storeSigns
  }
}

extension UInt8 {
  var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
