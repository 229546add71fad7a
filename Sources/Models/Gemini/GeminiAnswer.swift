import EvalCore
import OrderedJSON

/// What generateContent answers: one response, or the responses of a stream, each with the parts that are new.
struct GeminiAnswer {
  private(set) var wireAnswer = WireAnswer()
  private var calls = PiecedCalls()
  private var parts: [JSON] = []
  private let isStream: Bool
  private var finish: String?
  /// What the API says about a call that it could not read.
  private var remark = ""
  private var hasCandidate = false

  init(_ responses: [JSON], isStream: Bool, _ redactor: Redactor) throws(ErrorAnswer) {
    self.isStream = isStream
    for response in responses { take(response) }
    guard hasCandidate || !wireAnswer.refusal.isEmpty else {
      throw .lacks("'candidates' or 'promptFeedback'", responses.last ?? .null, redactor)
    }
    // A stream that was cut off has no reason; a whole body has all that there is.
    guard finish != nil || !isStream || !wireAnswer.refusal.isEmpty else {
      throw .broken("the stream ended without a 'finishReason'")
    }
    wireAnswer.calls = calls.all
    if wireAnswer.text.isEmpty { wireAnswer.text = remark }
    try wireAnswer.end(finish)
    let isPlain = parts.allSatisfy { $0["thoughtSignature"] == nil && $0["functionCall"]?["id"] == nil }
    wireAnswer.opaque = isPlain ? nil : .array(parts)
  }

  private mutating func take(_ response: JSON) {
    if let reason = response["promptFeedback"]?["blockReason"]?.stringValue {
      wireAnswer.refusal =
        response["promptFeedback"]?["blockReasonMessage"]?.stringValue ?? "the prompt was blocked: \(reason)"
    }
    if let counts = response["usageMetadata"] { wireAnswer.usage = UsageCounts.gemini.usage(counts) }
    guard let candidate = response["candidates"]?[0], candidate.objectValue != nil else { return }
    hasCandidate = true
    calls.beginEvent()
    for part in candidate["content"]?["parts"]?.arrayValue ?? [] { take(part: part) }
    finish = candidate["finishReason"]?.stringValue ?? finish
    remark = candidate["finishMessage"]?.stringValue ?? remark
  }

  private mutating func take(part: JSON) {
    if let call = part.functionCall {
      let count = calls.calls.count
      take(call: call)
      // A repetition is no part of the answer.
      if calls.calls.count > count { parts.append(part) }
      return
    }
    parts.append(part)
    if let text = part["text"]?.stringValue {
      if part["thought"] == true { wireAnswer.reasoning += text } else { wireAnswer.text += text }
    }
  }

  private mutating func take(call: JSON) {
    // Left out for a call without arguments, which is whole all the same.
    let arguments = call["args"].flatMap { $0.isNull ? nil : $0 } ?? [:]
    let piece = CallPiece(id: call["id"]?.stringValue, name: call["name"]?.stringValue ?? "", arguments: arguments)
    if isStream { calls.take(piece) } else { calls.append(piece) }
  }
}

extension UsageCounts {
  /// Reasoning is counted apart from the answer; together they are what others call output.
  static let gemini = UsageCounts(at: ["usageMetadata"]) { counts in
    let reasoning = counts["thoughtsTokenCount"]?.tokens
    let input = counts["promptTokenCount"]?.tokens.map { $0 + (counts["toolUsePromptTokenCount"]?.tokens ?? 0) }
    let answer = counts["candidatesTokenCount"]?.tokens
    return Usage(
      inputTokens: input, outputTokens: answer == nil && reasoning == nil ? nil : (answer ?? 0) + (reasoning ?? 0),
      cachedTokens: counts["cachedContentTokenCount"]?.tokens, reasoningTokens: reasoning)
  }
}

extension JSON {
  /// The call that a part is; null is none.
  var functionCall: JSON? {
    guard let call = self["functionCall"], !call.isNull else { return nil }
    return call
  }
}
