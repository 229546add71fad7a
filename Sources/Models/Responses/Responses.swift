import EvalCore
import OrderedJSON

/// OpenAI Responses, asked without state: nothing is stored, and what the model reasoned goes back with its answer.
struct Responses: CountingDialect {
  private let quirks: EndpointQuirks
  var name: String { Self.name }
  var limits: ToolLimits { Self.limits }
  var takesSeed: Bool { false }
  var usage: UsageCounts { .responses }

  static let name = "openai-responses"
  static let limits = ChatCompletions.limits

  init(_ quirks: EndpointQuirks) { self.quirks = quirks }

  func path(of question: Question) -> String { "/responses" }

  func headers(key: String?) -> [(name: String, value: String)] { quirks.headers(key: key) }

  func encode(_ tools: [WireTool]) -> JSON {
    .array(
      tools.map { tool in
        var function: JSONObject = ["type": "function", "name": .string(tool.name)]
        if let description = tool.description { function["description"] = .string(description) }
        function["parameters"] = tool.schemaWithProperties
        // Where it is missing, the API makes the schema strict if it can, and so another one.
        if quirks.sendsStrict { function["strict"] = false }
        return .object(function)
      })
  }

  func body(of question: Question) throws(EndpointFailure) -> [UInt8] {
    try ResponsesRequest(question: question).body()
  }

  let countMember = "input_tokens"

  func countPath(of question: Question) -> String { "/responses/input_tokens" }

  func countBody(of question: Question) -> [UInt8] { ResponsesRequest(question: question).countBody() }

  func isEnd(_ event: StreamEvent) -> Bool {
    ["response.completed", "response.incomplete", "response.failed"].contains(event.name)
  }

  func answer(in body: EndpointBody, _ redactor: Redactor) throws(ErrorAnswer) -> WireAnswer {
    guard let events = try body.json(ofEvents: redactor) else {
      return try ResponsesAnswer(body.json(redactor), redactor).wireAnswer.validate()
    }
    return try ResponsesAnswer(ResponsesEvents(events, redactor).response, redactor).wireAnswer.validate()
  }
}
