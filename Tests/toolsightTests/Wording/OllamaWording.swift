/// Ollama's chat, as its documentation describes it.
struct OllamaWording: Wording {
  let streamType = "application/x-ndjson"
  let emptyCall = #"{"id":"call_1"}"#

  func answer(_ said: Said) -> String {
    let calls = said.calls.enumerated().map { call($1, $0) } + said.strays
    return line(content: said.text, thinking: said.reasoning, calls: calls, end: end(said))
  }

  func events(_ said: Said) -> [String] {
    let thoughts = said.reasoning.isEmpty ? [] : said.reasoning.halves.map { line(thinking: $0) }
    let calls = said.calls.enumerated().map { line(calls: [call($1, $0)]) }
    return (thoughts + said.pieces.map { line(content: $0) } + calls + [line(end: end(said))]).map(event)
  }

  func event(_ data: String) -> String { data + "\n" }

  /// A sentence is all that there is.
  func error(_ status: Int, _ message: String, code: String?) -> String { #"{"error":"\#(message)"}"# }

  private func call(_ call: Said.Call, _ index: Int) -> String {
    #"{"id":\#(call.id),"function":{"index":\#(index),"name":"\#(call.name)","arguments":\#(call.asObject)}}"#
  }

  private func line(content: String = "", thinking: String = "", calls: [String] = [], end: String = "") -> String {
    let thoughts = thinking.isEmpty ? "" : #","thinking":"\#(thinking)""#
    let member = calls.isEmpty ? "" : #","tool_calls":[\#(calls.joined(separator: ","))]"#
    return #"{"model":"any","created_at":"2026-01-05T08:00:00Z","#
      + #""message":{"role":"assistant","content":"\#(content)"\#(thoughts)\#(member)},"#
      + (end.isEmpty ? #""done":false}"# : end)
  }

  /// It has no filter, and counts neither cached tokens nor reasoning apart.
  private func end(_ said: Said) -> String {
    let reason =
      switch said.ending {
      case .natural, .filtered: "stop"
      case .length: "length"
      case .unknown: "vibes"
      }
    return #""done":true,"done_reason":"\#(reason)","total_duration":9,"load_duration":1,"#
      + #""prompt_eval_count":\#(Said.usage.input),"prompt_eval_duration":3,"#
      + #""eval_count":\#(Said.usage.output),"eval_duration":5}"#
  }
}
