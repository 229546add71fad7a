import EvalCore
import Foundation
import Models
import Synchronization
import Testing

struct RetriesTests {
  private func failure(_ class: EndpointFailure.Class) -> EndpointFailure { EndpointFailure(`class`, message: "no") }

  /// Asks until it has failed so often, and says what came of it and how often it was asked.
  private func result(
    _ retries: Retries, failing times: Int, _ class: EndpointFailure.Class, retryAfter: TimeInterval? = nil
  ) async -> (failure: EndpointFailure?, asked: Int) {
    var asked = 0
    do {
      try await retries.run { () async throws(Retries.Attempt) in
        asked += 1
        if asked <= times { throw Retries.Attempt(failure(`class`), retryAfter: retryAfter) }
      }
      return (nil, asked)
    } catch {
      return (error, asked)
    }
  }

  @Test(arguments: EndpointFailure.Class.allCases)
  func asksAgainAsOftenAsTheClassDeserves(class: EndpointFailure.Class) async {
    let expected =
      switch `class` {
      case .rateLimited, .overloaded, .timeout, .connection, .tls, .server, .protocol: 5
      // Confirmed with another question, if at all.
      case .auth, .quota, .modelNotFound: 1
      case .badRequest, .contextLength, .notShown, .notHeld, .noScript, .notRecorded, .budget, .offline: 1
      }
    let (failure, asked) = await result(Pauses().retries(), failing: .max, `class`)
    #expect(asked == expected)
    #expect(failure?.attempts == expected)
    #expect(failure?.class == `class`)
    #expect(failure?.message == "no")
  }

  @Test func doNotAskAgainWhatLastsForLongerThanATrial() async {
    let pauses = Pauses()
    var asked = 0
    _ = try? await pauses.retries().run { () async throws(Retries.Attempt) in
      asked += 1
      var failure = failure(.rateLimited)
      failure.isLasting = true
      throw Retries.Attempt(failure, retryAfter: 86_400)
    }
    #expect(asked == 1 && pauses.all.isEmpty)
  }

  @Test(arguments: [1, 2, 3, 4]) func survivesFailuresInARow(times: Int) async {
    let pauses = Pauses()
    let (failure, asked) = await result(pauses.retries(), failing: times, .server)
    #expect(failure == nil)
    #expect(asked == times + 1)
    #expect(pauses.all.count == times)
  }

  @Test func waitsTwiceAsLongEachTimeWithJitter() async {
    let pauses = Pauses()
    _ = await result(pauses.retries(), failing: .max, .server)
    let seconds = pauses.all.map { $0 / .seconds(1) }
    let ceilings = [0.5, 1, 2, 4]
    #expect(seconds.count == ceilings.count)
    for (pause, ceiling) in zip(seconds, ceilings) { #expect((ceiling / 2...ceiling).contains(pause)) }
  }

  @Test(arguments: [(7, 7...7), (0, 0.25...0.5), (1e9, 120...120)] as [(TimeInterval, ClosedRange<Double>)])
  func waitsAsLongAsTheEndpointAsksWithinReason(asked: TimeInterval, seconds: ClosedRange<Double>) async {
    let pauses = Pauses()
    _ = await result(pauses.retries(), failing: 1, .rateLimited, retryAfter: asked)
    #expect(pauses.all.count == 1)
    #expect(pauses.all.allSatisfy { seconds.contains($0 / .seconds(1)) })
  }

  @Test func spendTheBudgetOnlyBeyondTwo() async {
    let retries = Pauses().retries(budget: 1)
    // The first request's four retries take the one that the budget has, and what its own beginning earned is no whole one.
    #expect(await result(retries, failing: 3, .server).failure == nil)
    let spent = await result(retries, failing: .max, .server)
    #expect(spent.asked == 3)
    #expect(spent.failure?.attempts == 3)
    #expect(spent.failure?.message == "no; the run's budget for retries is spent")
    #expect(await result(retries, failing: 2, .server).failure == nil)
  }

  @Test func earnANewRetryWithEveryFiveRequests() async {
    let retries = Pauses().retries(budget: 0)
    for _ in 1...5 { #expect(await result(retries, failing: 0, .server).asked == 1) }
    #expect(await result(retries, failing: 3, .server).failure == nil)
    #expect(await result(retries, failing: 3, .server).failure != nil)
  }

  @Test(.timeLimit(.minutes(1))) func endAtOnceWhenTheTaskIsCancelled() async {
    let (begun, announcement) = AsyncStream.makeStream(of: Void.self)
    let retries = Retries { _ in
      announcement.yield()
      try await Task.sleep(for: .seconds(3600))
    }
    let asking = Task { await result(retries, failing: .max, .server) }
    for await _ in begun { break }
    asking.cancel()
    let (failure, asked) = await asking.value
    #expect(asked == 1)
    #expect(failure?.class == .server)
    #expect(failure?.attempts == 1)
  }

  @Test func doNotBeginToWaitInACancelledTask() async {
    let pauses = Pauses()
    let asking = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await result(pauses.retries(), failing: .max, .server)
    }
    #expect(await asking.value.asked == 1)
    #expect(pauses.all.isEmpty)
  }
}
