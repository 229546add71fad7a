import LoopbackHTTP
import OrderedJSON

/// Gemini's generateContent: the first call of an answer comes back signed, and the results of an answer's calls are one
/// content, as many as the calls.
struct GeminiReading: RequestReading {
  func callID(_ number: String) -> String { "fc-\(number)" }

  func asked(_ request: LoopbackRequest, _ body: JSON) throws(RefusedRequest) -> Asked {
    let isStream = request.path.hasSuffix(":streamGenerateContent")
    let isWhole = request.path.hasSuffix(":generateContent")
    try RefusedRequest.unless(request.path.hasPrefix("/v1beta/models/any:"), "the path \(request.path)")
    try RefusedRequest.unless(isWhole || (isStream && request.query == "alt=sse"), "the path \(request.path)")
    try RefusedRequest.unless(request.headers["x-goog-api-key"] == "test-key", "no key")
    try body.only("generationConfig", "toolConfig", "tools", "systemInstruction", "contents")
    try body["generationConfig"]?.only("maxOutputTokens", "thinkingConfig")
    var entries: [Asked.Entry] = []
    for content in try body.list("contents") { entries += try self.entries(content) }
    let thinking = body["generationConfig"]?["thinkingConfig"]
    return try Asked(
      entries, tools: tools(body), isStream: isStream, wantsReasoning: thinking?["includeThoughts"] == true)
  }

  private func tools(_ body: JSON) throws(RefusedRequest) -> [String: String] {
    var tools: [(name: String, description: String)] = []
    for tool in try body.list("tools").first?.list("functionDeclarations") ?? [] {
      try tool.only("name", "description", "parametersJsonSchema")
      let name = try tool.text("name")
      try RefusedRequest.unless(name.wholeMatch(of: #/[A-Za-z_][A-Za-z0-9_.:-]{0,63}/#) != nil, "the name '\(name)'")
      tools.append((name, try tool.text("description")))
    }
    return try tools.byName()
  }

  private func entries(_ content: JSON) throws(RefusedRequest) -> [Asked.Entry] {
    let parts = try content.list("parts")
    let calls = parts.compactMap { $0["functionCall"] }
    if content["role"] == "model" {
      let isOwn = calls.first?["id"] == nil
      let first = parts.first { $0["functionCall"] != nil }
      let isSigned = first?["thoughtSignature"]?.stringValue == ProviderServer.signature
      try RefusedRequest.unless(calls.isEmpty || isOwn || isSigned, "a call without its signature")
      return try calls.isEmpty ? [.said] : calls.map(call)
    }
    try RefusedRequest.unless(content["role"] == "user", "a role in \(content.excerpt())")
    return try parts.map(userEntry)
  }

  private func call(_ call: JSON) throws(RefusedRequest) -> Asked.Entry {
    try RefusedRequest.unless(call["args"]?.objectValue != nil, "arguments that are no object")
    return .call(id: call["id"]?.stringValue, name: try call.text("name"))
  }

  private func userEntry(_ part: JSON) throws(RefusedRequest) -> Asked.Entry {
    guard let result = part["functionResponse"] else { return .user(try part.text("text")) }
    let response = try result.wanted("response", \.objectValue)
    let text = (response["output"] ?? response["error"])?.stringValue ?? ""
    return .result(id: result["id"]?.stringValue, name: try result.text("name"), text: text)
  }
}
