extension Vendor {
  package static let anthropic = Vendor(
    keyVariables: ["ANTHROPIC_API_KEY"], urlVariable: "ANTHROPIC_BASE_URL", defaultURL: "https://api.anthropic.com",
    host: "api.anthropic.com")
}

extension Provider {
  package static let anthropic = Provider(
    name: AnthropicMessages.name, vendor: .anthropic, limits: AnthropicMessages.limits, unsent: [.seed],
    messageMembers: ["messages"], systemMembers: ["system"],
    versionHeaders: ["anthropic-version", "anthropic-beta"],
    rateLimits: RateLimitHeaders { "anthropic-ratelimit-\($1)-\($0.rawValue)" }, prices: anthropicPrices,
    isHome: { $0.hasPrefix("claude") }, ruleMakers: { _, _, _ in [.anthropic] },
    makeDialect: { _, _, _ in AnthropicMessages() })
}
