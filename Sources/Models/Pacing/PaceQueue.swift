import EvalCore

/// Who may ask an endpoint next: a lane for each of its models, one circuit breaker for all.
struct PaceQueue: Sendable {
  private(set) var lanes: [PaceLane] = []
  private var breaker = CircuitBreaker()

  /// The new lane's index.
  mutating func add(_ limits: PaceLimits, at now: Duration) -> Int {
    lanes.append(PaceLane(limits, at: now))
    return lanes.count - 1
  }

  mutating func enter(_ ticket: PaceLane.Ticket, lane: Int) { lanes[lane].enter(ticket) }

  /// Whether it was there.
  mutating func withdraw(_ number: Int, lane: Int) -> Bool { lanes[lane].withdraw(number) }

  var isOut: Bool { breaker.isOut }

  func standing(at now: Duration) -> EndpointStanding {
    let standing = breaker.standing(at: now)
    let hold = lanes.map { $0.hold(at: now) }.max() ?? .zero
    return standing == .well && hold > .zero ? .held(hold) : standing
  }

  /// - Parameter failure: nil where the endpoint answered.
  mutating func end(_ turn: PacedTurn, _ failure: EndpointFailure?, isCancelled: Bool, at now: Duration, jitter: Double)
  {
    guard !isCancelled else {
      lanes[turn.lane].end(turn, .other, at: now)
      if turn.isProbe { breaker.leaveProbe(at: now) }
      return
    }
    lanes[turn.lane].end(turn, PacedEnding(failure), at: now)
    if let failure, failure.isOutage || turn.isForeign {
      breaker.note(failure, of: turn, limit: lanes[turn.lane].ceiling, at: now, jitter: jitter)
    } else {
      breaker.noteAnswer()
    }
  }

  /// The next ticket with its turn, or with the reason why it gets none; nil where nobody may start now.
  mutating func next(at now: Duration) -> (Int, Result<PacedTurn, EndpointFailure>)? {
    switch breaker.admission(at: now) {
    case .free: return start(isProbe: false, at: now)
    case .probe:
      guard let probe = start(isProbe: true, at: now) else { return nil }
      breaker.beginProbe()
      return probe
    case .pause: return nil
    case .never(let failure):
      guard let lane = lanes.firstIndex(where: { !$0.waiting.isEmpty }), let first = lanes[lane].waiting.first,
        lanes[lane].withdraw(first.number)
      else { return nil }
      return (first.number, .failure(failure))
    }
  }

  /// Of the models that may ask, the one that has waited longest. A probe goes whatever is still under way.
  private mutating func start(isProbe: Bool, at now: Duration) -> (Int, Result<PacedTurn, EndpointFailure>)? {
    let ready = lanes.indices.filter { (isProbe || lanes[$0].hasRoom) && lanes[$0].wait(at: now) == .zero }
    guard let lane = ready.min(by: { lanes[$0].firstNumber < lanes[$1].firstNumber }) else { return nil }
    let (number, turn) = lanes[lane].start(lane, isProbe: isProbe, at: now)
    return (number, .success(turn))
  }

  /// Until somebody may start without anybody else's end; nil where only an end helps.
  func wait(at now: Duration) -> Duration? {
    let waits = lanes.compactMap { $0.hasRoom ? $0.wait(at: now) : nil }
    switch breaker.admission(at: now) {
    case .free: return waits.min()
    case .probe: return lanes.compactMap { $0.wait(at: now) }.min()
    case .pause(let until): return lanes.contains { !$0.waiting.isEmpty } ? until.map { max(.zero, $0 - now) } : nil
    case .never: return nil
    }
  }
}

extension PaceLane {
  fileprivate var firstNumber: Int { waiting.first?.number ?? .max }
}

extension PacedEnding {
  fileprivate init(_ failure: EndpointFailure?) {
    guard let failure else {
      self = .answered
      return
    }
    let saysOverload = [.rateLimited, .overloaded].contains(failure.class)
    self = failure.stopsRun ? .final : saysOverload ? .overloaded : .other
  }
}

extension EndpointFailure {
  /// Whether it says that the endpoint is out; an answer that is broken, or a refusal, is an answer.
  fileprivate var isOutage: Bool {
    switch self.class {
    case .connection, .timeout, .tls, .server, .overloaded: true
    default: false
    }
  }
}
