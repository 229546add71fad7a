import LoopbackHTTP
import OrderedJSON

/// Anthropic's Messages: turns alternate, results stand first in the turn after their calls, and a turn that calls tools
/// keeps its signed thinking.
struct AnthropicReading: RequestReading {
  func callID(_ number: String) -> String { "toolu_01\(number)" }

  func asked(_ request: LoopbackRequest, _ body: JSON) throws(RefusedRequest) -> Asked {
    try RefusedRequest.unless(request.path == "/v1/messages", "the path \(request.path)")
    try RefusedRequest.unless(request.headers["x-api-key"] == "test-key", "no key")
    try RefusedRequest.unless(request.headers["anthropic-version"] == "2023-06-01", "no version")
    try body.only("model", "max_tokens", "thinking", "stream", "tools", "system", "messages")
    let budget = body["thinking"]?["budget_tokens"]?.numberValue?.intValue ?? 0
    let most = try body.wanted("max_tokens") { $0.numberValue?.intValue }
    try RefusedRequest.unless(most > budget, "a budget for thinking that is beyond 'max_tokens'")
    var entries: [Asked.Entry] = []
    var role = "assistant"
    for message in try body.list("messages") {
      try RefusedRequest.unless(message["role"]?.stringValue != role, "two turns of one role")
      role = try message.text("role")
      entries +=
        try role == "user" ? user(message.list("content")) : assistant(message.list("content"), thinks: budget > 0)
    }
    return try Asked(
      entries, tools: tools(body), isStream: body["stream"] == true, wantsReasoning: budget > 0)
  }

  private func tools(_ body: JSON) throws(RefusedRequest) -> [String: String] {
    var tools: [(name: String, description: String)] = []
    for tool in try body.list("tools") {
      try tool.only("name", "description", "input_schema")
      let name = try tool.text("name")
      try RefusedRequest.unless(name.wholeMatch(of: #/[a-zA-Z0-9_-]{1,128}/#) != nil, "the name '\(name)'")
      try RefusedRequest.unless(tool["input_schema"]?["type"] == "object", "a schema that is no object's")
      tools.append((name, try tool.text("description")))
    }
    return try tools.byName()
  }

  private func user(_ blocks: [JSON]) throws(RefusedRequest) -> [Asked.Entry] {
    var entries: [Asked.Entry] = []
    var hasText = false
    for block in blocks {
      if block["type"] == "tool_result" {
        try RefusedRequest.unless(!hasText, "a result after text")
        let id = try block.text("tool_use_id")
        entries.append(.result(id: id, name: nil, text: block["content"]?.stringValue ?? ""))
      } else {
        hasText = true
        entries.append(.user(try block.text("text")))
      }
    }
    return entries
  }

  private func assistant(_ blocks: [JSON], thinks: Bool) throws(RefusedRequest) -> [Asked.Entry] {
    var entries: [Asked.Entry] = []
    for block in blocks {
      switch try block.text("type") {
      case "tool_use":
        try RefusedRequest.unless(block["input"]?.objectValue != nil, "an input that is no object")
        // The author's own calls, which no model thought about, have no thinking either.
        let isOwn = try block.text("id").hasPrefix("made0")
        try RefusedRequest.unless(!thinks || isOwn || blocks[0]["type"] == "thinking", "a call without its thinking")
        entries.append(.call(id: try block.text("id"), name: try block.text("name")))
      case "thinking":
        try RefusedRequest.unless(try block.text("signature") == ProviderServer.signature, "thinking of another")
      case "text": try RefusedRequest.unless(try !block.text("text").isEmpty, "empty text")
      case let type: throw RefusedRequest("a block of type '\(type)'")
      }
    }
    return entries.isEmpty ? [.said] : entries
  }
}
