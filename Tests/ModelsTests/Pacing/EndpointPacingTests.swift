import EvalCore
import Foundation
import TestSupport
import Testing

@testable import Models

@Suite(.timeLimit(.minutes(1))) struct EndpointPacingTests {
  private let time = LeapingClock()

  private func limits(_ concurrency: Int, perMinute: Int? = nil, tokens: Int? = nil) -> PaceLimits {
    var limits = ConfiguredModel.Limits()
    (limits.requestsPerMinute, limits.tokensPerMinute) = (perMinute, tokens)
    return PaceLimits(limits, concurrency: concurrency)
  }

  private func pacing() -> EndpointPacing { EndpointPacing(clock: time.clock, jitter: { 1 }) }

  private func failure(_ class: EndpointFailure.Class) -> EndpointFailure { EndpointFailure(`class`, message: "no") }

  /// Fails requests until the breaker opens.
  private func open(_ pacing: EndpointPacing, _ pacer: Pacer) async throws {
    for _ in 1...CircuitBreaker.enough {
      pacing.end(try await pacing.turn(pacer.lane, tokens: 1), failure(.server), isCancelled: false)
    }
    #expect(pacing.standing == .well)
    time.pass(CircuitBreaker.silence)
    pacing.end(try await pacing.turn(pacer.lane, tokens: 1), failure(.server), isCancelled: false)
  }

  /// Waits until the lane has so many in line.
  private func hasWaiting(_ pacing: EndpointPacing, _ count: Int) async {
    while pacing.waiting(in: 0) != count, !Task.isCancelled { await Task.yield() }
  }

  /// The login page of a network answers everything at once, and says nothing about the endpoint.
  @Test(arguments: [true, false]) func whatAnswersInTheEndpointsPlaceIsAnOutage(isForeign: Bool) async throws {
    let pacing = pacing()
    let pacer = pacing.pacer(limits(16))
    for count in 0...CircuitBreaker.enough {
      if count == CircuitBreaker.enough { time.pass(CircuitBreaker.silence) }
      var turn = try await pacing.turn(pacer.lane, tokens: 1)
      if isForeign { turn.markForeign() }
      pacing.end(turn, failure(.protocol), isCancelled: false)
    }
    #expect((pacing.standing == .well) != isForeign)
  }

  /// What another question is to confirm does not wait for a limit that the answer named.
  @Test(
    arguments: [
      (.quota, false, .well), (.rateLimited, false, .held(.seconds(60))), (.rateLimited, true, .well),
      (.overloaded, true, .well),
    ] as [(EndpointFailure.Class, Bool, EndpointStanding)])
  func onlyALimitThatPassesHoldsTheLane(
    class: EndpointFailure.Class, isLasting: Bool, standing: EndpointStanding
  ) async throws {
    let pacing = pacing()
    let pacer = pacing.pacer(limits(16))
    var turn = try await pacing.turn(pacer.lane, tokens: 1)
    var hint = RateHint()
    hint.retryAfter = .seconds(60)
    hint.requests = RateHint.Allowance(remaining: 0, reset: .seconds(60))
    turn.note(hint)
    var failure = failure(`class`)
    failure.isLasting = isLasting
    pacing.end(turn, failure, isCancelled: false)
    #expect(pacing.standing == standing)
  }

  @Test func turnsAreGivenInTheOrderInWhichTheyWereAskedFor() async throws {
    let pacing = pacing()
    let pacer = pacing.pacer(limits(1))
    let first = try await pacing.turn(pacer.lane, tokens: 1)
    let order = Box<[Int]>([])
    var waiting: [Task<Void, any Error>] = []
    for number in 1...5 {
      waiting.append(
        Task {
          let turn = try await pacing.turn(pacer.lane, tokens: 1)
          order.update { $0.append(number) }
          pacing.end(turn, nil, isCancelled: false)
        })
      await hasWaiting(pacing, number)
    }
    #expect(order.value == [])
    pacing.end(first, nil, isCancelled: false)
    for task in waiting { try await task.value }
    #expect(order.value == [1, 2, 3, 4, 5])
  }

  @Test func neverMoreThanTheLimitAreUnderWay() async throws {
    let pacing = pacing()
    let pacer = pacing.pacer(limits(5))
    let counts = Box((now: 0, most: 0, all: 0))
    await withTaskGroup { group in
      for _ in 1...200 {
        group.addTask {
          guard let turn = try? await pacing.turn(pacer.lane, tokens: 1) else { return }
          counts.update { $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.all + 1) }
          await Task.yield()
          counts.update { $0.now -= 1 }
          pacing.end(turn, nil, isCancelled: false)
        }
      }
    }
    #expect(counts.value.all == 200)
    #expect(counts.value.most <= 5)
  }

  @Test func whoLeavesTheQueueHoldsUpNobody() async throws {
    let pacing = pacing()
    let pacer = pacing.pacer(limits(1))
    let first = try await pacing.turn(pacer.lane, tokens: 1)
    let leaving = Task { try await pacing.turn(pacer.lane, tokens: 1) }
    await hasWaiting(pacing, 1)
    let staying = Task { try await pacing.turn(pacer.lane, tokens: 1) }
    await hasWaiting(pacing, 2)
    leaving.cancel()
    #expect(await leaving.result.failureClass == .connection)
    await hasWaiting(pacing, 1)
    pacing.end(first, nil, isCancelled: false)
    pacing.end(try await staying.value, nil, isCancelled: false)
    #expect(pacing.waiting(in: 0) == 0)
  }

  @Test func aTaskThatIsCancelledAlreadyGetsNoTurn() async throws {
    let pacing = pacing()
    let pacer = pacing.pacer(limits(1))
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await pacing.turn(pacer.lane, tokens: 1)
    }
    #expect(await task.result.failureClass == .connection)
    pacing.end(try await pacing.turn(pacer.lane, tokens: 1), nil, isCancelled: false)
  }

  @Test func cancelsThatRaceWithTurnsLoseNone() async throws {
    let pacing = pacing()
    let pacer = pacing.pacer(limits(2))
    await withTaskGroup { group in
      for number in 1...300 {
        group.addTask {
          let task = Task {
            let turn = try await pacing.turn(pacer.lane, tokens: 1)
            await Task.yield()
            pacing.end(turn, nil, isCancelled: false)
          }
          if number.isMultiple(of: 2) { task.cancel() }
          _ = await task.result
        }
      }
    }
    let last = [try await pacing.turn(pacer.lane, tokens: 1), try await pacing.turn(pacer.lane, tokens: 1)]
    for turn in last { pacing.end(turn, nil, isCancelled: false) }
  }

  @Test func requestsPerMinuteSpreadTurnsOverTime() async throws {
    let pacing = pacing()
    let pacer = pacing.pacer(limits(16, perMinute: 30))
    for number in 0..<5 {
      let turn = try await pacing.turn(pacer.lane, tokens: 1)
      #expect(abs(time.now / .seconds(1) - Double(number) * 2) < 0.001)
      pacing.end(turn, nil, isCancelled: false)
    }
  }

  @Test func tokensPerMinuteCountWhatWasUsed() async throws {
    let pacing = pacing()
    let pacer = pacing.pacer(limits(16, tokens: 600))
    var turn = try await pacing.turn(pacer.lane, tokens: 10)
    turn.note(Usage(inputTokens: 500, outputTokens: 100))
    pacing.end(turn, nil, isCancelled: false)
    pacing.end(try await pacing.turn(pacer.lane, tokens: 10), nil, isCancelled: false)
    #expect(time.now > .seconds(60) && time.now < .seconds(63))
  }

  @Test(arguments: [EndpointFailure.Class.rateLimited, .overloaded])
  func overloadHalvesWhatMayBeUnderWay(class: EndpointFailure.Class) async throws {
    let pacing = pacing()
    let pacer = pacing.pacer(limits(16))
    let turns = try await [pacing.turn(pacer.lane, tokens: 1), pacing.turn(pacer.lane, tokens: 1)]
    for turn in turns { pacing.end(turn, failure(`class`), isCancelled: false) }
    #expect(pacer.limit == 8)
  }

  @Test func whatOneIsToldToWaitAllWait() async throws {
    let pacing = pacing()
    let pacer = pacing.pacer(limits(16))
    var turn = try await pacing.turn(pacer.lane, tokens: 1)
    turn.note(RateHint(retryAfter: .seconds(9)))
    pacing.end(turn, failure(.rateLimited), isCancelled: false)
    #expect(pacing.standing == .held(.seconds(9)))
    #expect(pacing.standing.remark == "endpoint asked to wait 9 s")
    pacing.end(try await pacing.turn(pacer.lane, tokens: 1), nil, isCancelled: false)
    #expect(time.now == .seconds(9))
    #expect(pacing.standing == .well)
  }

  @Test(
    arguments: [
      (RateHint(retryAfter: .seconds(1e6)), 120),
      (RateHint(requests: .init(remaining: 0, limit: 10, reset: .seconds(60))), 6),
      (RateHint(requests: .init(remaining: 0, reset: .seconds(60))), 60),
      (RateHint(requests: .init(remaining: 1, reset: .seconds(60))), 0),
      (RateHint(tokens: .init(remaining: 900, limit: 1000, reset: .seconds(6))), 0),
      (RateHint(tokens: .init(remaining: 0, limit: 1000, reset: .seconds(60))), 6),
    ] as [(RateHint, Double)])
  func vendorsHintsHoldTheLaneWithinReason(hint: RateHint, seconds: Double) async throws {
    let pacing = pacing()
    let pacer = pacing.pacer(limits(16))
    var turn = try await pacing.turn(pacer.lane, tokens: 100)
    turn.note(hint)
    pacing.end(turn, hint.retryAfter == nil ? nil : failure(.rateLimited), isCancelled: false)
    pacing.end(try await pacing.turn(pacer.lane, tokens: 100), nil, isCancelled: false)
    #expect(time.now == .seconds(seconds))
  }

  @Test func oneModelsLimitIsNotAnothers() async throws {
    let pacing = pacing()
    let (slow, fast) = (pacing.pacer(limits(1)), pacing.pacer(limits(1)))
    let held = try await pacing.turn(slow.lane, tokens: 1)
    pacing.end(try await pacing.turn(fast.lane, tokens: 1), nil, isCancelled: false)
    pacing.end(held, nil, isCancelled: false)
  }

  @Test func aBreakerIsOneForAllModelsOfAnEndpoint() async throws {
    let pacing = pacing()
    let (one, other) = (pacing.pacer(limits(16)), pacing.pacer(limits(16)))
    try await open(pacing, one)
    #expect(pacing.standing == .paused(nextTry: .seconds(1), .server))
    let turn = try await pacing.turn(other.lane, tokens: 1)
    #expect(turn.isProbe)
    #expect(time.now == CircuitBreaker.silence + .seconds(1))
    pacing.end(turn, nil, isCancelled: false)
    #expect(pacing.standing == .well)
  }

  @Test func aProbeThatIsCancelledIsFollowedByAnother() async throws {
    let pacing = pacing()
    let pacer = pacing.pacer(limits(16))
    try await open(pacing, pacer)
    let probe = try await pacing.turn(pacer.lane, tokens: 1)
    pacing.end(probe, failure(.connection), isCancelled: true)
    let second = try await pacing.turn(pacer.lane, tokens: 1)
    #expect(probe.isProbe && second.isProbe)
    pacing.end(second, nil, isCancelled: false)
  }
}

extension Result where Success == PacedTurn, Failure == any Error {
  fileprivate var failureClass: EndpointFailure.Class? {
    if case .failure(let error) = self { (error as? EndpointFailure)?.class } else { nil }
  }
}
