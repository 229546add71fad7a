import EvalCore
import OrderedJSON

/// OpenAI Chat Completions, and what is compatible: llama.cpp, Ollama, vLLM, LM Studio, OpenRouter, Groq, Together, Azure.
struct ChatCompletions: Dialect {
  let limits: ToolLimits
  private let quirks: EndpointQuirks
  var name: String { Self.name }
  var takesSeed: Bool { quirks.seed != nil }
  var usage: UsageCounts { .chat }

  static let name = "openai"

  static let limits = ToolLimits(nameMarks: "_-", longestName: 64, longestDescription: 1024, mostTools: 128)

  init(_ quirks: EndpointQuirks, limits: ToolLimits = Self.limits) {
    self.quirks = quirks
    self.limits = limits
  }

  func path(of question: Question) -> String { "/chat/completions" }

  func headers(key: String?) -> [(name: String, value: String)] { quirks.headers(key: key) }

  func encode(_ tools: [WireTool]) -> JSON { .array(tools.map(function)) }

  private func function(_ tool: WireTool) -> JSON {
    var function: JSONObject = ["name": .string(tool.name)]
    if let description = tool.description { function["description"] = .string(description) }
    function["parameters"] = tool.schemaWithProperties
    if quirks.sendsStrict { function["strict"] = false }
    return ["type": "function", "function": .object(function)]
  }

  func body(of question: Question) throws(EndpointFailure) -> [UInt8] {
    try ChatRequest(question: question, quirks: quirks).body()
  }

  func isEnd(_ event: StreamEvent) -> Bool { false }

  func answer(in body: EndpointBody, _ redactor: Redactor) throws(ErrorAnswer) -> WireAnswer {
    try ChatResponse(body, redactor).wireAnswer().validate()
  }
}
