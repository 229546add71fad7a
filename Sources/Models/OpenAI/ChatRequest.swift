import EvalCore
import OrderedJSON

/// The body of a Chat Completions request. Model, settings and tools stand first, so that what is the same in every trial
/// of a variant is a common beginning, for prefix caches and for our own endpoint.
struct ChatRequest {
  let model: String
  let request: ModelRequest
  let tools: FunctionTools

  var body: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tools.encoded.count + 1024)
    bytes += head.utf8Bytes.dropLast()
    if !request.catalogue.tools.isEmpty {
      bytes += Array(",\"tools\":".utf8)
      bytes += tools.encoded
    }
    bytes += Array(",\"messages\":".utf8)
    bytes += JSON.array(request.conversation.map(message)).utf8Bytes
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  private var head: JSON {
    let sampling = request.sampling
    var head: JSONObject = ["model": .string(model)]
    if let temperature = sampling.temperature { head["temperature"] = .number(temperature) }
    if let topP = sampling.topP { head["top_p"] = .number(topP) }
    if let tokens = sampling.maxOutputTokens { head["max_completion_tokens"] = JSON.number(JSONNumber(tokens)) }
    if let seed = sampling.seed { head["seed"] = .number(JSONNumber(seed)) }
    if !request.catalogue.tools.isEmpty {
      if let parallel = sampling.parallelCalls { head["parallel_tool_calls"] = .bool(parallel) }
      if let choice = request.toolChoice { head["tool_choice"] = toolChoice(choice) }
    }
    for member in sampling.extra["openai"] ?? [:] { head[member.key] = member.value }
    if head["stream"] == true && head["stream_options"] == nil { head["stream_options"] = ["include_usage": true] }
    return .object(head)
  }

  private func toolChoice(_ choice: String) -> JSON {
    ["auto", "none", "required"].contains(choice)
      ? .string(choice)
      : ["type": "function", "function": ["name": .string(tools.wireName(of: choice))]]
  }

  private func message(_ entry: ConversationEntry) -> JSON {
    switch entry {
    case .system(let text): ["role": "system", "content": .string(text)]
    case .user(let text): ["role": "user", "content": .string(text)]
    case .assistant(let text, let calls): assistant(text: text, calls: calls)
    case .result(let id, _, let reply): ["role": "tool", "tool_call_id": .string(id), "content": .string(reply.text)]
    }
  }

  private func assistant(text: String?, calls: [ModelCall]) -> JSON {
    var message: JSONObject = ["role": "assistant", "content": text.map(JSON.string) ?? .null]
    if !calls.isEmpty { message["tool_calls"] = .array(calls.map(toolCall)) }
    return .object(message)
  }

  private func toolCall(_ call: ModelCall) -> JSON {
    let arguments =
      switch call.arguments {
      case .object(let object): JSON.object(object).compact
      case .malformed(let text, _): text
      }
    return [
      "id": .string(call.id), "type": "function",
      "function": ["name": .string(tools.wireName(of: call.name)), "arguments": .string(arguments)],
    ]
  }
}
