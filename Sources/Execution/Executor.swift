package import CurlHTTP
package import EvalCore
import Foundation
package import OrderedJSON

/// Does what a suite says in place of a canned result. Whatever goes wrong becomes a result that tells the model.
package struct Executor: Sendable {
  /// Time since some fixed moment, which never goes back.
  package typealias Clock = @Sendable () -> Duration

  private let place: ExecutionPlace
  private let upstreams: Upstreams
  private let clock: Clock

  /// - Parameters:
  ///   - projectRoot: the folder that the paths of executions are relative to; absolute.
  ///   - environment: this process's own, of which children get only what their kind of execution says.
  ///   - client: asks upstream servers; with room for two requests for each call at a time.
  package init(
    projectRoot: String, environment: [String: String] = ProcessInfo.processInfo.environment, client: CurlClient,
    clock: @escaping Clock = Executor.steadyClock()
  ) {
    place = ExecutionPlace(root: projectRoot, environment: environment)
    upstreams = Upstreams(place: place, client: client, clock: clock)
    self.clock = clock
  }

  package static func steadyClock() -> Clock {
    let start = ContinuousClock.now
    return { ContinuousClock.now - start }
  }

  /// The answer to a call whose arguments fit the tool's schema; they have the names that the variant shows.
  package func run(
    _ execution: ToolExecution, arguments: JSONObject, hasOutputSchema: Bool
  ) async -> ExecutionOutcome {
    let start = clock()
    let answer = await answer(execution, execution.controlArguments(arguments))
    return ExecutionOutcome(answer, hasOutputSchema: hasOutputSchema, took: clock() - start)
  }

  private func answer(_ execution: ToolExecution, _ arguments: JSONObject) async -> ExecutionAnswer {
    switch execution.kind {
    case .template(let template): ExecutionAnswer(.success(.text(template.filled(with: arguments))))
    case .process(let process): ExecutionAnswer(await ProcessRun(process, place).answer(to: arguments))
    case .query(let query): ExecutionAnswer(await QueryRun(query, place).answer(to: arguments))
    case .upstream(let upstream): await upstreams.answer(upstream, execution.tool, arguments)
    }
  }

  /// Ends the upstream servers that were started. To be called once no call is under way.
  package func end() async { await upstreams.end() }

  /// What of a suite's executions cannot work here, which only this machine can say; nothing is executed.
  package func check(_ suite: Suite) async -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for execution in suite.executions {
      guard let problem = await problem(execution) else { continue }
      let diagnostic = Diagnostic(.error, at: execution.position, problem.message, fix: problem.fix)
      if !problems.contains(diagnostic) { problems.append(diagnostic) }
    }
    return problems
  }

  private func problem(_ execution: ToolExecution) async -> ExecutionProblem? {
    switch execution.kind {
    case .template: nil
    case .process(let process): await ProcessRun(process, place).problem()
    case .query(let query): await QueryRun(query, place).problem()
    case .upstream(let upstream): Upstreams.problem(upstream, place)
    }
  }
}

extension Suite {
  /// Tools with a child process that goes without namespaces because the suite says so, by the control's name.
  package var weaklyIsolatedTools: [String] {
    Set(executions.filter(\.isWeaklyIsolated).map(\.tool)).sorted()
  }
}
