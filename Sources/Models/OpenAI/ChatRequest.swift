import EvalCore
import OrderedJSON

/// The body of a Chat Completions request. Model, settings and tools stand first, so that what is the same in every trial
/// of a variant is a common beginning, for prefix caches and for our own endpoint.
struct ChatRequest {
  let model: String
  let request: ModelRequest
  let tools: FunctionTools
  /// OpenAI itself wants `max_completion_tokens`; what is compatible with it often knows only the older `max_tokens`.
  let usesCompletionTokens: Bool

  /// Members that this product writes itself.
  private static let reserved = ["model", "tools", "messages"]

  /// - Throws: `badRequest` where the extra members of the sampling would replace what is asked.
  func body() throws(EndpointFailure) -> [UInt8] {
    var bytes = Array(try head().utf8Bytes.dropLast())
    bytes.reserveCapacity(bytes.count + tools.encoded.count + 4096)
    if hasTools {
      bytes += ",\"tools\":".utf8
      bytes += tools.encoded
    }
    bytes += ",\"messages\":".utf8
    JSON.array(request.conversation.map(message)).write(into: &bytes)
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  private var hasTools: Bool { !tools.encoded.isEmpty }

  private func head() throws(EndpointFailure) -> JSON {
    let sampling = request.sampling
    var head: JSONObject = ["model": .string(model)]
    if let temperature = sampling.temperature { head["temperature"] = .number(temperature) }
    if let topP = sampling.topP { head["top_p"] = .number(topP) }
    if let tokens = sampling.maxOutputTokens {
      head[usesCompletionTokens ? "max_completion_tokens" : "max_tokens"] = .number(JSONNumber(tokens))
    }
    if let seed = sampling.seed { head["seed"] = .number(JSONNumber(seed)) }
    if hasTools {
      if let parallel = sampling.parallelCalls { head["parallel_tool_calls"] = .bool(parallel) }
      if let choice = request.toolChoice { head["tool_choice"] = toolChoice(choice) }
    }
    for member in sampling.extra["openai"] ?? [:] {
      guard !Self.reserved.contains(member.key) else { throw Self.isReserved(member.key) }
      head[member.key] = member.value
    }
    if head["stream"] == true && head["stream_options"] == nil { head["stream_options"] = ["include_usage": true] }
    return .object(head)
  }

  private static func isReserved(_ member: String) -> EndpointFailure {
    EndpointFailure(
      .badRequest,
      message: "sampling: extra.openai: '\(member)' is written by the run itself: take it out, or change the suite")
  }

  private func toolChoice(_ choice: String) -> JSON {
    ["auto", "none", "required"].contains(choice)
      ? .string(choice)
      : ["type": "function", "function": ["name": .string(tools.names.wireName(of: choice))]]
  }

  private func message(_ entry: ConversationEntry) -> JSON {
    switch entry {
    case .system(let text): ["role": "system", "content": .string(text)]
    case .user(let text): ["role": "user", "content": .string(text)]
    case .assistant(let text, let calls): assistant(text: text, calls: calls)
    case .result(let id, _, let reply): ["role": "tool", "tool_call_id": .string(id), "content": content(of: reply)]
    }
  }

  /// The API has no field for errors.
  private func content(of reply: ToolReply) -> JSON {
    let saysSo = !reply.isError || reply.text.lowercased().hasPrefix("error")
    return .string(saysSo ? reply.text : "Error: \(reply.text)")
  }

  /// Content may be null only beside calls.
  private func assistant(text: String?, calls: [ModelCall]) -> JSON {
    var message: JSONObject = ["role": "assistant", "content": text.map(JSON.string) ?? (calls.isEmpty ? "" : .null)]
    if !calls.isEmpty { message["tool_calls"] = .array(calls.map(toolCall)) }
    return .object(message)
  }

  /// Malformed arguments go back as none: many servers parse what they are sent and refuse what is no object, which would
  /// turn the model's mistake into an error of the run. The result beside the call says what was wrong.
  private func toolCall(_ call: ModelCall) -> JSON {
    [
      "id": .string(call.id), "type": "function",
      "function": [
        "name": .string(tools.names.wireName(of: call.name)),
        "arguments": .string(JSON.object(call.object ?? [:]).compact),
      ],
    ]
  }
}
