import EvalCore
import OrderedJSON

/// A `response` object as a Responses endpoint gives it.
struct ResponsesAnswer {
  private(set) var wireAnswer = WireAnswer()

  init(_ response: JSON, _ redactor: Redactor) throws(ErrorAnswer) {
    guard let output = response["output"]?.arrayValue else {
      throw .lacks("an array 'output'", response, redactor)
    }
    guard !["failed", "cancelled", "queued", "in_progress"].contains(response["status"]?.stringValue) else {
      throw .broken(
        "expected a completed response, found one that is '\(response["status"]?.stringValue ?? "")'")
    }
    for item in output { take(item) }
    try end(response)
    // OpenAI gives it in every response, if only as null; llama.cpp never does, and calls completed what it cut off.
    wireAnswer.saysWhyItEnded = response["incomplete_details"] != nil
    wireAnswer.usage = UsageCounts.responses.usage(response["usage"])
    // A message's phase and the reasoning before it are wanted back; ids are not, and so plain items stand for themselves.
    let isPlain = output.allSatisfy { $0["type"] != "reasoning" && ($0["phase"]?.isNull ?? true) }
    wireAnswer.opaque = isPlain ? nil : .array(output)
  }

  private mutating func take(_ item: JSON) {
    switch item["type"] {
    case "message": item["content"]?.arrayValue?.forEach { takeContent($0) }
    case "reasoning":
      for part in (item["summary"]?.arrayValue ?? []) + (item["content"]?.arrayValue ?? []) {
        wireAnswer.reasoning += part["text"]?.stringValue ?? ""
      }
    case "function_call":
      wireAnswer.calls.append(
        WireCall(
          id: item["call_id"]?.stringValue ?? item["id"]?.stringValue, name: item["name"]?.stringValue ?? "",
          arguments: ModelCall.Arguments(textOrValue: item["arguments"])))
    default: break
    }
  }

  private mutating func takeContent(_ part: JSON) {
    switch part["type"] {
    case "refusal": wireAnswer.refusal += part["refusal"]?.stringValue ?? ""
    default: wireAnswer.text += part["text"]?.stringValue ?? ""
    }
  }

  private mutating func end(_ response: JSON) throws(ErrorAnswer) {
    let status = response["status"]?.stringValue
    try wireAnswer.end(
      status == "incomplete" ? response["incomplete_details"]?["reason"]?.stringValue ?? "incomplete" : status)
  }
}

extension UsageCounts {
  static let responses = UsageCounts(at: ["usage"], ["response", "usage"]) { counts in
    Usage(
      inputTokens: counts["input_tokens"]?.tokens, outputTokens: counts["output_tokens"]?.tokens,
      cachedTokens: counts["input_tokens_details"]?["cached_tokens"]?.tokens,
      reasoningTokens: counts["output_tokens_details"]?["reasoning_tokens"]?.tokens)
  }
}
