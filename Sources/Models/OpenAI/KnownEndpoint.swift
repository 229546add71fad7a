import EvalCore
import OrderedJSON

/// What is known of a vendor, a gateway or a server that is asked in the words of Chat Completions; what is not known of it is
/// as it is anywhere.
struct KnownEndpoint: Sendable {
  let preset: EndpointPreset?
  /// Its own hosts; one that begins with a dot stands for every host below it.
  private let hosts: [String]
  /// Takes `strict` beside a function. In Chat Completions it is false where it is missing, so nobody else is sent it.
  var takesStrict = false
  /// Takes `max_completion_tokens`, and may refuse `max_tokens`.
  var takesCompletionTokens = false
  /// Wants `reasoning_content` in written answers, or refuses it; nil where the model decides.
  var reasoningContent: EndpointSettings.MemberUse?
  /// Its models think where nothing is said, whatever they are called.
  var thinks = false
  /// What a seed is called; nil where none is taken.
  var seed: String? = "seed"
  /// Members that switch the prompt cache off for one request; empty where no request can.
  var promptCacheOff: JSONObject = [:]
  /// Takes `stream_options`.
  var asksForUsage = true
  var keyHeader = KeyHeader.bearer
  /// Whose rules it has for schemas; nil where it takes what its model's maker takes.
  var ruleMaker: RuleMaker?

  enum KeyHeader: Sendable, Equatable {
    case bearer, apiKey

    func header(_ key: String) -> (name: String, value: String) {
      switch self {
      case .bearer: ("Authorization", "Bearer \(key)")
      case .apiKey: ("api-key", key)
      }
    }
  }

  private init(_ preset: EndpointPreset? = nil, hosts: [String] = [], _ differences: (inout Self) -> Void = { _ in }) {
    self.preset = preset
    self.hosts = hosts
    differences(&self)
  }

  /// What answers at a host, where its user does not say.
  init(_ access: EndpointAccess, _ settings: EndpointSettings) {
    let preset = settings.preset ?? (access.isVendorsOwn ? .openAI : nil)
    let known = Self.table.first { row in preset.map { $0 == row.preset } ?? row.isAt(access.host) }
    self = known ?? KnownEndpoint()
  }

  private func isAt(_ host: String) -> Bool { hosts.contains { $0.hasPrefix(".") ? host.hasSuffix($0) : host == $0 } }
}

extension KnownEndpoint {
  /// One row each; behind it where that is known from, where it differs from any endpoint.
  static let table: [KnownEndpoint] = [
    // platform.openai.com/docs/api-reference/chat/create: max_tokens is deprecated, and o-series models refuse it.
    KnownEndpoint(.openAI, hosts: ["api.openai.com"]) {
      ($0.takesStrict, $0.takesCompletionTokens, $0.ruleMaker) = (true, true, .openAI)
    },
    // learn.microsoft.com/azure/ai-foundry/openai/reference: a key goes into `api-key`, a bearer is a token of Entra's.
    KnownEndpoint(.azure, hosts: [".openai.azure.com", ".cognitiveservices.azure.com"]) {
      ($0.takesStrict, $0.takesCompletionTokens, $0.keyHeader) = (true, true, .apiKey)
      $0.ruleMaker = .openAI
    },
    KnownEndpoint(.openRouter, hosts: ["openrouter.ai"]),
    // docs.litellm.ai/docs/completion/input: takes OpenAI's words and rewrites them for what stands behind it.
    KnownEndpoint(.litellm),
    // docs.mistral.ai/api: `random_seed`, no `stream_options`, and 422 `extra_forbidden` for members that it does not know.
    KnownEndpoint(.mistral, hosts: ["api.mistral.ai", "codestral.mistral.ai"]) {
      ($0.seed, $0.asksForUsage, $0.reasoningContent) = ("random_seed", false, .omitted)
      $0.ruleMaker = .mistral
    },
    // api-docs.deepseek.com/guides/thinking_mode: "must be passed back to the API".
    KnownEndpoint(.deepseek, hosts: ["api.deepseek.com"]) { $0.thinks = true },
    // platform.moonshot.ai: "thinking is enabled but reasoning_content is missing in assistant tool call message".
    KnownEndpoint(.moonshot, hosts: ["api.moonshot.ai", "api.moonshot.cn"]) {
      ($0.thinks, $0.ruleMaker) = (true, .moonshot)
    },
    // console.groq.com/docs/api-reference: "property 'reasoning_content' is unsupported", max_tokens is deprecated.
    KnownEndpoint(.groq, hosts: ["api.groq.com"]) {
      ($0.takesCompletionTokens, $0.reasoningContent, $0.ruleMaker) = (true, .omitted, .groq)
    },
    // github.com/Kilo-Org/kilocode/issues/10375: "'messages.2.assistant.reasoning_content' is unsupported".
    KnownEndpoint(.cerebras, hosts: ["api.cerebras.ai"]) {
      ($0.takesCompletionTokens, $0.reasoningContent) = (true, .omitted)
    },
    KnownEndpoint(.together, hosts: ["api.together.xyz", "api.together.ai"]),
    KnownEndpoint(.fireworks, hosts: ["api.fireworks.ai"]),
    // github.com/Vali-98/ChatterUI/issues/227: "Invalid JSON payload received. Unknown name \"seed\"".
    KnownEndpoint(.gemini, hosts: ["generativelanguage.googleapis.com"]) {
      ($0.seed, $0.reasoningContent, $0.ruleMaker) = (nil, .omitted, .compatibleGemini)
    },
    KnownEndpoint(.vllm), KnownEndpoint(.sglang), KnownEndpoint(.lmStudio),
    // llama.cpp, tools/server/README.md, `cache_prompt`: with it results can differ, because the logits are not guaranteed to be
    // the same bit for bit with other batches.
    KnownEndpoint(.llamaCpp) { ($0.promptCacheOff, $0.ruleMaker) = (["cache_prompt": false], .llamaCpp) },
    KnownEndpoint(.ollama) { $0.ruleMaker = .ollama },
  ]
}
