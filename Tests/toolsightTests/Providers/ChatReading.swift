import LoopbackHTTP
import OrderedJSON

/// OpenAI's Chat Completions.
struct ChatReading: RequestReading {
  func callID(_ number: String) -> String { "call_\(number)" }

  func asked(_ request: LoopbackRequest, _ body: JSON) throws(RefusedRequest) -> Asked {
    try RefusedRequest.unless(request.path == "/v1/chat/completions", "the path \(request.path)")
    try RefusedRequest.unless(request.headers["Authorization"] == "Bearer test-key", "no key")
    try body.only("model", "max_tokens", "stream", "stream_options", "tools", "messages")
    var tools: [(name: String, description: String)] = []
    for tool in try body.list("tools") {
      try tool.only("type", "function")
      tools.append(try tool.wanted("function", \.self).openAITool(isStrictSaid: false))
    }
    var entries: [Asked.Entry] = []
    for message in try body.list("messages") { entries += try self.entries(message) }
    let isStream = body["stream"] == true
    try RefusedRequest.unless(isStream == (body["stream_options"]?["include_usage"] == true), "a stream without usage")
    return try Asked(entries, tools: tools.byName(), isStream: isStream, wantsReasoning: false)
  }

  private func entries(_ message: JSON) throws(RefusedRequest) -> [Asked.Entry] {
    switch try message.text("role") {
    case "system": return []
    case "user": return [.user(try message.text("content"))]
    case "tool":
      return [.result(id: try message.text("tool_call_id"), name: nil, text: try message.text("content"))]
    case "assistant":
      var entries: [Asked.Entry] = []
      for call in message["tool_calls"]?.arrayValue ?? [] {
        let function = try call.wanted("function", \.self)
        try function.checkArgumentText()
        entries.append(.call(id: try call.text("id"), name: try function.text("name")))
      }
      return entries.isEmpty ? [.said] : entries
    case let role: throw RefusedRequest("the role '\(role)'")
    }
  }
}
