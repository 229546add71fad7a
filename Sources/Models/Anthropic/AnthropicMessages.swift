import EvalCore
import OrderedJSON

/// Anthropic Messages.
struct AnthropicMessages: CountingDialect {
  var name: String { Self.name }
  var limits: ToolLimits { Self.limits }
  var takesSeed: Bool { false }
  var usage: UsageCounts { .anthropic }

  static let name = "anthropic"
  /// No limit is known for descriptions and for the number of tools.
  static let limits = ToolLimits(nameMarks: "_-", longestName: 128)

  func path(of question: Question) -> String { "/v1/messages" }

  func headers(key: String?) -> [(name: String, value: String)] {
    [("anthropic-version", "2023-06-01")] + (key.map { [("x-api-key", $0)] } ?? [])
  }

  func encode(_ tools: [WireTool]) -> JSON {
    .array(
      tools.map { tool in
        var encoded: JSONObject = ["name": .string(tool.name)]
        if let description = tool.description { encoded["description"] = .string(description) }
        encoded["input_schema"] = .object(tool.schema)
        return .object(encoded)
      })
  }

  func body(of question: Question) throws(EndpointFailure) -> [UInt8] {
    try AnthropicRequest(question: question).body()
  }

  let countMember = "input_tokens"

  func countPath(of question: Question) -> String { "/v1/messages/count_tokens" }

  func countBody(of question: Question) -> [UInt8] { AnthropicRequest(question: question).countBody() }

  func isEnd(_ event: StreamEvent) -> Bool { event.name == "message_stop" }

  func answer(in body: EndpointBody, _ redactor: Redactor) throws(ErrorAnswer) -> WireAnswer {
    guard let events = try body.json(ofEvents: redactor) else {
      return try AnthropicAnswer(body.json(redactor), redactor).wireAnswer.validate()
    }
    return try AnthropicAnswer(AnthropicEvents(events).message, redactor).wireAnswer.validate()
  }
}
