package import OrderedJSON

/// What the embedded server answers to a call.
package indirect enum CannedResult: Sendable {
  /// A string is one text block; another value is serialised as text, and is structured content where the tool declares it.
  case value(JSON)
  /// `{content: […], isError: …}` as it is.
  case verbatim(JSONObject)
  /// The first whose arguments fit, else the last.
  case when([(arguments: ArgumentRule, result: CannedResult)], otherwise: CannedResult)

  package static let ok = CannedResult.value(["ok": true])

  /// The `tools/call` result for a call with these arguments.
  package func callResult(arguments: JSONObject, hasOutputSchema: Bool) -> JSONObject {
    switch self {
    case .value(let value): Self.callResult(of: value, hasOutputSchema: hasOutputSchema)
    case .verbatim(let result): result
    case .when(let choices, let otherwise):
      (choices.first { $0.arguments.accepts(arguments) }?.result ?? otherwise)
        .callResult(arguments: arguments, hasOutputSchema: hasOutputSchema)
    }
  }

  private static func callResult(of value: JSON, hasOutputSchema: Bool) -> JSONObject {
    let text = value.stringValue ?? value.compact
    var result: JSONObject = ["content": [["type": "text", "text": .string(text)]]]
    if hasOutputSchema { result["structuredContent"] = value }
    result["isError"] = false
    return result
  }
}
