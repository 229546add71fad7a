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
      return (.failure(ExecutionFailure(error)), .failed)
    }
  }

  /// Of JSON-RPC: the server could not do what it should have done.
  private static let internalError = -32603

  func end() async { await server.end() }
}

extension ExecutionFailure {
  /// Without the server's address, which is none of the model's business.
  fileprivate init(_ failure: ToolListingFailure) {
    let (clause, advice): (String, Advice) =
      switch failure.code {
      case .unreachable: ("cannot be reached", .again)
      case .unauthorized, .forbidden: ("does not let us in", .useless)
      case .sessionLost: ("has lost the session", .again)
      case .notStarted: ("could not be started", .useless)
      case .exited: ("ended before it had answered", .again)
      case .notMCP: ("is no MCP server", .useless)
      case .refused: ("refused the call", .again)
      case .protocol: ("gave an answer that cannot be used", .again)
      case .tooLarge: ("gave an answer that is too large", .otherArguments)
      case .timeout: ("gave no answer in time", .again)
      case .cancelled: ("was no longer asked", .again)
      }
    self.init("the server behind it \(clause)", advice, detail: failure.description)
  }
}
