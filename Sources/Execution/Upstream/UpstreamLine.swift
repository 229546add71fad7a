import EvalCore
import MCP
import OrderedJSON
import Synchronization

/// The way to one upstream server, with its circuit breaker; a class because all calls to the server share both.
final class UpstreamLine: Sendable {
  private let server: UpstreamServer
  private let clock: Executor.Clock
  private let breaker: Mutex<CircuitBreaker>
  private let turnstile = Turnstile()

  init(_ server: UpstreamServer, _ settings: BreakerSettings, clock: @escaping Executor.Clock) {
    (self.server, self.clock) = (server, clock)
    breaker = Mutex(CircuitBreaker(settings))
  }

  /// The breaker is asked only when it is the call's turn: what waited may have to hear that the server is gone.
  func answer(_ tool: String, _ arguments: JSONObject, within timeout: Duration) async -> ExecutionAnswer {
    guard server.takesOneCallAtATime else { return await answerNow(tool, arguments, timeout) }
    guard await turnstile.enter() else { return ExecutionAnswer(.failure(.cancelled)) }
    let answer = await answerNow(tool, arguments, timeout)
    await turnstile.leave()
    return answer
  }

  private func answerNow(_ tool: String, _ arguments: JSONObject, _ timeout: Duration) async -> ExecutionAnswer {
    let now = clock()
    let (admission, state) = breaker.withLock { ($0.admit(at: now), $0.state) }
    guard case .admitted(let ticket) = admission else {
      guard case .refused(let wait) = admission else { return ExecutionAnswer(.failure(.cancelled)) }
      var answer = ExecutionAnswer(.failure(Self.refusal(wait)))
      (answer.decidedBy, answer.breaker) = (.breaker, state)
      return answer
    }
    let (result, verdict) = await ask(tool, arguments, timeout)
    let later = clock()
    var answer = ExecutionAnswer(result)
    answer.breaker = breaker.withLock { breaker in
      breaker.record(verdict, ticket, at: later)
      return breaker.state
    }
    return answer
  }

  private static func refusal(_ wait: Duration) -> ExecutionFailure {
    ExecutionFailure("the server behind it failed too often and is left alone for a while", .later(wait))
  }

  private typealias Asked = (Result<ExecutionAnswer.Content, ExecutionFailure>, CircuitBreaker.Verdict)

  private func ask(_ tool: String, _ arguments: JSONObject, _ timeout: Duration) async -> Asked {
    do throws(ToolListingFailure) {
      switch try await server.call(tool, arguments, within: timeout) {
      case .result(let result): return (.success(.whole(result)), .well)
      case .refused(let code, let message):
        let words = "the server behind it answered with error \(code): '\(message.excerpt(limit: 300))'"
        let isInternal = code == Self.internalError
        return (.failure(ExecutionFailure(words, isInternal ? .again : .otherArguments)), isInternal ? .failed : .well)
      }
    } catch {
      if error.code == .cancelled { return (.failure(.cancelled), .unknown) }
      let words = "the server behind it gave no answer (\(error.description.excerpt(limit: 500)))"
      return (.failure(ExecutionFailure(words, Self.mayPass(error) ? .again : .useless)), .failed)
    }
  }

  /// Of JSON-RPC: the server could not do what it should have done.
  private static let internalError = -32603

  private static func mayPass(_ failure: ToolListingFailure) -> Bool {
    switch failure.code {
    case .unreachable, .sessionLost, .exited, .refused, .timeout, .cancelled, .protocol: true
    case .unauthorized, .forbidden, .notStarted, .notMCP, .tooLarge: false
    }
  }

  func end() async { await server.end() }
}
