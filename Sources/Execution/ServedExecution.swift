package import EvalCore
package import MCP
package import OrderedJSON

extension Executor: ToolExecuting {
  package func execute(
    _ execution: ToolExecution, arguments: JSONObject, hasOutputSchema: Bool
  ) async -> ExecutedResult {
    let outcome = await run(execution, arguments: arguments, hasOutputSchema: hasOutputSchema)
    let layer: Layer? =
      switch outcome.decidedBy {
      case .breaker: .breaker
      case .execution: outcome.isError ? .execution : nil
      }
    return ExecutedResult(result: outcome.result, layer: layer)
  }
}
