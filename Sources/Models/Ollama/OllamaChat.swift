import EvalCore
import OrderedJSON

/// Ollama's own API. Of a schema it shows its models types, descriptions, enumerations, `anyOf`, `items`, `properties` and
/// `required`, and drops the rest.
struct OllamaChat: Dialect {
  var name: String { Self.name }
  var limits: ToolLimits { Self.limits }
  var takesSeed: Bool { true }
  var usage: UsageCounts { .ollama }

  static let name = "ollama"
  /// Names reach the model's template as they are.
  static let limits = ToolLimits()

  func path(of question: Question) -> String { "/api/chat" }

  func headers(key: String?) -> [(name: String, value: String)] {
    key.map { [("Authorization", "Bearer \($0)")] } ?? []
  }

  func encode(_ tools: [WireTool]) -> JSON {
    .array(
      tools.map { tool in
        var function: JSONObject = ["name": .string(tool.name)]
        if let description = tool.description { function["description"] = .string(description) }
        function["parameters"] = tool.schemaWithProperties
        return ["type": "function", "function": .object(function)]
      })
  }

  func body(of question: Question) throws(EndpointFailure) -> [UInt8] {
    try OllamaRequest(question: question).body()
  }

  func isEnd(_ event: StreamEvent) -> Bool { (try? JSON(parsing: event.data, limits: .answer))?["done"] == true }

  func answer(in body: EndpointBody, _ redactor: Redactor) throws(ErrorAnswer) -> WireAnswer {
    guard let lines = try body.json(ofEvents: redactor) else {
      return try OllamaAnswer([body.json(redactor)], redactor).wireAnswer.validate()
    }
    return try OllamaAnswer(lines, redactor).wireAnswer.validate()
  }
}
