import EvalCore
import OrderedJSON

/// A `message` object as the Messages API gives it.
struct AnthropicAnswer {
  private(set) var wireAnswer = WireAnswer()

  init(_ message: JSON, _ redactor: Redactor) throws(ErrorAnswer) {
    guard let content = message["content"]?.arrayValue else {
      throw .lacks("an array 'content'", message, redactor)
    }
    for block in content { take(block) }
    try take(stop: message)
    wireAnswer.usage = UsageCounts.anthropic.usage(message["usage"])
    let isPlain = content.allSatisfy { $0["type"] == "text" || $0["type"] == "tool_use" }
    wireAnswer.opaque = isPlain ? nil : .array(content.map(Self.kept))
  }

  private mutating func take(_ block: JSON) {
    switch block["type"] {
    case "text": wireAnswer.text += block["text"]?.stringValue ?? ""
    case "thinking": wireAnswer.reasoning += block["thinking"]?.stringValue ?? ""
    case "tool_use":
      wireAnswer.calls.append(
        WireCall(
          id: block["id"]?.stringValue, name: block["name"]?.stringValue ?? "",
          arguments: ModelCall.Arguments(textOrValue: block[AnthropicEvents.pieces] ?? block["input"])))
    default: break
    }
  }

  /// A block as it goes back: what a stream wrote of its arguments stands in the call.
  private static func kept(_ block: JSON) -> JSON {
    guard var object = block.objectValue, let pieces = object[AnthropicEvents.pieces]?.stringValue else { return block }
    object[AnthropicEvents.pieces] = nil
    if case .object(let input) = ModelCall.Arguments(text: pieces) { object["input"] = .object(input) }
    return .object(object)
  }

  private mutating func take(stop message: JSON) throws(ErrorAnswer) {
    try wireAnswer.end(message["stop_reason"]?.stringValue)
    if message["stop_reason"] == "refusal" {
      wireAnswer.refusal = message["stop_details"]?["explanation"]?.stringValue ?? ""
    }
  }
}

extension UsageCounts {
  /// Input is counted apart from what the cache gave and took; together they are what others call input. A stream begins with
  /// the counts of its input, in its message.
  static let anthropic = UsageCounts(at: ["usage"], ["message", "usage"]) { counts in
    let cached = counts["cache_read_input_tokens"]?.tokens
    let input = counts["input_tokens"]?.tokens.map {
      $0 + (cached ?? 0) + (counts["cache_creation_input_tokens"]?.tokens ?? 0)
    }
    return Usage(
      inputTokens: input, outputTokens: counts["output_tokens"]?.tokens, cachedTokens: cached,
      reasoningTokens: counts["output_tokens_details"]?["thinking_tokens"]?.tokens)
  }
}
