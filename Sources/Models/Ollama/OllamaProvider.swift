import EvalCore
import OrderedJSON

extension Vendor {
  /// On this machine, where nobody asks for a key; its cloud does.
  package static let ollama = Vendor(
    keyVariables: ["OLLAMA_API_KEY"], urlVariable: "OLLAMA_HOST", defaultURL: "http://127.0.0.1:11434",
    host: "ollama.com", barePort: 11434)
}

extension Provider {
  package static let ollama = Provider(
    name: OllamaChat.name, vendor: .ollama, limits: OllamaChat.limits, unsent: [.toolChoice, .parallelCalls],
    responseFormat: { schema, _, _ in ["format": schema] }, likelihoods: AnswerToken.members(asking:),
    hasPromptCache: true,
    seedPaths: [["options", "seed"]], messageMembers: ["messages"],
    isHome: { name in openWeights.contains(where: name.hasPrefix) }, ruleMakers: { _, _, _ in [.ollama] },
    makeDialect: { _, _, _ in OllamaChat() })

  /// How the names of models begin that a server of one's own runs.
  private static let openWeights = [
    "gpt-oss", "llama", "qwen", "mistral", "mixtral", "ministral", "devstral", "gemma", "phi", "deepseek", "granite",
    "smollm", "command-r", "glm", "olmo",
  ]
}
