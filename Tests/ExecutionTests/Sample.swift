import CurlHTTP
import EvalCore
import Foundation
import OrderedJSON
import TestSupport

@testable import Execution

/// Executions of a project in a folder of its own.
struct Sample {
  let folder: TemporaryFolder
  let executor: Executor

  init(clock: @escaping Executor.Clock = Executor.steadyClock()) throws {
    folder = try TemporaryFolder()
    executor = Executor(
      projectRoot: folder.path, environment: ["PATH": "/usr/bin:/bin", "SECRET": "s3cret"],
      client: CurlClient(maxConcurrent: 8), clock: clock)
  }

  static func execution(_ kind: ToolExecution.Kind) -> ToolExecution {
    ToolExecution(kind, of: "tool", source: "source", position: Made.position)
  }

  func run(_ kind: ToolExecution.Kind, _ arguments: JSONObject = [:], hasOutputSchema: Bool = false) async
    -> ExecutionOutcome
  { await executor.run(Self.execution(kind), arguments: arguments, hasOutputSchema: hasOutputSchema) }

  func problems(_ kind: ToolExecution.Kind) async -> [String] {
    var suite = Made.suite([])
    suite.results = ["get": .live(Self.execution(kind)), "find": .live(Self.execution(kind))]
    return await executor.check(suite).map(\.description)
  }
}

extension ExecutionOutcome {
  var text: String { result["content"]?[0]?["text"]?.stringValue ?? "" }
}
