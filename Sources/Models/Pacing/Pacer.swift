package import EvalCore

/// A model's way to its endpoint: everything that it asks goes through here.
package struct Pacer: Sendable {
  let pacing: EndpointPacing
  let lane: Int

  /// Requests that may be under way now.
  package var limit: Int { pacing.limit(of: lane) }

  /// Why a request has no answer.
  enum End: Error {
    case attempt(Retries.Attempt)
    /// It was not asked, and asking again would not help.
    case unasked(EndpointFailure)
  }

  /// Probes that cost their request no retry.
  private static let freeProbes = 2

  /// Asks when it is the request's turn. A request that only found an endpoint still out may ask again with the next probe
  /// before that counts as an attempt.
  func run<Value>(
    tokens: Int, isFirst: Bool, _ attempt: (inout PacedTurn) async throws(Retries.Attempt) -> Value
  ) async throws(End) -> Value {
    var probes = 0
    while true {
      var turn: PacedTurn
      do { turn = try await pacing.turn(lane, tokens: tokens) } catch { throw .unasked(error) }
      turn.isFirst = isFirst
      do {
        let value = try await attempt(&turn)
        pacing.end(turn, nil, isCancelled: false)
        return value
      } catch {
        turn.note(asked: error.retryAfter)
        let isCancelled = Task.isCancelled
        pacing.end(turn, error.failure, isCancelled: isCancelled)
        guard turn.isProbe, probes < Self.freeProbes, pacing.isOut, !isCancelled else { throw .attempt(error) }
        probes += 1
      }
    }
  }
}

extension EndpointPacing {
  /// A lane of its own for a model.
  package func pacer(_ limits: PaceLimits) -> Pacer { Pacer(pacing: self, lane: addLane(limits)) }
}

extension PacedTurn {
  fileprivate mutating func note(asked seconds: Double?) {
    guard hint.retryAfter == nil, let seconds, seconds.isFinite else { return }
    var hint = hint
    hint.retryAfter = .seconds(min(max(0, seconds), 86_400))
    note(hint)
  }
}

extension Retries {
  /// As ``run(_:)``, each attempt in its turn. What an endpoint that was given up no longer answers is not asked again.
  ///
  /// - Parameter tokens: an estimate of what the request costs.
  package func run<Value>(
    at pacer: Pacer, tokens: Int, _ attempt: (inout PacedTurn) async throws(Attempt) -> Value
  ) async throws(EndpointFailure) -> Value {
    var isFirst = true
    return try await run { () async throws(Attempt) -> Result<Value, EndpointFailure> in
      defer { isFirst = false }
      do throws(Pacer.End) {
        return .success(try await pacer.run(tokens: tokens, isFirst: isFirst, attempt))
      } catch {
        switch error {
        case .attempt(let attempt): throw attempt
        // What waits to be asked again was asked before.
        case .unasked(let failure): return .failure(failure.isUnasked && !isFirst ? failure.attempted(1) : failure)
        }
      }
    }.get()
  }
}
