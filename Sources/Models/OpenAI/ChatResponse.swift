import EvalCore
import OrderedJSON

/// A Chat Completions answer, whole or put together from a stream's deltas.
struct ChatResponse {
  private var text = ""
  private var reasoning = ""
  private var refusal = ""
  private var calls = PiecedCalls()
  private var finish: String?
  /// The vendor's own word, which gateways keep beside theirs.
  private var nativeFinish: String?
  private var usage = Usage()
  private var tokens: [AnswerToken] = []
  private var provider: String?
  /// Members of the message that servers which reason between calls want back: DeepSeek even where there is no reasoning.
  /// `reasoning`, which others write, is not among them, because some of those refuse it (Groq).
  private var kept = JSONObject()

  private static let keptMembers = ["reasoning_content", "reasoning_details"]

  init(_ body: EndpointBody, _ redactor: Redactor) throws(ErrorAnswer) {
    if let events = try body.json(ofEvents: redactor) {
      for event in events { try Self.check(event: event, redactor) }
      try self.init(events: events, isClosed: body.isClosed)
    } else {
      let json = try body.json(redactor)
      try Self.check(json["choices"]?[0], redactor)
      try self.init(whole: json, redactor)
    }
  }

  /// What is no chunk and says something is an error, in the forms of those who put none into `error`: FastChat's `error_code`,
  /// FastAPI's `detail`.
  private static func check(event: JSON, _ redactor: Redactor) throws(ErrorAnswer) {
    if event["choices"] == nil, event["usage"] == nil,
      ["message", "detail", "error_code"].contains(where: { event[$0] != nil })
    {
      throw ErrorAnswer(status: 200, ErrorWords(event, redactor))
    }
    try check(event["choices"]?[0], redactor)
  }

  /// OpenRouter puts an error that came after the beginning into the choice.
  private static func check(_ choice: JSON?, _ redactor: Redactor) throws(ErrorAnswer) {
    if let choice, choice.hasError || choice["finish_reason"] == "error" {
      throw ErrorAnswer(status: 200, ErrorWords(choice, redactor))
    }
  }

  /// - Throws: ``ErrorAnswer/broken(_:)`` where the answer lacks what every answer has.
  init(whole: JSON, _ redactor: Redactor) throws(ErrorAnswer) {
    guard let choice = whole["choices"]?[0], let message = choice["message"], message.objectValue != nil else {
      throw .lacks("'choices[0].message'", whole, redactor)
    }
    takeText(message)
    for call in message["tool_calls"]?.arrayValue ?? [] { calls.append(CallPiece(call)) }
    if let call = message["function_call"], !call.isNull { calls.append(CallPiece(["function": call])) }
    takeFinish(of: choice)
    tokens = AnswerToken.all(choice["logprobs"]?["content"])
    takeUsage(whole["usage"])
    provider = whole["provider"]?.stringValue
  }

  /// - Parameters:
  ///   - events: the data of a stream's events without the closing `[DONE]`.
  ///   - isClosed: whether that one came.
  init(events: [JSON], isClosed: Bool) throws(ErrorAnswer) {
    for event in events {
      takeUsage(event["usage"])
      provider = event["provider"]?.stringValue ?? provider
      guard let choice = event["choices"]?.arrayValue?.first(where: { ($0["index"] ?? 0) == 0 }) else { continue }
      takeFinish(of: choice)
      tokens += AnswerToken.all(choice["logprobs"]?["content"])
      if let delta = choice["delta"], delta.objectValue != nil { takeText(delta) }
      takePieces(choice)
    }
    guard finish != nil || isClosed else {
      throw .broken("the stream ended without a finish reason and without [DONE]")
    }
  }

  /// Some servers end a stream with the whole message, or send nothing else.
  private mutating func takePieces(_ choice: JSON) {
    calls.beginEvent()
    let message = choice["message"]
    if let message, text.isEmpty, reasoning.isEmpty, refusal.isEmpty { takeText(message) }
    for part in [choice["delta"], message] {
      for piece in part?["tool_calls"]?.arrayValue ?? [] { calls.take(CallPiece(piece)) }
      if let piece = part?["function_call"], !piece.isNull { calls.take(CallPiece(["index": 0, "function": piece])) }
    }
  }

  private mutating func takeFinish(of choice: JSON) {
    finish = choice["finish_reason"]?.stringValue ?? finish
    // OpenRouter's member, and LiteLLM's.
    let native = choice["native_finish_reason"] ?? choice["provider_specific_fields"]?["native_finish_reason"]
    nativeFinish = native?.stringValue ?? nativeFinish
  }

  private mutating func takeText(_ message: JSON) {
    switch message["content"] {
    case .string(let content): text += content
    case .array(let parts): parts.forEach { takePart($0) }
    default: break
    }
    reasoning += message["reasoning_content"]?.stringValue ?? message["reasoning"]?.stringValue ?? ""
    refusal += message["refusal"]?.stringValue ?? ""
    for member in Self.keptMembers { keep(message[member], as: member) }
  }

  private mutating func keep(_ value: JSON?, as member: String) {
    switch (value, kept[member]) {
    case (.string(let new), .string(let old)): kept[member] = .string(old + new)
    case (.array(let new), .array(let old)): kept[member] = .array(old + new)
    case (.string(let new), nil): kept[member] = .string(new)
    case (.array(let new), nil) where !new.isEmpty: kept[member] = .array(new)
    default: break
    }
  }

  private mutating func takePart(_ part: JSON) {
    text += part["text"]?.stringValue ?? ""
    refusal += part["refusal"]?.stringValue ?? ""
    for thought in part["thinking"]?.arrayValue ?? [] { reasoning += thought["text"]?.stringValue ?? "" }
  }

  private mutating func takeUsage(_ wire: JSON?) {
    guard let wire, wire.objectValue != nil else { return }
    usage = UsageCounts.chat.usage(wire)
  }

  func wireAnswer() throws(ErrorAnswer) -> WireAnswer {
    var answer = WireAnswer()
    (answer.text, answer.reasoning, answer.refusal, answer.calls) = (text, reasoning, refusal, calls.all)
    (answer.usage, answer.opaque, answer.tokens, answer.provider) = (usage, opaque, tokens, provider)
    try answer.end(finish, native: nativeFinish)
    return answer
  }

  /// Only beside calls: reasoning is wanted back within a turn, and some servers refuse it in any other.
  private var opaque: JSON? {
    guard !calls.all.isEmpty else { return nil }
    var opaque = JSONObject()
    if !kept.isEmpty { opaque["message"] = .object(kept) }
    if let extras = calls.extras { opaque["calls"] = .array(extras) }
    return opaque.isEmpty ? nil : .object(opaque)
  }
}

extension CallPiece {
  /// An element of `tool_calls`, of a message or of a delta.
  init(_ call: JSON) {
    self.init(
      index: call["index"]?.numberValue?.intValue, id: call["id"]?.stringValue,
      name: call["function"]?["name"]?.stringValue ?? "", arguments: call["function"]?["arguments"],
      // What Google's compatible endpoint signs its calls with.
      extra: call["extra_content"])
  }
}

extension UsageCounts {
  static let chat = UsageCounts(at: ["usage"]) { counts in
    Usage(
      inputTokens: counts["prompt_tokens"]?.tokens, outputTokens: counts["completion_tokens"]?.tokens,
      cachedTokens: counts["prompt_tokens_details"]?["cached_tokens"]?.tokens,
      reasoningTokens: counts["completion_tokens_details"]?["reasoning_tokens"]?.tokens)
  }
}
