import LoopbackHTTP
import Models
import OrderedJSON

/// Reads requests as one provider's API does, and refuses what it would refuse.
protocol RequestReading: Sendable {
  /// - Parameter body: in JSON.
  func asked(_ request: LoopbackRequest, _ body: JSON) throws(RefusedRequest) -> Asked

  /// The id that the server gives a call, as JSON, in the vendor's own form.
  func callID(_ number: String) -> String
}

extension Provider {
  private static let readings: [Provider: any RequestReading] = [
    .openAI: ChatReading(), .responses: ResponsesReading(), .anthropic: AnthropicReading(), .gemini: GeminiReading(),
    .ollama: OllamaReading(),
  ]

  /// How its servers read.
  var reading: any RequestReading {
    guard let reading = Self.readings[self] else { preconditionFailure("no test plays a server of \(name)") }
    return reading
  }
}

extension JSON {
  /// OpenAI's form of a tool, within `function` or flat; its arguments are any object's.
  ///
  /// - Parameter isStrictSaid: whether it must say that it is not strict; else it must not, as servers that know no such
  ///   member refuse it.
  func openAITool(isStrictSaid: Bool) throws(RefusedRequest) -> (name: String, description: String) {
    let name = try text("name")
    try RefusedRequest.unless(name.wholeMatch(of: #/[A-Za-z0-9_-]{1,64}/#) != nil, "the name '\(name)'")
    try RefusedRequest.unless(self["parameters"]?["type"] == "object", "parameters that are no object")
    try RefusedRequest.unless(self["strict"] == (isStrictSaid ? false : nil), "'strict', said or left out")
    return (name, self["description"]?.stringValue ?? "")
  }

  /// Refuses arguments that are not the text of an object.
  func checkArgumentText() throws(RefusedRequest) {
    let object = (try? JSON(parsing: try text("arguments")))?.objectValue
    try RefusedRequest.unless(object != nil, "arguments that are not the text of an object")
  }
}

extension [(name: String, description: String)] {
  func byName() throws(RefusedRequest) -> [String: String] {
    let tools = Dictionary(map { ($0.name, $0.description) }, uniquingKeysWith: { $1 })
    try RefusedRequest.unless(tools.count == count, "two tools of one name")
    return tools
  }
}
