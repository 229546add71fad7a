import EvalCore
import Foundation
import TestSupport
import Testing

@testable import Models

/// Pacing and retries together, as a trial meets them.
@Suite(.timeLimit(.minutes(1))) struct PacerTests {
  private let time = LeapingClock()

  private func pacer(_ concurrency: Int = 16) -> Pacer {
    EndpointPacing(clock: time.clock, jitter: { 1 }).pacer(PaceLimits(concurrency: concurrency))
  }

  /// Asks once and says what came of it.
  private func ask(
    _ retries: Retries, _ pacer: Pacer, _ answer: () -> EndpointFailure?
  ) async -> EndpointFailure? {
    do {
      try await retries.run(at: pacer, tokens: 1) { (_) async throws(Retries.Attempt) in
        if let failure = answer() { throw Retries.Attempt(failure) }
      }
      return nil
    } catch {
      return error
    }
  }

  /// So many trials at a time ask an endpoint until none is left; the failures, and how often it was asked.
  private func failures(
    of trials: Int, at concurrency: Int, _ answer: @escaping @Sendable (Duration) -> EndpointFailure?
  ) async -> (failures: [EndpointFailure], asked: Int, pacer: Pacer) {
    let (pacer, retries, time) = (pacer(concurrency), time.retries(), time)
    let asked = Box(0)
    let failures = await withTaskGroup(of: EndpointFailure?.self) { group in
      let one: @Sendable () async -> EndpointFailure? = {
        await ask(retries, pacer) {
          asked.update { $0 += 1 }
          return answer(time.now)
        }
      }
      for _ in 0..<concurrency { group.addTask(operation: one) }
      var left = trials - concurrency
      var failures: [EndpointFailure] = []
      for await failure in group {
        if let failure { failures.append(failure) }
        if left > 0 { group.addTask(operation: one) }
        left -= 1
      }
      return failures
    }
    return (failures, asked.value, pacer)
  }

  @Test(arguments: [1, 4, 16]) func aDeadEndpointEndsEveryTrialWithItsOwnFailure(concurrency: Int) async {
    let (failures, asked, pacer) = await failures(of: 1000, at: concurrency) { _ in
      EndpointFailure(.connection, message: "refused")
    }
    #expect(failures.count == 1000)
    #expect(failures.allSatisfy { $0.class == .connection && $0.message.hasPrefix("refused") })
    #expect(asked <= concurrency * 5 + CircuitBreaker.mostProbesOfUnknown)
    #expect(pacer.pacing.standing == .givenUp(.connection))
  }

  /// Without the breaker more than a hundred of them would use up their attempts.
  @Test(arguments: [(1, 3), (4, 8), (16, 16)]) func anOutageOfAMinuteCostsFewTrials(concurrency: Int, most: Int) async {
    let time = EventClock()
    let pacing = EndpointPacing(clock: time.clock, jitter: { 1 })
    let pacer = pacing.pacer(PaceLimits(concurrency: concurrency))
    let retries = Retries { await time.sleep(for: $0) }
    let outage = Duration.seconds(3)...(.seconds(63))
    let trial: @Sendable () async -> Bool = {
      let answer: ()? = try? await retries.run(at: pacer, tokens: 1) { (_) async throws(Retries.Attempt) in
        await time.sleep(for: .milliseconds(500))
        if outage.contains(time.now) { throw Retries.Attempt(EndpointFailure(.server, status: 502, message: "down")) }
      }
      return answer != nil
    }
    let lost = await time.passing {
      await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<concurrency { group.addTask(operation: trial) }
        var (left, lost) = (concurrency * 20 - concurrency, 0)
        for await isAnswered in group {
          if !isAnswered { lost += 1 }
          if left > 0 { group.addTask(operation: trial) }
          left -= 1
        }
        return lost
      }
    }
    #expect(lost <= most)
    #expect(time.now > .seconds(63))
    #expect(pacing.standing == .well)
  }

  @Test func aPromptThatTheEndpointCannotBearCostsOnlyItself() async {
    let number = Box(0)
    let (failures, _, pacer) = await failures(of: 50, at: 1) { _ in
      number.update { $0 += 1 }
      return number.value < 9
        ? (number.value < 2 ? nil : EndpointFailure(.server, status: 500, message: "poison")) : nil
    }
    #expect(failures.count == 1)
    #expect(pacer.pacing.standing == .well)
  }

  @Test func whatAModelWroteDoesNotOpenTheBreaker() async {
    let pacer = pacer()
    for _ in 1...100 {
      _ = try? await Retries(pause: { _ in }).run(at: pacer, tokens: 1) { (turn) async throws(Retries.Attempt) in
        turn.ignoreFailure()
        throw Retries.Attempt(EndpointFailure(.server, status: 500, message: "failed to parse"))
      }
    }
    #expect(pacer.pacing.standing == .well)
  }

  @Test(arguments: [EndpointFailure.Class.rateLimited, .badRequest, .contextLength, .auth, .protocol])
  func refusalsDoNotOpenTheBreaker(class: EndpointFailure.Class) async {
    let (pacer, retries) = (pacer(), time.retries())
    for _ in 1...100 { _ = await ask(retries, pacer) { EndpointFailure(`class`, message: "no") } }
    #expect(pacer.pacing.standing == .well)
  }

  @Test func aCancelledTrialGetsItsFailureAtOnce() async {
    let (pacer, retries) = (pacer(1), time.retries())
    let (begun, announcement) = AsyncStream.makeStream(of: Void.self)
    let asking = Task {
      await withTaskGroup(of: EndpointFailure?.self) { group in
        for _ in 1...3 {
          group.addTask {
            do throws(EndpointFailure) {
              try await retries.run(at: pacer, tokens: 1) { (_) async throws(Retries.Attempt) in
                announcement.yield()
                try? await Task.sleep(for: .seconds(3600))
                throw Retries.Attempt(EndpointFailure(.connection, message: "cancelled"))
              }
              return nil
            } catch {
              return error
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
    }
    for await _ in begun { break }
    asking.cancel()
    let failures = await asking.value
    #expect(failures.count == 3)
    #expect(failures.allSatisfy { $0?.class == .connection })
  }
}
