import EvalCore
import OrderedJSON

/// A Chat Completions answer, whole or put together from a stream's deltas.
struct ChatResponse {
  private var text = ""
  private var reasoning = ""
  private var refusal = ""
  private var calls = ChatCalls()
  private var finish: String?
  private var usage = Usage()

  /// More calls than this are no answer but an attack.
  private static let mostCalls = 1024

  /// - Throws: ``ErrorAnswer/broken(_:)`` where the answer lacks what every answer has.
  init(whole: JSON, _ redactor: Redactor) throws(ErrorAnswer) {
    guard let choice = whole["choices"]?[0], let message = choice["message"], message.objectValue != nil else {
      // Cut again after redaction, so that no half of a key is left at the end.
      let found = redactor.redact(whole.excerpt(limit: 1_000)).excerpt(limit: 120)
      throw .broken("expected an answer with 'choices[0].message', found \(found)")
    }
    takeText(message)
    for call in message["tool_calls"]?.arrayValue ?? [] { calls.append(call) }
    if let call = message["function_call"], !call.isNull { calls.append(["function": call]) }
    finish = choice["finish_reason"]?.stringValue
    takeUsage(whole["usage"])
    try checkCalls()
  }

  /// - Parameters:
  ///   - events: the data of a stream's events without the closing `[DONE]`.
  ///   - isClosed: whether that one came.
  init(events: [JSON], isClosed: Bool) throws(ErrorAnswer) {
    for event in events {
      takeUsage(event["usage"])
      guard let choice = event["choices"]?.arrayValue?.first(where: { ($0["index"] ?? 0) == 0 }) else { continue }
      finish = choice["finish_reason"]?.stringValue ?? finish
      guard let delta = choice["delta"] else { continue }
      takeText(delta)
      for piece in delta["tool_calls"]?.arrayValue ?? [] { calls.take(piece) }
      if let piece = delta["function_call"], !piece.isNull { calls.take(["index": 0, "function": piece]) }
    }
    guard finish != nil || isClosed else {
      throw .broken("the stream ended without a finish reason and without [DONE]")
    }
    try checkCalls()
  }

  private func checkCalls() throws(ErrorAnswer) {
    guard calls.count <= Self.mostCalls else {
      throw .broken("expected at most \(Self.mostCalls) calls in an answer, found \(calls.count)")
    }
  }

  private mutating func takeText(_ message: JSON) {
    switch message["content"] {
    case .string(let content): text += content
    case .array(let parts): parts.forEach { takePart($0) }
    default: break
    }
    reasoning += message["reasoning_content"]?.stringValue ?? message["reasoning"]?.stringValue ?? ""
    refusal += message["refusal"]?.stringValue ?? ""
  }

  private mutating func takePart(_ part: JSON) {
    text += part["text"]?.stringValue ?? ""
    refusal += part["refusal"]?.stringValue ?? ""
    for thought in part["thinking"]?.arrayValue ?? [] { reasoning += thought["text"]?.stringValue ?? "" }
  }

  private mutating func takeUsage(_ wire: JSON?) {
    guard let wire, wire.objectValue != nil else { return }
    usage = Usage(
      inputTokens: wire["prompt_tokens"]?.tokens, outputTokens: wire["completion_tokens"]?.tokens,
      cachedTokens: wire["prompt_tokens_details"]?["cached_tokens"]?.tokens,
      reasoningTokens: wire["completion_tokens_details"]?["reasoning_tokens"]?.tokens)
  }

  /// - Parameter taken: ids of the conversation's earlier calls.
  func answer(_ names: WireNames, taken: Set<String> = [], latencyMilliseconds: Double = 0) -> ModelAnswer {
    let text = text.isEmpty ? refusal : text
    return ModelAnswer(
      text: text.isEmpty ? nil : text, reasoning: reasoning.isEmpty ? nil : reasoning,
      calls: calls.made(names, taken: taken), finish: finishReason, usage: usage,
      latencyMilliseconds: latencyMilliseconds)
  }

  private var finishReason: ModelAnswer.Finish {
    if !refusal.isEmpty { return .refused }
    return switch finish {
    case "length", "max_tokens", "model_length": .length
    case "content_filter": .refused
    case "stop", "tool_calls", "function_call", nil: calls.count > 0 ? .calls : .stop
    default: .other
    }
  }
}

extension JSON {
  /// A count of tokens that can be one; others would only spoil sums.
  fileprivate var tokens: Int? {
    numberValue?.intValue.flatMap { (0...1_000_000_000).contains($0) ? $0 : nil }
  }
}
