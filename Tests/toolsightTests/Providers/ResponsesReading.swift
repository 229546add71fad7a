import LoopbackHTTP
import OrderedJSON

/// OpenAI's Responses, of which nothing is stored: reasoning must come back encrypted, before what it led to.
struct ResponsesReading: RequestReading {
  func callID(_ number: String) -> String { "call_\(number)" }

  func asked(_ request: LoopbackRequest, _ body: JSON) throws(RefusedRequest) -> Asked {
    try RefusedRequest.unless(request.path == "/v1/responses", "the path \(request.path)")
    try RefusedRequest.unless(request.headers["Authorization"] == "Bearer test-key", "no key")
    try body.only("model", "store", "max_output_tokens", "include", "stream", "tools", "instructions", "input")
    try RefusedRequest.unless(body["store"] == false, "'store' is not false")
    var tools: [(name: String, description: String)] = []
    for tool in try body.list("tools") {
      try tool.only("type", "name", "description", "parameters", "strict")
      tools.append(try tool.openAITool(isStrictSaid: true))
    }
    var entries: [Asked.Entry] = []
    for item in try body.list("input") { entries += try self.entries(item) }
    return try Asked(
      entries, tools: tools.byName(), isStream: body["stream"] == true,
      wantsReasoning: body["include"]?.arrayValue?.contains("reasoning.encrypted_content") == true)
  }

  private func entries(_ item: JSON) throws(RefusedRequest) -> [Asked.Entry] {
    switch item["type"]?.stringValue ?? "message" {
    case "message":
      if item["role"] == "user" { return [.user(try item.text("content"))] }
      try RefusedRequest.unless(item["role"] == "assistant" || item["role"] == "system", "a role in \(item.excerpt())")
      return item["role"] == "assistant" ? [.said] : []
    case "reasoning":
      try RefusedRequest.unless(try item.text("encrypted_content") == ProviderServer.signature, "reasoning of another")
      return []
    case "function_call":
      try item.checkArgumentText()
      return [.call(id: try item.text("call_id"), name: try item.text("name"))]
    case "function_call_output":
      return [.result(id: try item.text("call_id"), name: nil, text: try item.text("output"))]
    case let type: throw RefusedRequest("an item of type '\(type)'")
    }
  }
}
