package import OrderedJSON

/// What the embedded server answered to a call, as a model is shown it.
package struct ToolReply: Sendable {
  package let text: String
  package let isError: Bool
  /// Who decided in the tool's place; nil where the tool answered.
  package let layer: Layer?

  /// In a result's `_meta`, the name of the layer.
  package static let layerKey = "toolsight/layer"

  /// - Parameter marks: a result's `_meta`, or an error's `data`.
  package static func layer(markedIn marks: JSON?) -> Layer? { marks?[layerKey]?.stringValue.flatMap(Layer.init) }

  package init(text: String, isError: Bool, layer: Layer? = nil) {
    self.text = text
    self.isError = isError
    self.layer = layer
  }

  /// A `tools/call` result: its text blocks joined by line breaks, another block as a note of its type; structured content
  /// where there is no block at all.
  package init(result: JSONObject) {
    let blocks = result["content"]?.arrayValue ?? []
    let texts = blocks.map { $0["text"]?.stringValue ?? "[\($0["type"]?.stringValue ?? "unknown") content]" }
    let structured = result["structuredContent"]?.compact
    text = texts.isEmpty ? structured ?? "" : texts.joined(separator: "\n")
    isError = result["isError"] == true
    layer = Self.layer(markedIn: result["_meta"])
  }
}
