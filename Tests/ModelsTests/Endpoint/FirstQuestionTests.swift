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

    /// - Parameter failures: of those who ask first, one after the other.
    func answer(_ failures: [EndpointFailure]) async throws(EndpointFailure) -> Int {
      let number = asked.withLock { asked in
        asked += 1
        return asked
      }
      if number == 1 { for await _ in gate { break } }
      if number <= failures.count { throw failures[number - 1] }
      return number
    }
  }

  /// How many had asked when the first one was still waiting, and what became of all.
  ///
  /// - Parameter cases: so many different ones are asked.
  private func ask(
    _ count: Int, cases: Int = 4, patience: Duration = .seconds(600),
    until isEnough: @Sendable @escaping (Int) -> Bool = { $0 == 1 },
    _ failures: EndpointFailure..., troubled: Bool = false
  ) async -> (before: Int, answered: Int, failures: [EndpointFailure]) {
    let (first, endpoint) = (FirstQuestion(patience: patience), Endpoint())
    return await withTaskGroup(of: EndpointFailure?.self) { group in
      for number in 0..<count {
        group.addTask {
          do throws(EndpointFailure) {
            _ = try await first.run("c\(number % cases)") { () async throws(EndpointFailure) in
              if troubled { first.noteTrouble() }
              return try await endpoint.answer(failures)
            }
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

  private static func failure(_ class: EndpointFailure.Class) -> EndpointFailure {
    EndpointFailure(`class`, status: 400, message: "no")
  }

  @Test func theOthersWaitForItsAnswer() async {
    let (before, answered, failures) = await ask(8)
    #expect(before == 1 && answered == 8 && failures.isEmpty)
  }

  @Test(arguments: [EndpointFailure.Class.auth, .quota, .modelNotFound, .notShown])
  func whatWouldMeetAllIsBorneOutByOneOtherQuestion(class: EndpointFailure.Class) async {
    let failure = Self.failure(`class`)
    let (_, answered, failures) = await ask(8, failure, failure)
    #expect(answered == 2 && failures.count == 8)
    #expect(failures.count(where: \.isConfirmed) == 7, "the first one could not know")
    #expect(failures.count(where: \.isUnasked) == 6, "who only waited was not asked")
  }

  @Test(arguments: [EndpointFailure.Class.badRequest, .contextLength, .rateLimited])
  func aRefusedRequestIsBorneOutByTwo(class: EndpointFailure.Class) async {
    let failure = Self.failure(`class`)
    let (_, answered, failures) = await ask(8, failure, failure, failure)
    #expect(answered == 3 && failures.count == 8 && failures.count(where: \.isConfirmed) == 6)
  }

  @Test func oneRefusedPromptIsItsOwn() async {
    let (_, answered, failures) = await ask(8, Self.failure(.auth))
    #expect(answered == 8 && failures.count == 1 && !failures.contains(where: \.isConfirmed))
  }

  /// However often it is asked: another prompt has to say the same.
  @Test func theSameQuestionBearsNothingOut() async {
    let failure = Self.failure(.auth)
    let (_, answered, failures) = await ask(4, cases: 1, failure, failure, failure, failure)
    #expect(answered == 4 && failures.count == 4 && !failures.contains(where: \.isConfirmed))
  }

  @Test(arguments: [EndpointFailure.Class.budget, .offline])
  func whatTheRunItselfForbidsIsCertain(class: EndpointFailure.Class) async {
    let (_, answered, failures) = await ask(8, Self.failure(`class`))
    #expect(answered == 1 && failures.count == 8)
  }

  @Test(arguments: [EndpointFailure.Class.server, .overloaded, .timeout, .connection, .protocol])
  func anyOtherFailureIsItsOwn(class: EndpointFailure.Class) async {
    let (before, answered, failures) = await ask(8, EndpointFailure(`class`, status: 200, message: "no"))
    #expect(before == 1 && answered == 8 && failures.count == 1)
  }

  /// A question that is refused and asked again is no slow one.
  @Test func aRefusalIsWaitedFor() async {
    let (before, answered, _) = await ask(4, patience: .milliseconds(5), troubled: true)
    #expect(before == 1 && answered == 4)
  }

  @Test func whoHasAnsweredBeforeNeedsNoCare() async {
    let (first, endpoint) = (FirstQuestion(patience: .seconds(600)), Endpoint())
    first.release()
    endpoint.open.finish()
    for _ in 0..<3 {
      _ = try? await first.run("c") { () async throws(EndpointFailure) in
        try await endpoint.answer(Array(repeating: Self.failure(.auth), count: 3))
      }
    }
    #expect(endpoint.asked.withLock { $0 } == 3)
  }

  @Test func aSlowAnswerIsNotWaitedForLong() async {
    let (before, answered, failures) = await ask(4, patience: .milliseconds(5), until: { $0 == 4 })
    #expect(before == 4 && answered == 4 && failures.isEmpty)
  }

  @Test func whoIsCancelledWaitsNoLonger() async {
    let (first, endpoint) = (FirstQuestion(patience: .seconds(600)), Endpoint())
    let ask = { @Sendable in
      _ = try? await first.run("c") { () async throws(EndpointFailure) in try await endpoint.answer([]) }
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
