import EvalCore
import OrderedJSON

extension AnswerToken {
  /// As many as can be asked for.
  private static let mostAlternatives = 1_000

  /// The extra members of a sampling with which Chat Completions and Ollama are asked for them.
  ///
  /// - Parameter alternatives: to each token; OpenAI's own gives 20 at most.
  static func members(asking alternatives: Int) -> JSONObject {
    ["logprobs": true, "top_logprobs": .number(JSONNumber(alternatives))]
  }

  /// As Chat Completions and Ollama write them: `{"token", "logprob", "bytes", "top_logprobs": […]}`; what is none of these
  /// is left out.
  static func all(_ json: JSON?) -> [AnswerToken] {
    (json?.arrayValue ?? []).compactMap { token in
      guard let bytes = Alternative.bytes(of: token) else { return nil }
      let listed = (token["top_logprobs"]?.arrayValue ?? []).prefix(mostAlternatives).compactMap(Alternative.init)
      if let written = Alternative(token) ?? listed.first(where: { $0.bytes == bytes }) {
        return AnswerToken(written, alternatives: listed)
      }
      // What is not among the likeliest is no likelier than the least of them.
      let least = listed.map(\.logProbability).min()
      return AnswerToken(Alternative(bytes, least ?? 0), alternatives: listed, isAtMost: true)
    }
  }
}

extension AnswerToken.Alternative {
  /// Its share is still a number.
  private static let least = -700.0
  /// What is no likelihood: OpenAI documents -9999.0 for what is not among the likeliest, vLLM and SGLang write it too or null,
  /// llama.cpp the least number that there is.
  private static let sentinel = -1_000.0

  /// Nil where the endpoint gives no likelihood.
  fileprivate init?(_ json: JSON) {
    guard let log = json["logprob"]?.numberValue?.doubleValue, log > Self.sentinel, !log.isNaN,
      let bytes = Self.bytes(of: json)
    else { return nil }
    self.init(bytes, max(Self.least, min(0, log)))
  }

  fileprivate static func bytes(of json: JSON) -> [UInt8]? {
    guard let text = json["token"]?.stringValue else { return nil }
    let bytes = json["bytes"]?.arrayValue?.compactMap { $0.numberValue?.intValue.flatMap { UInt8(exactly: $0) } }
    // A token that is a part of a character cannot be a text; the bytes can.
    let isWhole = bytes?.count == json["bytes"]?.arrayValue?.count
    return isWhole ? bytes ?? Array(text.utf8) : Array(text.utf8)
  }
}
