import EvalCore
import Testing

@testable import Models

struct BudgetExchangeTests {
  private static func budget(requests: Int? = nil, dollars: Double? = nil) throws -> RunBudget {
    try RunBudget(
      mostRequests: requests, mostDollars: dollars, models: ["fast"], prices: ["fast": TokenPrice(input: 1, output: 10)]
    )
  }

  private static let counted = "{\"usage\":{\"prompt_tokens\":200000,\"completion_tokens\":10000}}"

  @Test func nothingIsSentBeyondTheBudget() async throws {
    let inner = ScriptedExchange(.success(Exchanged.response(Self.counted)))
    let exchange = BudgetExchange(try Self.budget(dollars: 0.5), asking: inner)
    for _ in 1...2 { _ = try await exchange.response(to: Exchanged.request()) }
    let error = await #expect(throws: EndpointFailure.self) { try await exchange.response(to: Exchanged.request()) }
    #expect(inner.asked == 2 && error?.stopsRun == true)
  }

  @Test func errorsAreFreeAndCountAsRequests() async throws {
    let budget = try Self.budget(dollars: 1)
    let inner = ScriptedExchange(
      .success(Exchanged.response(Self.counted, status: 500)), .failure(EndpointFailure(.timeout, message: "late")))
    let exchange = BudgetExchange(budget, asking: inner)
    _ = try await exchange.response(to: Exchanged.request())
    await #expect(throws: EndpointFailure.self) { try await exchange.response(to: Exchanged.request()) }
    #expect(budget.spent.dollars == 0 && budget.spent.requests == 2)
  }

  @Test func anEndpointThatCountsNothingIsChargedByTheRuleOfThumb() async throws {
    let budget = try Self.budget(dollars: 1)
    let exchange = BudgetExchange(
      budget, asking: ScriptedExchange(.success(Exchanged.response(String(repeating: "x", count: 400)))))
    _ = try await exchange.response(to: Exchanged.request())
    #expect(budget.spent.dollars > 100 * 10 / 1e6 && budget.spent.dollars < 200 * 10 / 1e6)
  }

  @Test func replayedAnswersAreFree() async throws {
    let place = try TemporaryRecording()
    try place.write(try Exchanged.recording().line)
    let budget = try Self.budget(requests: 1)
    let mode = try #require(
      try RecordingMode(record: place.path, replay: place.path, trials: [Exchanged.trial()]))
    let exchange = RecordingExchange(
      mode, asking: BudgetExchange(budget, asking: ScriptedExchange(.success(Exchanged.response()))),
      redactor: Exchanged.redactor)
    for _ in 1...3 { _ = try await exchange.response(to: Exchanged.request()) }
    #expect(budget.spent.requests == 0)
    _ = try await exchange.response(to: Exchanged.request(Exchanged.body(prompt: "New?")))
    #expect(budget.spent.requests == 1)
  }
}
