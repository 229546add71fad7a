import EvalCore
import OrderedJSON

/// The tokens that a body of any of the APIs counts, whole or in events; what it costs to know them before anybody has
/// read the answer.
struct WireUsage {
  private(set) var usage = Usage()

  init(_ body: [UInt8]) {
    if let json = try? JSON(parsing: body, limits: .answer) {
      // A list is Gemini's stream without events.
      for json in json.arrayValue ?? [json] { take(json) }
      return
    }
    // A stream: lines of JSON, or the data lines of events.
    for line in body.split(separator: UInt8(ascii: "\n")) {
      guard let start = line.firstIndex(of: UInt8(ascii: "{")),
        let json = try? JSON(parsing: line[start...], limits: .answer)
      else {
        continue
      }
      take(json)
    }
  }

  /// Later counts replace earlier ones, because they are running totals. Anthropic opens a stream with the input in
  /// `message`, OpenAI's Responses end theirs with all in `response`.
  private mutating func take(_ json: JSON) {
    takeOllama(json)
    for json in [json, json["message"], json["response"]] {
      if let counts = json?["usage"], counts.objectValue != nil { takeOpenAIOrAnthropic(counts) }
      if let counts = json?["usageMetadata"], counts.objectValue != nil { takeGemini(counts) }
    }
  }

  private mutating func takeOllama(_ json: JSON) {
    usage.inputTokens = json.tokens("prompt_eval_count") ?? usage.inputTokens
    usage.outputTokens = json.tokens("eval_count") ?? usage.outputTokens
  }

  private mutating func takeOpenAIOrAnthropic(_ counts: JSON) {
    let details = counts["prompt_tokens_details"] ?? counts["input_tokens_details"]
    if let cached = counts.tokens("cache_read_input_tokens") ?? details?.tokens("cached_tokens") {
      usage.cachedTokens = cached
    }
    if let input = counts.tokens("prompt_tokens") ?? counts.tokens("input_tokens") {
      // Anthropic counts what is cached, and what is put there, apart.
      let apart = ["cache_read_input_tokens", "cache_creation_input_tokens"].compactMap(counts.tokens)
      usage.inputTokens = apart.reduce(input, +)
    }
    if let output = counts.tokens("completion_tokens") ?? counts.tokens("output_tokens") { usage.outputTokens = output }
  }

  private mutating func takeGemini(_ counts: JSON) {
    usage.inputTokens = counts.tokens("promptTokenCount") ?? usage.inputTokens
    usage.cachedTokens = counts.tokens("cachedContentTokenCount") ?? usage.cachedTokens
    let output = ["candidatesTokenCount", "thoughtsTokenCount"].compactMap(counts.tokens)
    if !output.isEmpty { usage.outputTokens = output.reduce(0, +) }
  }
}

extension JSON {
  /// A count of tokens that can be one.
  fileprivate func tokens(_ name: String) -> Int? {
    self[name]?.numberValue?.intValue.flatMap { (0...1_000_000_000).contains($0) ? $0 : nil }
  }
}
