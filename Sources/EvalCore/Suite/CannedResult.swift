package import OrderedJSON

/// What the embedded server answers to a call.
package indirect enum CannedResult: Sendable {
  /// A string is one text block; another value is serialised as text, and is structured content where the tool declares it.
  case value(JSON)
  /// `{content: […], isError: …}` as it is.
  case verbatim(JSONObject)
  /// The first whose arguments fit, else the last.
  case when([(arguments: ArgumentRule, result: CannedResult)], otherwise: CannedResult)
  /// Not canned at all: whoever serves has to do it.
  case live(ToolExecution)

  package static let ok = CannedResult.value(["ok": true])

  /// What is to be done to answer a call with these arguments; nil where ``callResult(arguments:hasOutputSchema:)`` knows
  /// the answer.
  package func execution(for arguments: JSONObject) -> ToolExecution? {
    switch self {
    case .value, .verbatim: nil
    case .when(let choices, let otherwise): Self.choice(choices, otherwise, arguments).execution(for: arguments)
    case .live(let execution): execution
    }
  }

  /// Every execution that some call may lead to.
  package var executions: [ToolExecution] {
    switch self {
    case .value, .verbatim: []
    case .when(let choices, let otherwise): choices.flatMap(\.result.executions) + otherwise.executions
    case .live(let execution): [execution]
    }
  }

  /// The `tools/call` result for a call with these arguments; where it is not canned, an error that says so.
  package func callResult(arguments: JSONObject, hasOutputSchema: Bool) -> JSONObject {
    switch self {
    case .value(let value): Self.callResult(of: value, hasOutputSchema: hasOutputSchema)
    case .verbatim(let result): result
    case .when(let choices, let otherwise):
      Self.choice(choices, otherwise, arguments).callResult(arguments: arguments, hasOutputSchema: hasOutputSchema)
    case .live(let execution): Self.callError("The tool '\(execution.tool)' cannot be run here.")
    }
  }

  private static func choice(
    _ choices: [(arguments: ArgumentRule, result: CannedResult)], _ otherwise: CannedResult, _ arguments: JSONObject
  ) -> CannedResult { choices.first { $0.arguments.accepts(arguments) }?.result ?? otherwise }

  /// A result that says what went wrong, to a model.
  package static func callError(_ text: String) -> JSONObject {
    ["content": [["type": "text", "text": .string(text)]], "isError": true]
  }

  /// A result of a text that a program made; it is structured content too, where the tool declares such and the text is
  /// JSON of several parts.
  package static func callResult(ofText text: String, hasOutputSchema: Bool) -> JSONObject {
    var result: JSONObject = ["content": [["type": "text", "text": .string(text)]]]
    if hasOutputSchema, let value = try? JSON(parsing: text), value.objectValue != nil || value.arrayValue != nil {
      result["structuredContent"] = value
    }
    result["isError"] = false
    return result
  }

  private static func callResult(of value: JSON, hasOutputSchema: Bool) -> JSONObject {
    let text = value.stringValue ?? value.compact
    var result: JSONObject = ["content": [["type": "text", "text": .string(text)]]]
    if hasOutputSchema { result["structuredContent"] = value }
    result["isError"] = false
    return result
  }
}

extension Suite {
  /// Everything that any of its results does beside answering from a can, tool by tool and case by case.
  package var executions: [ToolExecution] {
    ([results] + cases.map(\.results)).flatMap { $0.sorted { $0.key < $1.key } }.flatMap(\.value.executions)
  }
}
