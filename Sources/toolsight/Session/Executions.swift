import CurlHTTP
import EvalCore
import Execution
import MCP
import SuiteFiles

/// What a suite's results do beside answering from a can: checked before anything is asked, and ended with the run.
struct Executions {
  /// Nil for a suite whose results are all canned.
  let executor: Executor?

  /// - Parameter client: asks upstream servers.
  init(_ suite: Suite, client: CurlClient) {
    executor =
      suite.executions.isEmpty
      ? nil : Executor(projectRoot: ProjectFolder(containing: suite.path).root, client: client)
  }

  /// - Throws: everything that cannot work on this machine.
  func check(_ suite: Suite, _ console: Console) async throws {
    guard let executor else { return }
    let problems = await executor.check(suite)
    guard problems.isEmpty else { throw Diagnostics(problems) }
    let weak = suite.weaklyIsolatedTools
    if !weak.isEmpty { console.remark("without isolation, as the suite says: \(weak.joined(separator: ", "))") }
  }

  func end() async { await executor?.end() }
}
