package import OrderedJSON

/// What the embedded server answered to a call, as a model is shown it.
package struct ToolReply: Sendable {
  package let text: String
  package let isError: Bool

  package init(text: String, isError: Bool) {
    self.text = text
    self.isError = isError
  }

  /// A `tools/call` result: its text blocks joined by line breaks, another block as a note of its type; structured content
  /// where there is no block at all.
  package init(result: JSONObject) {
    let blocks = result["content"]?.arrayValue ?? []
    let texts = blocks.map { $0["text"]?.stringValue ?? "[\($0["type"]?.stringValue ?? "unknown") content]" }
    let structured = result["structuredContent"]?.compact
    text = texts.isEmpty ? structured ?? "" : texts.joined(separator: "\n")
    isError = result["isError"] == true
  }
}
