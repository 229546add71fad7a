package import EvalCore

/// Keeps calls from a server that fails: closed until several fail in a row, then open for a while, then half-open, in which
/// one call tries for all.
///
/// A value without a clock: whoever has it says what time it is, as the time since some fixed moment.
package struct CircuitBreaker: Sendable {
  package enum State: String, Sendable, CaseIterable {
    case closed, open
    case halfOpen = "half_open"
  }

  /// The right to one call, which is given back with what became of it.
  package struct Ticket: Sendable, Hashable {
    fileprivate let period: Int
  }

  package enum Admission: Sendable, Hashable {
    case admitted(Ticket)
    /// No call before this time has passed.
    case refused(Duration)
  }

  /// What a call says of the server.
  package enum Verdict: Sendable {
    case well, failed
    /// The call was given up before it could tell.
    case unknown
  }

  package let settings: BreakerSettings
  package private(set) var state = State.closed
  /// In a row, while closed.
  private var failures = 0
  private var openUntil = Duration.zero
  /// Whether the one call of the half-open state is under way.
  private var isProbing = false
  /// Grows with each change of state, so that a call from before one says nothing after it.
  private var period = 0

  package init(_ settings: BreakerSettings = BreakerSettings()) { self.settings = settings }

  package mutating func admit(at now: Duration) -> Admission {
    if state == .open {
      guard now >= openUntil else { return .refused(openUntil - now) }
      enter(.halfOpen)
    }
    if state == .halfOpen {
      guard !isProbing else { return .refused(.zero) }
      isProbing = true
    }
    return .admitted(Ticket(period: period))
  }

  package mutating func record(_ verdict: Verdict, _ ticket: Ticket, at now: Duration) {
    guard ticket.period == period else { return }
    switch (state, verdict) {
    case (.closed, .well): failures = 0
    case (.closed, .failed):
      failures += 1
      if failures >= settings.failures { open(at: now) }
    case (.halfOpen, .well): enter(.closed)
    case (.halfOpen, .failed): open(at: now)
    case (.halfOpen, .unknown): isProbing = false
    case (.closed, .unknown), (.open, _): break
    }
  }

  private mutating func open(at now: Duration) {
    openUntil = now + settings.open
    enter(.open)
  }

  private mutating func enter(_ state: State) {
    self.state = state
    (failures, isProbing) = (0, false)
    period += 1
  }
}
