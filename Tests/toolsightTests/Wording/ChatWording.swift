/// OpenAI's Chat Completions, as its reference describes them.
struct ChatWording: Wording {
  let emptyCall = #"{"id":"call_1","type":"function"}"#

  func answer(_ said: Said) -> String {
    let calls = said.calls.map { call(id: $0.id, name: $0.name, arguments: $0.asText) } + said.strays
    let content = said.text.isEmpty && !calls.isEmpty ? "null" : #""\#(said.text)""#
    let member = calls.isEmpty ? "" : #","tool_calls":[\#(calls.joined(separator: ","))]"#
    return #"{"id":"chatcmpl-1","object":"chat.completion","created":1767600000,"model":"any","choices":[{"index":0,"#
      + #""message":{"role":"assistant","content":\#(content),"refusal":null\#(member)},"logprobs":null,"#
      + #""finish_reason":"\#(finish(said))"}],"usage":\#(Self.usage)}"#
  }

  func events(_ said: Said) -> [String] {
    var pieces = [#"{"role":"assistant","content":null,"refusal":null}"#]
    pieces += said.pieces.map { #"{"content":"\#($0)"}"# }
    for (index, call) in said.calls.enumerated() {
      let begun = self.call(id: call.id, name: call.name, arguments: #""""#, index: index)
      pieces.append(#"{"tool_calls":[\#(begun)]}"#)
      pieces += call.arguments.halves.map {
        #"{"tool_calls":[{"index":\#(index),"function":{"arguments":\#($0.quoted)}}]}"#
      }
    }
    let usage = Self.chunk(choices: "", usage: Self.usage)
    let end = event(Self.chunk("{}", finish: finish(said).quoted)) + event(usage) + event("[DONE]")
    return pieces.map { event(Self.chunk($0)) } + [end]
  }

  /// OpenAI gives codes; others that are compatible give the status where OpenAI has none.
  func error(_ status: Int, _ message: String, code: String?) -> String {
    let code = code?.quoted ?? "\(status)"
    return #"{"error":{"message":"\#(message)","type":"test","param":null,"code":\#(code)}}"#
  }

  private func call(id: String, name: String, arguments: String, index: Int? = nil) -> String {
    let place = index.map { #""index":\#($0),"# } ?? ""
    return #"{\#(place)"id":\#(id),"type":"function","function":{"name":"\#(name)","arguments":\#(arguments)}}"#
  }

  private func finish(_ said: Said) -> String {
    switch said.ending {
    case .natural: said.calls.isEmpty && said.strays.isEmpty ? "stop" : "tool_calls"
    case .length: "length"
    case .filtered: "content_filter"
    case .unknown: "vibes"
    }
  }

  private static func chunk(_ delta: String, finish: String = "null") -> String {
    chunk(choices: #"{"index":0,"delta":\#(delta),"logprobs":null,"finish_reason":\#(finish)}"#, usage: "null")
  }

  private static func chunk(choices: String, usage: String) -> String {
    #"{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1767600000,"model":"any","choices":[\#(choices)],"#
      + #""usage":\#(usage)}"#
  }

  private static let usage =
    #"{"prompt_tokens":\#(Said.usage.input),"completion_tokens":\#(Said.usage.output),"total_tokens":420,"#
    + #""prompt_tokens_details":{"cached_tokens":\#(Said.usage.cached),"audio_tokens":0},"#
    + #""completion_tokens_details":{"reasoning_tokens":\#(Said.usage.reasoning)}}"#
}
