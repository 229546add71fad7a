package import EvalCore
package import MCP
package import OrderedJSON

extension Executor: ToolExecuting {
  package func execute(
    _ execution: ToolExecution, arguments: JSONObject, hasOutputSchema: Bool
  ) async -> ExecutedResult {
    let outcome = await run(execution, arguments: arguments, hasOutputSchema: hasOutputSchema)
    let isOwn = outcome.decidedBy == .execution && !outcome.isError
    return ExecutedResult(result: outcome.result, layer: isOwn ? nil : outcome.decidedBy)
  }
}
