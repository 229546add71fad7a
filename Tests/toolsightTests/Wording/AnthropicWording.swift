/// Anthropic's Messages, as its reference describes them.
struct AnthropicWording: Wording {
  let emptyCall = #"{"type":"tool_use","id":"call_1"}"#

  /// A block as a stream begins it, what comes of it bit by bit, and the whole of it.
  private struct Block {
    let begun: String
    let bits: [String]
    let done: String
  }

  func answer(_ said: Said) -> String {
    message(blocks(said).map(\.done) + said.strays, stop: stop(said).quoted, usage: "{\(Self.input),\(Self.output)}")
  }

  func events(_ said: Said) -> [String] {
    let begun = message([], stop: "null", usage: "{\(Self.input),\"output_tokens\":1}")
    var datas = [#"{"type":"message_start","message":\#(begun)}"#, #"{"type":"ping"}"#]
    for (index, block) in blocks(said).enumerated() {
      datas.append(#"{"type":"content_block_start","index":\#(index),"content_block":\#(block.begun)}"#)
      datas += block.bits.map { #"{"type":"content_block_delta","index":\#(index),"delta":\#($0)}"# }
      datas.append(#"{"type":"content_block_stop","index":\#(index)}"#)
    }
    let delta = #"{"stop_reason":\#(stop(said).quoted),"stop_sequence":null}"#
    let end = [#"{"type":"message_delta","delta":\#(delta),"usage":{\#(Self.output)}}"#, #"{"type":"message_stop"}"#]
    return datas.map(event) + [end.map(event).joined()]
  }

  /// Every event has its type for a name.
  func event(_ data: String) -> String {
    let name = data.firstMatch(of: #/"type":"([^"]+)"/#).map { "event: \($0.1)\n" } ?? ""
    return "\(name)data: \(data)\n\n"
  }

  func error(_ status: Int, _ message: String, code: String?) -> String {
    let type = code ?? Self.types[status] ?? (status < 500 ? "invalid_request_error" : "api_error")
    return #"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"},"request_id":"req_1"}"#
  }

  private static let types = [
    401: "authentication_error", 403: "permission_error", 404: "not_found_error", 413: "request_too_large",
    429: "rate_limit_error", 529: "overloaded_error",
  ]

  private func blocks(_ said: Said) -> [Block] {
    var blocks: [Block] = []
    if !said.reasoning.isEmpty {
      let signature = said.signature.quoted
      blocks.append(
        Block(
          begun: #"{"type":"thinking","thinking":"","signature":""}"#,
          bits: said.reasoning.halves.map { #"{"type":"thinking_delta","thinking":"\#($0)"}"# } + [
            #"{"type":"signature_delta","signature":\#(signature)}"#
          ], done: #"{"type":"thinking","thinking":"\#(said.reasoning)","signature":\#(signature)}"#))
    }
    if !said.text.isEmpty {
      blocks.append(
        Block(
          begun: #"{"type":"text","text":""}"#, bits: said.pieces.map { #"{"type":"text_delta","text":"\#($0)"}"# },
          done: #"{"type":"text","text":"\#(said.text)"}"#))
    }
    return blocks + said.calls.map(block)
  }

  private func block(_ call: Said.Call) -> Block {
    func use(_ input: String) -> String {
      #"{"type":"tool_use","id":\#(call.id),"name":"\#(call.name)","input":\#(input)}"#
    }
    let bits = ([""] + call.arguments.halves).map { #"{"type":"input_json_delta","partial_json":\#($0.quoted)}"# }
    return Block(begun: use("{}"), bits: bits, done: use(call.asObject))
  }

  private func stop(_ said: Said) -> String {
    switch said.ending {
    case .natural: said.calls.isEmpty && said.strays.isEmpty ? "end_turn" : "tool_use"
    case .length: "max_tokens"
    case .filtered: "refusal"
    case .unknown: "vibes"
    }
  }

  private func message(_ blocks: [String], stop: String, usage: String) -> String {
    #"{"id":"msg_1","type":"message","role":"assistant","model":"any","content":[\#(blocks.joined(separator: ","))],"#
      + #""stop_reason":\#(stop),"stop_sequence":null,"usage":\#(usage)}"#
  }

  /// Cached tokens are counted apart.
  private static let input =
    #""input_tokens":\#(Said.usage.input - Said.usage.cached),"cache_creation_input_tokens":0,"#
    + #""cache_read_input_tokens":\#(Said.usage.cached)"#
  private static let output =
    #""output_tokens":\#(Said.usage.output),"output_tokens_details":{"thinking_tokens":\#(Said.usage.reasoning)}"#
}
