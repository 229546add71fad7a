import EvalCore
import Synchronization
import Testing

@testable import Models

@Suite(.timeLimit(.minutes(1))) struct FirstQuestionTests {
  /// Counts who asked, and lets the first one wait for a word.
  private final class Endpoint: Sendable {
    let asked = Mutex(0)
    private let gate: AsyncStream<Void>
    let open: AsyncStream<Void>.Continuation

    init() { (gate, open) = AsyncStream.makeStream() }

    /// - Throws: what the first one is to throw.
    func answer(_ failure: EndpointFailure?) async throws(EndpointFailure) -> Int {
      let number = asked.withLock { asked in
        asked += 1
        return asked
      }
      guard number == 1 else { return number }
      for await _ in gate { break }
      if let failure { throw failure }
      return number
    }
  }

  /// How many had asked when the first one was still waiting, and what became of all.
  private func ask(
    _ count: Int, patience: Duration = .seconds(600), until isEnough: @Sendable @escaping (Int) -> Bool = { $0 == 1 },
    _ failure: EndpointFailure? = nil
  ) async -> (before: Int, answered: Int, failures: [EndpointFailure]) {
    let (first, endpoint) = (FirstQuestion(patience: patience), Endpoint())
    return await withTaskGroup(of: EndpointFailure?.self) { group in
      for _ in 0..<count {
        group.addTask {
          do throws(EndpointFailure) {
            _ = try await first.goesFirst { () async throws(EndpointFailure) in try await endpoint.answer(failure) }
            return nil
          } catch { return error }
        }
      }
      while !isEnough(endpoint.asked.withLock { $0 }) { try? await Task.sleep(for: .milliseconds(1)) }
      // Time for those who should not ask.
      try? await Task.sleep(for: .milliseconds(20))
      let before = endpoint.asked.withLock { $0 }
      endpoint.open.finish()
      var failures: [EndpointFailure] = []
      for await case let failure? in group { failures.append(failure) }
      return (before, endpoint.asked.withLock { $0 }, failures)
    }
  }

  @Test func theOthersWaitForItsAnswer() async {
    let (before, answered, failures) = await ask(8)
    #expect(before == 1 && answered == 8 && failures.isEmpty)
  }

  @Test(arguments: [EndpointFailure.Class.auth, .quota, .modelNotFound, .notShown])
  func whatWouldMeetAllIsAskedOnce(class: EndpointFailure.Class) async {
    let failure = EndpointFailure(`class`, status: 401, message: "no")
    let (_, answered, failures) = await ask(8, failure)
    #expect(answered == 1 && failures == Array(repeating: failure, count: 8))
  }

  @Test func anyOtherFailureIsItsOwn() async {
    let (before, answered, failures) = await ask(8, EndpointFailure(.server, message: "no"))
    #expect(before == 1 && answered == 8 && failures.count == 1)
  }

  @Test func aSlowAnswerIsNotWaitedForLong() async {
    let (before, answered, failures) = await ask(4, patience: .milliseconds(5), until: { $0 == 4 })
    #expect(before == 4 && answered == 4 && failures.isEmpty)
  }

  @Test func whoIsCancelledWaitsNoLonger() async {
    let (first, endpoint) = (FirstQuestion(patience: .seconds(600)), Endpoint())
    let ask = { @Sendable in
      _ = try? await first.goesFirst { () async throws(EndpointFailure) in try await endpoint.answer(nil) }
    }
    let leader = Task { await ask() }
    while endpoint.asked.withLock({ $0 }) == 0 { try? await Task.sleep(for: .milliseconds(1)) }
    let follower = Task { await ask() }
    try? await Task.sleep(for: .milliseconds(5))
    follower.cancel()
    await follower.value
    endpoint.open.finish()
    await leader.value
  }
}
