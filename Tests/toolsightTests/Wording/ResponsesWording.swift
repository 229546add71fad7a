/// OpenAI's Responses, as its reference describes them.
struct ResponsesWording: Wording {
  let emptyCall = #"{"type":"function_call","id":"fc_9","call_id":"call_1","status":"completed"}"#

  /// An item as it is added to a stream, what comes of it bit by bit, and as it is when it is done.
  private struct Item {
    let begun: String
    var bits: [String] = []
    let done: String
  }

  func answer(_ said: Said) -> String {
    response(items(said).map(\.done) + said.strays, status: status(said), reason: reason(said), usage: Self.usage)
  }

  func events(_ said: Said) -> [String] {
    let begun = response([], status: "in_progress", usage: "null")
    var datas = ["response.created", "response.in_progress"].map { #""type":"\#($0)","response":\#(begun)"# }
    let items = items(said)
    for (index, item) in items.enumerated() {
      datas.append(#""type":"response.output_item.added","output_index":\#(index),"item":\#(item.begun)"#)
      datas += item.bits.map { #"\#($0),"output_index":\#(index)"# }
      datas.append(#""type":"response.output_item.done","output_index":\#(index),"item":\#(item.done)"#)
    }
    let whole = response(items.map(\.done), status: status(said), reason: reason(said), usage: Self.usage)
    datas.append(#""type":"response.\#(status(said))","response":\#(whole)"#)
    return datas.enumerated().map { event(#"{\#($1),"sequence_number":\#($0)}"#) }
  }

  /// Every event has its type for a name.
  func event(_ data: String) -> String {
    let name = data.firstMatch(of: #/"type":"([^"]+)"/#).map { "event: \($0.1)\n" } ?? ""
    return "\(name)data: \(data)\n\n"
  }

  func error(_ status: Int, _ message: String, code: String?) -> String {
    ChatWording().error(status, message, code: code)
  }

  func errorEvent(_ status: Int, _ message: String) -> String {
    event(#"{"type":"error","code":"\#(Self.code(status))","message":"\#(message)","param":null,"sequence_number":9}"#)
  }

  /// A response that came to nothing; its HTTP status is 200.
  func failed(_ status: Int, _ message: String) -> String {
    response([], status: "failed", error: #"{"code":"\#(Self.code(status))","message":"\#(message)"}"#, usage: "null")
  }

  func failedEvent(_ status: Int, _ message: String) -> String {
    event(#"{"type":"response.failed","response":\#(failed(status, message)),"sequence_number":9}"#)
  }

  private static func code(_ status: Int) -> String { status == 429 ? "rate_limit_exceeded" : "server_error" }

  private func items(_ said: Said) -> [Item] {
    var items: [Item] = []
    if !said.signature.isEmpty || !said.reasoning.isEmpty { items.append(reasoning(said)) }
    if !said.text.isEmpty { items.append(message(said)) }
    return items + said.calls.enumerated().map { call($1, number: $0 + 1) }
  }

  private func reasoning(_ said: Said) -> Item {
    let summary = said.reasoning.isEmpty ? "" : #"{"type":"summary_text","text":"\#(said.reasoning)"}"#
    let signature = said.signature.isEmpty ? "null" : said.signature.quoted
    let end = #""encrypted_content":\#(signature)}"#
    return Item(
      begun: #"{"id":"rs_1","type":"reasoning","summary":[],\#(end)"#,
      done: #"{"id":"rs_1","type":"reasoning","summary":[\#(summary)],\#(end)"#)
  }

  private func message(_ said: Said) -> Item {
    func message(_ status: String, _ content: String) -> String {
      #"{"id":"msg_1","type":"message","status":"\#(status)","role":"assistant","content":[\#(content)]}"#
    }
    let bits = said.pieces.map {
      #""type":"response.output_text.delta","item_id":"msg_1","content_index":0,"delta":"\#($0)""#
    }
    let part = #"{"type":"output_text","text":"\#(said.text)","annotations":[],"logprobs":[]}"#
    return Item(begun: message("in_progress", ""), bits: bits, done: message("completed", part))
  }

  private func call(_ call: Said.Call, number: Int) -> Item {
    func item(_ status: String, _ arguments: String) -> String {
      #"{"id":"fc_\#(number)","type":"function_call","status":"\#(status)","call_id":\#(call.id),"#
        + #""name":"\#(call.name)","arguments":\#(arguments)}"#
    }
    let piece = #""type":"response.function_call_arguments"#
    let bits = call.arguments.halves.map { #"\#(piece).delta","item_id":"fc_\#(number)","delta":\#($0.quoted)"# }
    let all = #"\#(piece).done","item_id":"fc_\#(number)","arguments":\#(call.arguments.quoted)"#
    return Item(begun: item("in_progress", #""""#), bits: bits + [all], done: item("completed", call.asText))
  }

  private func status(_ said: Said) -> String { reason(said) == nil ? "completed" : "incomplete" }

  private func reason(_ said: Said) -> String? {
    switch said.ending {
    case .natural: nil
    case .length: "max_output_tokens"
    case .filtered: "content_filter"
    case .unknown: "vibes"
    }
  }

  private func response(
    _ items: [String], status: String, reason: String? = nil, error: String = "null", usage: String
  ) -> String {
    let details = reason.map { #"{"reason":"\#($0)"}"# } ?? "null"
    return #"{"id":"resp_1","object":"response","created_at":1767600000,"status":"\#(status)","error":\#(error),"#
      + #""incomplete_details":\#(details),"model":"any","output":[\#(items.joined(separator: ","))],"#
      + #""parallel_tool_calls":true,"store":false,"usage":\#(usage)}"#
  }

  private static let usage =
    #"{"input_tokens":\#(Said.usage.input),"input_tokens_details":{"cached_tokens":\#(Said.usage.cached)},"#
    + #""output_tokens":\#(Said.usage.output),"output_tokens_details":{"reasoning_tokens":\#(Said.usage.reasoning)},"#
    + #""total_tokens":420}"#
}
