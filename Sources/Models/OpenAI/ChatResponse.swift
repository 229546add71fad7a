import EvalCore
import OrderedJSON

/// A Chat Completions answer, whole or put together from a stream's deltas.
struct ChatResponse {
  private var text = ""
  private var hasText = false
  private var reasoning = ""
  private var refusal = ""
  private var calls: [Call] = []
  private var finish: String?
  private var usage = Usage()

  /// One call as the wire has it; a stream sends its arguments in pieces.
  private struct Call {
    var id: String?
    var name = ""
    /// The text of the arguments, or an object where the endpoint sends one.
    var arguments = ""
    var object: JSONObject?
  }

  /// - Throws: a `protocol` failure where the answer lacks what every answer has.
  init(whole: JSON) throws(EndpointFailure) {
    guard let choice = whole["choices"]?[0], let message = choice["message"], message.objectValue != nil else {
      throw EndpointFailure(.protocol, message: "the answer has no 'choices[0].message'")
    }
    take(message)
    finish = choice["finish_reason"]?.stringValue
    takeUsage(whole["usage"])
  }

  /// - Parameter events: the data of a stream's events without the closing `[DONE]`.
  init(events: [JSON]) throws(EndpointFailure) {
    for event in events {
      if let delta = event["choices"]?[0]?["delta"] { take(delta) }
      finish = event["choices"]?[0]?["finish_reason"]?.stringValue ?? finish
      takeUsage(event["usage"])
    }
    guard finish != nil else { throw EndpointFailure(.protocol, message: "the stream ended without a finish reason") }
  }

  private mutating func take(_ message: JSON) {
    if let content = message["content"] { take(content: content) }
    reasoning += message["reasoning_content"]?.stringValue ?? message["reasoning"]?.stringValue ?? ""
    refusal += message["refusal"]?.stringValue ?? ""
    for (position, call) in (message["tool_calls"]?.arrayValue ?? []).enumerated() { take(call, at: position) }
    if let call = message["function_call"], call.objectValue != nil { take(["function": call], at: 0) }
  }

  private mutating func take(content: JSON) {
    let parts = content.arrayValue?.compactMap { $0["text"]?.stringValue } ?? [content.stringValue].compactMap(\.self)
    hasText = hasText || !parts.isEmpty
    text += parts.joined()
  }

  /// A delta says with `index` which call it continues; without one its id, or its place, does.
  private mutating func take(_ delta: JSON, at position: Int) {
    let id = delta["id"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
    let index = delta["index"]?.numberValue?.intValue ?? position
    guard (0..<Self.mostCalls).contains(index) else { return }
    while calls.count <= index { calls.append(Call()) }
    calls[index].id = calls[index].id ?? id
    calls[index].name += delta["function"]?["name"]?.stringValue ?? ""
    calls[index].arguments += delta["function"]?["arguments"]?.stringValue ?? ""
    calls[index].object = delta["function"]?["arguments"]?.objectValue ?? calls[index].object
  }

  /// A stream may name any index; more calls than this are no answer but an attack.
  private static let mostCalls = 1024

  private mutating func takeUsage(_ wire: JSON?) {
    guard let wire, wire.objectValue != nil else { return }
    usage = Usage(
      inputTokens: wire["prompt_tokens"]?.numberValue?.intValue, outputTokens: wire["completion_tokens"]?.numberValue?.intValue,
      cachedTokens: wire["prompt_tokens_details"]?["cached_tokens"]?.numberValue?.intValue,
      reasoningTokens: wire["completion_tokens_details"]?["reasoning_tokens"]?.numberValue?.intValue)
  }

  /// - Parameter turn: makes up ids for calls that have none or the same one twice.
  func answer(tools: FunctionTools, turn: Int, latencyMilliseconds: Double) -> ModelAnswer {
    var seen: Set<String> = []
    let made = calls.enumerated().map { index, call in
      let id = call.id.flatMap { seen.insert($0).inserted ? $0 : nil } ?? "call_\(turn)_\(index + 1)"
      let arguments = call.object.map(ModelCall.Arguments.object) ?? ModelCall.Arguments(text: call.arguments)
      return ModelCall(id: id, name: tools.toolName(of: call.name), arguments: arguments)
    }
    return ModelAnswer(
      text: hasText ? text : (refusal.isEmpty ? nil : refusal), reasoning: reasoning.isEmpty ? nil : reasoning, calls: made,
      finish: finishReason(hasCalls: !made.isEmpty), usage: usage, latencyMilliseconds: latencyMilliseconds)
  }

  private func finishReason(hasCalls: Bool) -> ModelAnswer.Finish {
    if !refusal.isEmpty { return .refused }
    return switch finish {
    case "length": .length
    case "content_filter": .refused
    case "tool_calls", "function_call": .calls
    case "stop", nil: hasCalls ? .calls : .stop
    default: .other
    }
  }
}

extension ModelCall.Arguments {
  /// Arguments as a model wrote them: empty or `null` means none; anything but one JSON object is malformed.
  package init(text: String) {
    let trimmed = text.trimmingPrefix(while: \.isWhitespace)
    if trimmed.isEmpty {
      self = .object([:])
      return
    }
    do {
      switch try JSON(parsing: text) {
      case .object(let object): self = .object(object)
      case .null: self = .object([:])
      case let other: self = .malformed(text: text, reason: "arguments are not an object but \(other.typeName)")
      }
    } catch {
      self = .malformed(text: text, reason: "arguments are not JSON: \(error)")
    }
  }
}
