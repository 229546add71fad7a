import EvalCore
import OrderedJSON

/// What generateContent answers: one response, or the responses of a stream, each with the parts that are new.
struct GeminiAnswer {
  private(set) var wireAnswer = WireAnswer()
  private var parts: [JSON] = []
  private var finish: String?
  /// What the API says about a call that it could not read.
  private var remark = ""
  private var hasCandidate = false

  init(_ responses: [JSON], isStream: Bool, _ redactor: Redactor) throws(ErrorAnswer) {
    for response in responses { take(response) }
    guard hasCandidate || !wireAnswer.refusal.isEmpty else {
      throw .lacks("'candidates' or 'promptFeedback'", responses.last ?? .null, redactor)
    }
    // A stream that was cut off has no reason; a whole body has all that there is.
    guard finish != nil || !isStream || !wireAnswer.refusal.isEmpty else {
      throw .broken("the stream ended without a 'finishReason'")
    }
    for part in parts { take(part: part) }
    if wireAnswer.text.isEmpty { wireAnswer.text = remark }
    wireAnswer.finish = finishReason
    let isPlain = parts.allSatisfy { $0["thoughtSignature"] == nil && $0["functionCall"]?["id"] == nil }
    wireAnswer.opaque = isPlain ? nil : .array(parts)
  }

  private mutating func take(_ response: JSON) {
    if let reason = response["promptFeedback"]?["blockReason"]?.stringValue {
      wireAnswer.refusal =
        response["promptFeedback"]?["blockReasonMessage"]?.stringValue ?? "the prompt was blocked: \(reason)"
    }
    if let usage = response["usageMetadata"] { wireAnswer.usage = Self.usage(usage) }
    guard let candidate = response["candidates"]?[0], candidate.objectValue != nil else { return }
    hasCandidate = true
    parts += candidate["content"]?["parts"]?.arrayValue ?? []
    finish = candidate["finishReason"]?.stringValue ?? finish
    remark = candidate["finishMessage"]?.stringValue ?? remark
  }

  private mutating func take(part: JSON) {
    if let call = part.functionCall {
      wireAnswer.calls.append(
        WireCall(
          id: call["id"]?.stringValue, name: call["name"]?.stringValue ?? "",
          arguments: ModelCall.Arguments(textOrValue: call["args"])))
    } else if let text = part["text"]?.stringValue {
      if part["thought"] == true { wireAnswer.reasoning += text } else { wireAnswer.text += text }
    }
  }

  private var finishReason: ModelAnswer.Finish {
    switch finish {
    case "STOP", nil: .stop
    case "MAX_TOKENS": .length
    case "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL": .unparsable
    case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT",
      "IMAGE_RECITATION":
      .refused
    default: .other
    }
  }

  /// Reasoning is counted apart from the answer; together they are what others call output.
  private static func usage(_ wire: JSON) -> Usage {
    let reasoning = wire["thoughtsTokenCount"]?.tokens
    let input = wire["promptTokenCount"]?.tokens.map { $0 + (wire["toolUsePromptTokenCount"]?.tokens ?? 0) }
    let answer = wire["candidatesTokenCount"]?.tokens
    return Usage(
      inputTokens: input, outputTokens: answer == nil && reasoning == nil ? nil : (answer ?? 0) + (reasoning ?? 0),
      cachedTokens: wire["cachedContentTokenCount"]?.tokens, reasoningTokens: reasoning)
  }
}

extension JSON {
  /// The call that a part is; null is none.
  var functionCall: JSON? {
    guard let call = self["functionCall"], !call.isNull else { return nil }
    return call
  }
}
