import EvalCore
import OrderedJSON

/// Gemini generateContent.
struct GeminiContents: CountingDialect {
  var name: String { Self.name }
  var limits: ToolLimits { Self.limits }
  var takesSeed: Bool { true }
  var usage: UsageCounts { .gemini }
  var wrapsTools: Bool { true }

  static let name = "gemini"
  /// The documentation says 128 characters of a name, the server has said 64.
  static let limits = ToolLimits(nameMarks: "_-.:", beginsWithLetter: true, longestName: 64, mostTools: 512)

  func path(of question: Question) -> String {
    "/v1beta/\(Self.path(question.model)):\(question.isStream ? "streamGenerateContent?alt=sse" : "generateContent")"
  }

  private static func path(_ model: String) -> String {
    let (folder, name) = resource(model)
    return folder + name.escaped
  }

  /// `models/NAME`, `tunedModels/NAME`, or a name alone, which is one of `models`.
  private static func resource(_ model: String) -> (folder: String, name: String) {
    let folder = ["models/", "tunedModels/"].first { model.hasPrefix($0) }
    return (folder ?? "models/", folder.map { String(model.dropFirst($0.count)) } ?? model)
  }

  func headers(key: String?) -> [(name: String, value: String)] { key.map { [("x-goog-api-key", $0)] } ?? [] }

  func encode(_ tools: [WireTool]) -> JSON {
    let declarations = tools.map { tool -> JSON in
      var declaration: JSONObject = ["name": .string(tool.name)]
      if let description = tool.description { declaration["description"] = .string(description) }
      declaration["parametersJsonSchema"] = .object(tool.schema)
      return .object(declaration)
    }
    return [["functionDeclarations": .array(declarations)]]
  }

  func body(of question: Question) throws(EndpointFailure) -> [UInt8] {
    try GeminiRequest(question: question).body()
  }

  let countMember = "totalTokens"

  func countPath(of question: Question) -> String { "/v1beta/\(Self.path(question.model)):countTokens" }

  func countBody(of question: Question) -> [UInt8] {
    let (folder, name) = Self.resource(question.model)
    return GeminiRequest(question: question).countBody(folder + name)
  }

  func isEnd(_ event: StreamEvent) -> Bool { false }

  func answer(in body: EndpointBody, _ redactor: Redactor) throws(ErrorAnswer) -> WireAnswer {
    guard let events = try body.json(ofEvents: redactor) else {
      return try GeminiAnswer([body.json(redactor)], isStream: false, redactor).wireAnswer.validate()
    }
    return try GeminiAnswer(events, isStream: true, redactor).wireAnswer.validate()
  }
}
