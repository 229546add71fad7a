/// Gemini's generateContent and streamGenerateContent, as Google's reference describes them.
struct GeminiWording: Wording {
  let emptyCall = #"{"functionCall":{}}"#

  func answer(_ said: Said) -> String {
    response(parts(said) + said.strays, finish: finish(said), usage: Self.usage)
  }

  func events(_ said: Said) -> [String] {
    let parts = parts(said).map { event(response([$0], usage: Self.usageSoFar)) }
    return parts + [event(response([#"{"text":""}"#], finish: finish(said), usage: Self.usage))]
  }

  func error(_ status: Int, _ message: String, code: String?) -> String {
    let word = code ?? Self.words[status] ?? (status < 500 ? "INVALID_ARGUMENT" : "INTERNAL")
    return #"{"error":{"code":\#(status),"message":"\#(message)","status":"\#(word)"}}"#
  }

  private static let words = [
    403: "PERMISSION_DENIED", 404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED", 503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
  ]

  /// An answer that stopped for a reason and has no content.
  func stopped(_ reason: String, _ message: String = "") -> String {
    let said = message.isEmpty ? "" : #","finishMessage":"\#(message)""#
    return #"{"candidates":[{"finishReason":"\#(reason)","index":0\#(said)}],\#(Self.tail(Self.usage))"#
  }

  /// A prompt that a filter held back.
  func blocked(_ reason: String) -> String {
    #"{"promptFeedback":{"blockReason":"\#(reason)"},\#(Self.tail(Self.usageSoFar))"#
  }

  /// The first call of an answer is signed, whether or not the reasoning is shown.
  private func parts(_ said: Said) -> [String] {
    var parts: [String] = []
    if !said.reasoning.isEmpty { parts.append(#"{"text":"\#(said.reasoning)","thought":true}"#) }
    if !said.text.isEmpty { parts.append(#"{"text":"\#(said.text)"}"#) }
    let signature = said.signature.isEmpty ? "" : #","thoughtSignature":\#(said.signature.quoted)"#
    return parts
      + said.calls.enumerated().map { index, call in
        #"{"functionCall":{"name":"\#(call.name)","args":\#(call.asObject),"id":\#(call.id)}"#
          + "\(index == 0 ? signature : "")}"
      }
  }

  private func finish(_ said: Said) -> String {
    switch said.ending {
    case .natural: "STOP"
    case .length: "MAX_TOKENS"
    case .filtered: "SAFETY"
    case .unknown: "VIBES"
    }
  }

  private func response(_ parts: [String], finish: String? = nil, usage: String) -> String {
    let reason = finish.map { #","finishReason":"\#($0)""# } ?? ""
    return
      #"{"candidates":[{"content":{"parts":[\#(parts.joined(separator: ","))],"role":"model"}\#(reason),"index":0}],"#
      + Self.tail(usage)
  }

  private static func tail(_ usage: String) -> String {
    #""usageMetadata":\#(usage),"modelVersion":"any","responseId":"r-1"}"#
  }

  private static let usageSoFar = #"{"promptTokenCount":\#(Said.usage.input),"totalTokenCount":\#(Said.usage.input)}"#
  /// Reasoning is counted apart.
  private static let usage =
    #"{"promptTokenCount":\#(Said.usage.input),"candidatesTokenCount":\#(Said.usage.output - Said.usage.reasoning),"#
    + #""totalTokenCount":420,"cachedContentTokenCount":\#(Said.usage.cached),"#
    + #""thoughtsTokenCount":\#(Said.usage.reasoning)}"#
}
