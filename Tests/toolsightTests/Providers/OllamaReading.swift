import LoopbackHTTP
import OrderedJSON

/// Ollama's chat: arguments are objects, and names are as they are.
struct OllamaReading: RequestReading {
  func callID(_ number: String) -> String { "call_\(number.prefix(8))" }

  func asked(_ request: LoopbackRequest, _ body: JSON) throws(RefusedRequest) -> Asked {
    try RefusedRequest.unless(request.path == "/api/chat", "the path \(request.path)")
    try body.only("model", "stream", "think", "options", "tools", "messages")
    try body["options"]?.only("num_predict")
    var tools: [(name: String, description: String)] = []
    for tool in try body.list("tools") {
      let function = try tool.wanted("function", \.self)
      try RefusedRequest.unless(tool["type"] == "function", "a tool of another type")
      tools.append((try function.text("name"), try function.text("description")))
    }
    let wantsReasoning = body["think"] == true
    var entries: [Asked.Entry] = []
    for message in try body.list("messages") { entries += try self.entries(message) }
    // It streams unless it is told not to.
    return try Asked(
      entries, tools: tools.byName(), isStream: body["stream"] != false, wantsReasoning: wantsReasoning)
  }

  private func entries(_ message: JSON) throws(RefusedRequest) -> [Asked.Entry] {
    let content = try message.text("content")
    switch try message.text("role") {
    case "system": return []
    case "user": return [.user(content)]
    case "tool":
      return [.result(id: message["tool_call_id"]?.stringValue, name: try message.text("tool_name"), text: content)]
    case "assistant":
      var entries: [Asked.Entry] = []
      for call in message["tool_calls"]?.arrayValue ?? [] {
        let function = try call.wanted("function", \.self)
        try RefusedRequest.unless(function["arguments"]?.objectValue != nil, "arguments that are no object")
        entries.append(.call(id: call["id"]?.stringValue, name: try function.text("name")))
      }
      return entries.isEmpty ? [.said] : entries
    case let role: throw RefusedRequest("the role '\(role)'")
    }
  }
}
