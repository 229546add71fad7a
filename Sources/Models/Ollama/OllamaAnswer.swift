import EvalCore
import OrderedJSON

/// What Ollama's chat answers: one object, or the lines of a stream, each with what is new.
struct OllamaAnswer {
  private(set) var wireAnswer = WireAnswer()
  private var calls = PiecedCalls()

  init(_ lines: [JSON], _ redactor: Redactor) throws(ErrorAnswer) {
    for line in lines {
      guard let message = line["message"], message.objectValue != nil else {
        throw .lacks("'message'", line, redactor)
      }
      calls.beginEvent()
      take(message, isOnly: lines.count == 1)
      wireAnswer.tokens += AnswerToken.all(line["logprobs"])
    }
    guard let last = lines.last, last["done"] == true else {
      throw .broken("the answer ended without a line that says '\"done\": true'")
    }
    wireAnswer.calls = calls.all
    // Older servers give no reason.
    if let reason = last["done_reason"]?.stringValue { try wireAnswer.end(reason) } else { wireAnswer.end(.stop) }
    wireAnswer.usage = UsageCounts.ollama.usage(last)
    // Models that reason between calls want their thoughts back within the turn.
    if !wireAnswer.calls.isEmpty, !wireAnswer.reasoning.isEmpty {
      wireAnswer.opaque = ["thinking": .string(wireAnswer.reasoning)]
    }
  }

  private mutating func take(_ message: JSON, isOnly: Bool) {
    wireAnswer.text += message["content"]?.stringValue ?? ""
    wireAnswer.reasoning += message["thinking"]?.stringValue ?? ""
    for call in message["tool_calls"]?.arrayValue ?? [] {
      let function = call["function"]
      let piece = CallPiece(
        index: function?["index"]?.numberValue?.intValue, id: call["id"]?.stringValue,
        name: function?["name"]?.stringValue ?? "", arguments: function?["arguments"])
      if isOnly { calls.append(piece) } else { calls.take(piece) }
    }
  }
}

extension UsageCounts {
  /// In the answer itself; in the last line of a stream.
  static let ollama = UsageCounts(at: []) { counts in
    Usage(inputTokens: counts["prompt_eval_count"]?.tokens, outputTokens: counts["eval_count"]?.tokens)
  }
}
