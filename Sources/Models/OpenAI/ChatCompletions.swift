import EvalCore
import OrderedJSON

/// OpenAI Chat Completions, and what is compatible: llama.cpp, Ollama, vLLM, LM Studio, OpenRouter, Groq, Together, Azure.
struct ChatCompletions: Dialect {
  let provider = Provider.openAI
  /// OpenAI's own models want `max_completion_tokens`; what is only compatible often knows the older `max_tokens` alone.
  private let usesCompletionTokens: Bool

  static let limits = ToolLimits(nameMarks: "_-", longestName: 64, longestDescription: 1024, mostTools: 128)

  init(_ access: Credentials.Access) {
    usesCompletionTokens = access.isVendorsOwn || access.host.hasSuffix(".openai.azure.com")
  }

  func path(of question: Question) -> String { "/chat/completions" }

  func headers(key: String?) -> [(name: String, value: String)] {
    key.map { [("Authorization", "Bearer \($0)")] } ?? []
  }

  func encoded(_ tools: [WireTool]) -> JSON { .array(tools.map(Self.function)) }

  private static func function(_ tool: WireTool) -> JSON {
    var function: JSONObject = ["name": .string(tool.name)]
    if let description = tool.description { function["description"] = .string(description) }
    function["parameters"] = tool.schemaWithProperties
    // Where it is missing, the API may make the schema strict, and so another one.
    function["strict"] = false
    return ["type": "function", "function": .object(function)]
  }

  func body(of question: Question) throws(EndpointFailure) -> [UInt8] {
    try ChatRequest(question: question, usesCompletionTokens: usesCompletionTokens).body()
  }

  func isEnd(_ event: StreamEvent) -> Bool { false }

  func answer(in body: EndpointBody, _ redactor: Redactor) throws(ErrorAnswer) -> WireAnswer {
    try ChatResponse(body, redactor).wireAnswer.checked()
  }
}
