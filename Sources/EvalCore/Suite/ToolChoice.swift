/// What a model must do about tools: as a suite's `tool_choice` writes it, and in a request.
package enum ToolChoice: Sendable, Hashable {
  case auto
  /// Call nothing; `none` in writing.
  case never
  case required
  case tool(String)

  private static let words: [String: ToolChoice] = ["auto": .auto, "none": .never, "required": .required]

  /// - Parameter text: one of the three words, or the name of a tool.
  package init(_ text: String) { self = Self.words[text] ?? .tool(text) }

  package static func isWord(_ text: String) -> Bool { words[text] != nil }

  /// As it is written.
  package var text: String {
    switch self {
    case .auto: "auto"
    case .never: "none"
    case .required: "required"
    case .tool(let name): name
    }
  }
}
