import EvalCore
import OrderedJSON

extension AnswerToken {
  /// As many as can be asked for.
  private static let mostAlternatives = 1_000

  /// As Chat Completions and Ollama write them: `{"token", "logprob", "bytes", "top_logprobs": […]}`; what is none of these
  /// is left out.
  static func all(_ json: JSON?) -> [AnswerToken] {
    (json?.arrayValue ?? []).compactMap { token in
      guard let written = Alternative(token) else { return nil }
      let alternatives = (token["top_logprobs"]?.arrayValue ?? []).prefix(mostAlternatives)
      return AnswerToken(written, alternatives: alternatives.compactMap(Alternative.init))
    }
  }
}

extension AnswerToken.Alternative {
  /// Its share is still a number; some APIs write -9999 for what hardly can be.
  private static let least = -700.0

  fileprivate init?(_ json: JSON) {
    guard let log = json["logprob"]?.numberValue?.doubleValue, log.isFinite,
      let text = json["token"]?.stringValue
    else {
      return nil
    }
    let bytes = json["bytes"]?.arrayValue?.compactMap { $0.numberValue?.intValue.flatMap { UInt8(exactly: $0) } }
    let bounded = max(Self.least, min(0, log))
    // A token that is a part of a character cannot be a text; the bytes can.
    let isWhole = bytes?.count == json["bytes"]?.arrayValue?.count
    self.init(isWhole ? bytes ?? Array(text.utf8) : Array(text.utf8), bounded)
  }
}
