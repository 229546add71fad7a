package import EvalCore
package import OrderedJSON

/// Does what a suite says in place of a canned result; made where programs and databases may be opened.
package protocol ToolExecuting: Sendable {
  /// - Parameter arguments: as the variant names them; they fit the tool's schema.
  func execute(_ execution: ToolExecution, arguments: JSONObject, hasOutputSchema: Bool) async -> ExecutedResult
}

/// What an execution came to.
package struct ExecutedResult: Sendable {
  /// A `tools/call` result.
  package let result: JSONObject
  /// Which layer decided where it was not the tool itself; nil where it answered.
  package let layer: Layer?

  package init(result: JSONObject, layer: Layer?) {
    self.result = result
    self.layer = layer
  }
}
