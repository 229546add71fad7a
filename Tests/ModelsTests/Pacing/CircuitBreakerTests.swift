import EvalCore
import Testing

@testable import Models

struct CircuitBreakerTests {
  private let outage = EndpointFailure(.connection, message: "no")

  private enum Said: Equatable { case free, probe, pause(Duration?), never }

  private func said(_ breaker: CircuitBreaker, at now: Duration) -> Said {
    switch breaker.admission(at: now) {
    case .free: .free
    case .probe: .probe
    case .pause(let until): .pause(until)
    case .never: .never
    }
  }

  private func turn(isFirst: Bool = true, isProbe: Bool = false) -> PacedTurn {
    var turn = PacedTurn(lane: 0, round: 0, estimate: 1, isProbe: isProbe)
    turn.isFirst = isFirst
    return turn
  }

  /// - Parameter outages: first attempts that failed, the last one as the silence was long enough.
  private func breaker(answers: Int = 1, outages: Int, limit: Int = 16, isFirst: Bool = true) -> CircuitBreaker {
    var breaker = CircuitBreaker()
    for _ in 0..<answers { breaker.noteAnswer() }
    for number in 1...max(1, outages) {
      let now = number == outages ? .zero : .zero - CircuitBreaker.silence
      breaker.note(outage, of: turn(isFirst: isFirst || number == 1), limit: limit, at: now, jitter: 1)
    }
    return breaker
  }

  @Test func opensAfterEnoughRequestsFoundNoAnswer() {
    #expect(said(breaker(outages: CircuitBreaker.enough - 1), at: .zero) == .free)
    let open = breaker(outages: CircuitBreaker.enough)
    #expect(said(open, at: .zero) == .pause(.seconds(1)))
    #expect(said(open, at: .seconds(1)) == .probe)
    #expect(open.standing(at: .milliseconds(300)).remark == "endpoint paused (connection), next try in 1 s")
  }

  @Test(arguments: [(1, 2, true), (4, 3, false), (4, 4, true), (100, 7, false)])
  func whereFewAreUnderWayFewerAreEnough(limit: Int, outages: Int, isOpen: Bool) {
    #expect((said(breaker(outages: outages, limit: limit), at: .zero) != .free) == isOpen)
  }

  @Test func aPromptThatTheEndpointCannotBearIsNoOutage() {
    #expect(said(breaker(outages: 1000, isFirst: false), at: .zero) == .free)
  }

  @Test func aMomentWithoutAnswersIsNoOutage() {
    var breaker = CircuitBreaker()
    for _ in 1...1000 { breaker.note(outage, of: turn(), limit: 16, at: .zero, jitter: 1) }
    #expect(said(breaker, at: .zero) == .free)
    breaker.note(outage, of: turn(isFirst: false), limit: 16, at: CircuitBreaker.silence, jitter: 1)
    #expect(said(breaker, at: CircuitBreaker.silence) != .free)
  }

  @Test func anAnswerBetweenOutagesStartsTheCountAgain() {
    var breaker = breaker(outages: CircuitBreaker.enough - 1)
    breaker.noteAnswer()
    for second in 1..<CircuitBreaker.enough {
      breaker.note(outage, of: turn(), limit: 16, at: .seconds(second), jitter: 1)
    }
    #expect(said(breaker, at: .seconds(60)) == .free)
  }

  /// The pauses before each probe that fails, until it gives up.
  private func pauses(_ breaker: CircuitBreaker, jitter: Double = 1) -> [Double] {
    var breaker = breaker
    var now = Duration.zero
    var pauses: [Double] = []
    while case .pause(let until?) = breaker.admission(at: now), pauses.count < 100 {
      pauses.append((until - now) / .seconds(1))
      now = until
      breaker.beginProbe()
      guard case .pause(nil) = breaker.admission(at: now) else { return [] }
      breaker.note(outage, of: turn(isProbe: true), limit: 16, at: now, jitter: jitter)
    }
    guard case .never(let failure) = breaker.admission(at: now) else { return [] }
    #expect(failure.class == .connection)
    #expect(
      failure.message == "no; the endpoint was given up after \(pauses.count) more tries with pauses between them")
    return pauses
  }

  @Test func givesUpAfterProbesWithGrowingPauses() {
    #expect(pauses(breaker(outages: CircuitBreaker.enough)) == [1, 2, 4, 8, 16, 30, 30, 30])
  }

  @Test func hasLessPatienceWithAnEndpointThatNeverAnswered() {
    #expect(pauses(breaker(answers: 0, outages: CircuitBreaker.enough)) == [1, 2, 4])
  }

  @Test func aProbeThatIsAnsweredCloses() {
    var breaker = breaker(outages: CircuitBreaker.enough)
    breaker.beginProbe()
    breaker.noteAnswer()
    #expect(said(breaker, at: .zero) == .free)
    #expect(breaker.standing(at: .zero) == .well)
  }

  @Test func stragglersDoNotLengthenThePause() {
    var breaker = breaker(outages: CircuitBreaker.enough)
    for _ in 1...50 { breaker.note(outage, of: turn(), limit: 16, at: .milliseconds(900), jitter: 1) }
    #expect(said(breaker, at: .seconds(1)) == .probe)
    breaker.beginProbe()
    breaker.note(outage, of: turn(), limit: 16, at: .seconds(1), jitter: 1)
    #expect(said(breaker, at: .seconds(1)) == .pause(nil))
  }

  @Test func aProbeThatIsCalledOffMakesRoomForAnother() {
    var breaker = breaker(outages: CircuitBreaker.enough)
    breaker.beginProbe()
    breaker.leaveProbe(at: .seconds(5))
    #expect(said(breaker, at: .seconds(5)) == .probe)
  }
}
