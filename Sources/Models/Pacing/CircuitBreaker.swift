import EvalCore
import OrderedJSON

/// Stops asking an endpoint that is out, asks again with one request after a pause that grows, and in the end gives up, so
/// that a dead endpoint ends a run (Nygard, "Release It!", "Circuit breaker").
struct CircuitBreaker: Sendable {
  private enum State {
    /// - fresh: requests that failed at their first attempt, since nothing was answered any more.
    case closed(fresh: Int, since: Duration?)
    case open(until: Duration, probes: Int, EndpointFailure)
    case probing(probes: Int, EndpointFailure)
    case givenUp(EndpointFailure)
  }

  enum Admission {
    case free
    /// One request may see whether the endpoint is back.
    case probe
    /// Nil while such a request is under way.
    case pause(until: Duration?)
    case never(EndpointFailure)
  }

  private var state = State.closed(fresh: 0, since: nil)
  private var hasAnswered = false

  /// So many requests, each counted once, lest a prompt that an endpoint cannot bear passes for an outage; fewer where
  /// fewer are under way.
  static let enough = 8
  /// And so long without an answer.
  static let silence = Duration.seconds(2)
  /// Probes that fail; fewer where nothing ever answered, which is a wrong URL more often than an outage.
  static let mostProbes = 8
  static let mostProbesOfUnknown = 3
  private static let firstPause = 1.0
  private static let longestPause = 30.0

  /// Whether the endpoint is out, and was not always.
  var isOut: Bool { if case .open = state { hasAnswered } else { false } }

  func admission(at now: Duration) -> Admission {
    switch state {
    case .closed: .free
    case .open(let until, _, _): until <= now ? .probe : .pause(until: until)
    case .probing: .pause(until: nil)
    case .givenUp(let failure): .never(failure)
    }
  }

  mutating func beginProbe() {
    if case .open(_, let probes, let failure) = state { state = .probing(probes: probes, failure) }
  }

  /// The probe was called off and said nothing.
  mutating func leaveProbe(at now: Duration) {
    if case .probing(let probes, let failure) = state { state = .open(until: now, probes: probes, failure) }
  }

  /// Any answer of the endpoint itself, a refusal too.
  mutating func noteAnswer() {
    hasAnswered = true
    state = .closed(fresh: 0, since: nil)
  }

  /// - Parameters:
  ///   - limit: requests that may be under way at most.
  ///   - jitter: near 1, what the pause is multiplied by.
  mutating func note(_ failure: EndpointFailure, of turn: PacedTurn, limit: Int, at now: Duration, jitter: Double) {
    switch state {
    case .closed(let before, let start):
      let (fresh, since) = (before + (turn.isFirst ? 1 : 0), start ?? now)
      if fresh >= min(Self.enough, limit), now - since >= Self.silence {
        open(after: 0, failure, now, jitter)
      } else {
        state = .closed(fresh: fresh, since: since)
      }
    case .probing(let probes, _) where turn.isProbe:
      let most = hasAnswered ? Self.mostProbes : Self.mostProbesOfUnknown
      if probes + 1 >= most {
        state = .givenUp(failure.givenUp(after: most))
      } else {
        open(after: probes + 1, failure, now, jitter)
      }
    // What was under way before the pause began.
    case .open, .probing, .givenUp: break
    }
  }

  private mutating func open(after probes: Int, _ failure: EndpointFailure, _ now: Duration, _ jitter: Double) {
    var pause = Self.firstPause
    for _ in 0..<probes { pause = min(Self.longestPause, pause * 2) }
    state = .open(until: now + .seconds(pause * jitter), probes: probes, failure)
  }
}

extension CircuitBreaker {
  /// What a progress line says of it.
  func standing(at now: Duration) -> EndpointStanding {
    switch state {
    case .closed: .well
    case .open(let until, _, let failure): .paused(nextTry: max(.zero, until - now), failure.class)
    case .probing(_, let failure): .paused(nextTry: .zero, failure.class)
    case .givenUp(let failure): .givenUp(failure.class)
    }
  }
}

extension EndpointFailure {
  fileprivate func givenUp(after tries: Int) -> EndpointFailure {
    EndpointFailure(
      self.class, status: status,
      message:
        "\(message); the endpoint was given up after \(tries.counted("more try", "more tries")) with pauses between them"
    )
  }
}
