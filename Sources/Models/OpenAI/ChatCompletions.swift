import EvalCore
import OrderedJSON

/// OpenAI Chat Completions, and what is compatible: llama.cpp, Ollama, vLLM, LM Studio, OpenRouter, Groq, Together, Azure.
struct ChatCompletions: Dialect {
  let provider = Provider.openAI
  let limits: ToolLimits
  private let manners: Manners
  var takesSeed: Bool { manners.seed != nil }

  static let limits = ToolLimits(nameMarks: "_-", longestName: 64, longestDescription: 1024, mostTools: 128)

  init(_ manners: Manners, limits: ToolLimits = Self.limits) {
    self.manners = manners
    self.limits = limits
  }

  func path(of question: Question) -> String { "/chat/completions" }

  func headers(key: String?) -> [(name: String, value: String)] { manners.headers(key: key) }

  func encoded(_ tools: [WireTool]) -> JSON { .array(tools.map(function)) }

  private func function(_ tool: WireTool) -> JSON {
    var function: JSONObject = ["name": .string(tool.name)]
    if let description = tool.description { function["description"] = .string(description) }
    function["parameters"] = tool.schemaWithProperties
    if manners.sendsStrict { function["strict"] = false }
    return ["type": "function", "function": .object(function)]
  }

  func body(of question: Question) throws(EndpointFailure) -> [UInt8] {
    try ChatRequest(question: question, manners: manners).body()
  }

  func isEnd(_ event: StreamEvent) -> Bool { false }

  func answer(in body: EndpointBody, _ redactor: Redactor) throws(ErrorAnswer) -> WireAnswer {
    try ChatResponse(body, redactor).wireAnswer().checked()
  }
}
