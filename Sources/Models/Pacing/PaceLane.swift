/// What one model may ask of its endpoint, and who waits for a turn, first come, first served.
struct PaceLane: Sendable {
  struct Ticket: Sendable {
    /// Grows with each request to the endpoint.
    let number: Int
    let tokens: Int
  }

  private(set) var waiting: [Ticket] = []
  private var window: ConcurrencyWindow
  private var running = 0
  private var requests: TokenBucket?
  private var tokens: TokenBucket?
  /// Nobody goes before this moment.
  private var heldUntil: Duration?

  /// Longer is not waited for an endpoint's word.
  private static let longestHold = Duration.seconds(120)

  init(_ limits: PaceLimits, at now: Duration) {
    window = ConcurrencyWindow(ceiling: limits.concurrency)
    requests = limits.requestsPerMinute.map { TokenBucket(perMinute: $0, at: now) }
    tokens = limits.tokensPerMinute.map { TokenBucket(perMinute: $0, at: now) }
  }

  var limit: Int { window.limit }
  var ceiling: Int { window.ceiling }
  var hasRoom: Bool { running < window.limit }

  func hold(at now: Duration) -> Duration { heldUntil.map { max(.zero, $0 - now) } ?? .zero }

  /// How long the first in line still has to wait, whether or not there is room; nil where nobody waits.
  func wait(at now: Duration) -> Duration? {
    waiting.first.map { first in
      max(
        hold(at: now), requests?.wait(for: 1, at: now) ?? .zero, tokens?.wait(for: first.tokens, at: now) ?? .zero)
    }
  }

  mutating func enter(_ ticket: Ticket) { waiting.append(ticket) }

  /// Whether it was there.
  mutating func withdraw(_ number: Int) -> Bool {
    guard let index = waiting.firstIndex(where: { $0.number == number }) else { return false }
    waiting.remove(at: index)
    return true
  }

  /// Gives the first in line its turn, ended by ``end(_:_:at:)``.
  mutating func start(_ lane: Int, isProbe: Bool, at now: Duration) -> (number: Int, turn: PacedTurn) {
    let ticket = waiting.removeFirst()
    running += 1
    requests?.take(1, at: now)
    tokens?.take(ticket.tokens, at: now)
    return (ticket.number, PacedTurn(lane: lane, round: window.round, estimate: ticket.tokens, isProbe: isProbe))
  }

  mutating func end(_ turn: PacedTurn, _ ending: PacedEnding, at now: Duration) {
    running -= 1
    if let spent = turn.tokens { tokens?.correct(turn.estimate, to: spent, at: now) }
    switch ending {
    case .answered: window.noteSuccess()
    case .overloaded: window.noteOverload(in: turn.round)
    case .final, .other: break
    }
    hold(turn.hint, ending, turn.tokens ?? turn.estimate, at: now)
  }

  private mutating func hold(_ hint: RateHint, _ ending: PacedEnding, _ need: Int, at now: Duration) {
    var wait = max(hint.requests?.wait(for: 1) ?? .zero, hint.tokens?.wait(for: need) ?? .zero)
    if ending == .overloaded { wait = max(wait, hint.retryAfter ?? .zero) }
    guard wait > .zero, ending != .final else { return }
    heldUntil = max(heldUntil ?? .zero, now + min(wait, Self.longestHold))
  }
}

/// What a turn's end says about how much the endpoint can take.
enum PacedEnding: Sendable {
  case answered
  case overloaded
  /// No wait would help.
  case final
  case other
}
