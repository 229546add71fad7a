import EvalCore
import OrderedJSON

/// What Ollama's chat answers: one object, or the lines of a stream, each with what is new.
struct OllamaAnswer {
  private(set) var wireAnswer = WireAnswer()

  init(_ lines: [JSON], _ redactor: Redactor) throws(ErrorAnswer) {
    for line in lines {
      guard let message = line["message"], message.objectValue != nil else {
        throw .lacks("'message'", line, redactor)
      }
      take(message)
      wireAnswer.tokens += AnswerToken.all(line["logprobs"])
    }
    guard let last = lines.last, last["done"] == true else {
      throw .broken("the answer ended without a line that says '\"done\": true'")
    }
    wireAnswer.finish = Self.finish(last["done_reason"]?.stringValue)
    wireAnswer.usage = Usage(
      inputTokens: last["prompt_eval_count"]?.tokens, outputTokens: last["eval_count"]?.tokens)
    // Models that reason between calls want their thoughts back within the turn.
    if !wireAnswer.calls.isEmpty, !wireAnswer.reasoning.isEmpty {
      wireAnswer.opaque = ["thinking": .string(wireAnswer.reasoning)]
    }
  }

  private mutating func take(_ message: JSON) {
    wireAnswer.text += message["content"]?.stringValue ?? ""
    wireAnswer.reasoning += message["thinking"]?.stringValue ?? ""
    for call in message["tool_calls"]?.arrayValue ?? [] {
      wireAnswer.calls.append(
        WireCall(
          id: call["id"]?.stringValue, name: call["function"]?["name"]?.stringValue ?? "",
          arguments: ModelCall.Arguments(textOrValue: call["function"]?["arguments"])))
    }
  }

  private static func finish(_ reason: String?) -> ModelAnswer.Finish {
    switch reason {
    case "stop", nil: .stop
    case "length": .length
    default: .other
    }
  }
}
