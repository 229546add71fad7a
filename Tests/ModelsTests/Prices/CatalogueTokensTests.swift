import EvalCore
import OrderedJSON
import Synchronization
import Testing

@testable import Models

struct CatalogueTokensTests {
  private static let tools = Requests.tracker

  /// A provider that adds 300 tokens of its own to a prompt with tools, and takes 10 for each letter of a tool's name.
  private static let count: CatalogueTokens.Counter = { tools async throws(EndpointFailure) in
    100 + (tools.isEmpty ? 0 : 300) + tools.reduce(0) { $0 + 10 * $1.name.count }
  }

  /// What a provider was asked; written by several tasks, hence the locks.
  private final class Log: Sendable {
    let asked = Mutex<[[String]]>([])
    let underWay = Mutex((now: 0, most: 0))
    let progress = Mutex(0)

    func counter(_ count: @escaping CatalogueTokens.Counter) -> CatalogueTokens.Counter {
      { [self] tools async throws(EndpointFailure) in
        asked.withLock { $0.append(tools.map(\.name)) }
        underWay.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        defer { underWay.withLock { $0.now -= 1 } }
        await Task.yield()
        return try await count(tools)
      }
    }
  }

  @Test func countsWhatEachToolAdds() async throws {
    let tokens = try await CatalogueTokens(Self.tools, countedBy: Self.count)
    #expect(tokens.tools.map(\.name) == ["search_issues", "issues/close", "ping"])
    #expect(tokens.tools.map(\.count.description) == ["130", "120", "40"] && tokens.all.description == "590")
    #expect(try await CatalogueTokens.all(Self.tools, countedBy: Self.count) == tokens.all)
  }

  @Test func aSingleToolCarriesTheProvidersOwnText() async throws {
    let tokens = try await CatalogueTokens([Self.tools[2]], countedBy: Self.count)
    #expect(tokens.tools.map(\.count.tokens) == [340] && tokens.all.tokens == 340)
  }

  @Test func noToolsCostNothing() async throws {
    let tokens = try await CatalogueTokens([], countedBy: Self.count)
    #expect(tokens.tools.isEmpty && tokens.all == TokenCount(0, isEstimate: false))
  }

  @Test(arguments: [(1, 2), (2, 4), (3, 5)]) func asksForEachToolAndTwiceMore(tools: Int, requests: Int) async throws {
    let log = Log()
    _ = try await CatalogueTokens(Array(Self.tools.prefix(tools)), countedBy: log.counter(Self.count)) {
      log.progress.withLock { $0 += 1 }
    }
    #expect(log.asked.withLock(\.count) == requests && log.progress.withLock(\.self) == requests)
    #expect(CatalogueTokens.requests(for: tools) == requests)
    #expect(Set(log.asked.withLock(\.self)).count == requests, "every list is another one")
  }

  @Test func asksAFewAtATime() async throws {
    let tools = (0..<40).map { Requests.tool(["name": .string("tool_\($0)")]) }
    let log = Log()
    let tokens = try await CatalogueTokens(tools, atOnce: 3, countedBy: log.counter(Self.count))
    #expect((1...3).contains(log.underWay.withLock(\.most)))
    #expect(tokens.tools.map(\.count.tokens) == tools.map { 10 * $0.name.count })
  }

  @Test(arguments: [0, 2, 3])
  func estimatesAllWhereTheProviderDoesNotCountSomething(uncounted: Int) async throws {
    let tokens = try await CatalogueTokens(
      Self.tools,
      countedBy: { tools async throws(EndpointFailure) in
        tools.count == uncounted ? nil : try await Self.count(tools)
      })
    let estimate = CatalogueTokens(estimating: Self.tools)
    #expect(tokens.tools.map(\.count) == estimate.tools.map(\.count) && tokens.all == estimate.all)
    #expect(tokens.all.isEstimate && tokens.all.description == "≈ \(tokens.all.tokens)" && tokens.all.tokens > 0)
    let all = try await CatalogueTokens.all(Self.tools) { _ async throws(EndpointFailure) in nil }
    #expect(all == estimate.all)
  }

  @Test(arguments: [(3, 1), (0, 2)]) func theFirstFailureEndsIt(failing: Int, asked: Int) async throws {
    let log = Log()
    let failure = await #expect(throws: EndpointFailure.self) {
      try await CatalogueTokens(
        Self.tools, atOnce: 1,
        countedBy: log.counter { tools async throws(EndpointFailure) in
          guard tools.count != failing else { throw EndpointFailure(.auth, message: "who") }
          return try await Self.count(tools)
        })
    }
    #expect(failure?.class == .auth && log.asked.withLock(\.count) == asked)
  }

  @Test func countsThatCannotBeDoNotCrash() async throws {
    let tokens = try await CatalogueTokens(
      Self.tools,
      countedBy: { tools async throws(EndpointFailure) in tools.isEmpty ? .min : tools.count == 3 ? .max : .min })
    #expect(tokens.all.tokens == 0)
  }
}
