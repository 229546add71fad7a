extension Vendor {
  package static let gemini = Vendor(
    keyVariables: ["GOOGLE_API_KEY", "GEMINI_API_KEY"], urlVariable: "GOOGLE_GEMINI_BASE_URL",
    defaultURL: "https://generativelanguage.googleapis.com", host: "generativelanguage.googleapis.com")
}

extension Provider {
  package static let gemini = Provider(
    name: GeminiContents.name, vendor: .gemini, limits: GeminiContents.limits, unsent: [.parallelCalls],
    // The API takes its members in both spellings.
    seedPaths: [["generationConfig", "seed"], ["generation_config", "seed"]], messageMembers: ["contents"],
    systemMembers: ["systemInstruction", "system_instruction"], prices: geminiPrices,
    isHome: { $0.hasPrefix("gemini") }, ruleMakers: { _, _, _ in [.gemini] },
    makeDialect: { _, _, _ in GeminiContents() })
}
