import EvalCore
import Testing

@testable import Models

struct RunBudgetTests {
  private static let prices = ["m": TokenPrice(input: 1, cachedInput: 0.1, output: 10)]

  private static func budget(requests: Int? = nil, dollars: Double? = nil) throws -> RunBudget {
    try RunBudget(mostRequests: requests, mostDollars: dollars, models: ["m"], prices: prices)
  }

  @Test func letsSoManyRequestsOut() throws {
    let budget = try Self.budget(requests: 2)
    for _ in 1...2 { budget.settle(try budget.admit("m", bytes: 10), nil) }
    let error = #expect(throws: EndpointFailure.self) { try budget.admit("m", bytes: 10) }
    #expect(
      error?.message
        == "--max-requests 2: that many have been sent")
    #expect(error?.stopsRun == true && budget.spent.requests == 2)
  }

  @Test func booksWhatAnswersCost() throws {
    let budget = try Self.budget(dollars: 10)
    budget.settle(
      try budget.admit("m", bytes: 0), Usage(inputTokens: 1_000_000, outputTokens: 100_000, cachedTokens: 500_000))
    #expect(abs(budget.spent.dollars - 1.55) < 1e-9)
    budget.settle(try budget.admit("m", bytes: 0), nil)
    #expect(abs(budget.spent.dollars - 1.55) < 1e-9 && budget.spent.requests == 2)
  }

  @Test func refusesWhatWouldPassTheLimit() throws {
    let budget = try Self.budget(dollars: 2)
    budget.settle(try budget.admit("m", bytes: 0), Usage(inputTokens: 1_500_000, outputTokens: 0))
    // Four million bytes are a million tokens.
    let error = #expect(throws: EndpointFailure.self) { try budget.admit("m", bytes: 4_000_000) }
    #expect(
      error?.message.contains(
        "--max-cost 2.0 USD: 1.5 USD spent, and the requests under way and the next one together could cost 1.0 USD")
        == true
    )
    #expect(budget.spent.requests == 1)
    _ = try budget.admit("m", bytes: 1_000_000)
  }

  @Test func whatIsUnderWayIsSetAside() throws {
    let budget = try Self.budget(dollars: 2)
    let first = try budget.admit("m", bytes: 6_000_000)
    #expect(throws: EndpointFailure.self) { try budget.admit("m", bytes: 6_000_000) }
    budget.settle(first, nil)
    _ = try budget.admit("m", bytes: 6_000_000)
  }

  @Test func manyTasksSendNoMoreThanAllowed() async throws {
    let budget = try Self.budget(requests: 50)
    let sent = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<200 {
        group.addTask {
          guard let reservation = try? budget.admit("m", bytes: 8) else { return 0 }
          budget.settle(reservation, nil)
          return 1
        }
      }
      return await group.reduce(0, +)
    }
    #expect(sent == 50 && budget.spent.requests == 50)
  }

  @Test func moneyNeedsPrices() throws {
    let error = #expect(throws: ModelSetupError.self) {
      try RunBudget(mostRequests: nil, mostDollars: 1, models: ["m", "a", "b"], prices: Self.prices)
    }
    #expect(
      error?.description.hasPrefix("--max-cost: expected a price for every model, found none for 'a', 'b': ") == true)
    _ = try RunBudget(mostRequests: 1, mostDollars: nil, models: ["a"], prices: [:])
  }
}
