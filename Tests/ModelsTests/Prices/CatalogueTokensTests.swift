import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct CatalogueTokensTests {
  private static let tools = Requests.tracker

  /// A provider that adds 300 tokens of its own to a prompt with tools, and takes 10 for each letter of a tool's name.
  private static func count(_ tools: [Tool]) -> Int {
    100 + (tools.isEmpty ? 0 : 300) + tools.reduce(0) { $0 + 10 * $1.name.count }
  }

  @Test func countsWhatEachToolAdds() async throws {
    let tokens = try await CatalogueTokens(Self.tools) { tools async throws(EndpointFailure) in Self.count(tools) }
    #expect(tokens.tools.map(\.name) == ["search_issues", "issues/close", "ping"])
    #expect(tokens.tools.map(\.count.description) == ["130", "120", "40"] && tokens.all.description == "590")
  }

  @Test func aSingleToolCarriesTheProvidersOwnText() async throws {
    let tokens = try await CatalogueTokens([Self.tools[2]]) { tools async throws(EndpointFailure) in Self.count(tools) }
    #expect(tokens.tools.map(\.count.tokens) == [340] && tokens.all.tokens == 340)
  }

  @Test(arguments: [0, 2, 3])
  func estimatesAllWhereTheProviderDoesNotCountSomething(uncounted: Int) async throws {
    let tokens = try await CatalogueTokens(Self.tools) { tools async throws(EndpointFailure) in
      tools.count == uncounted ? nil : Self.count(tools)
    }
    let estimate = CatalogueTokens(estimating: Self.tools)
    #expect(tokens.tools.map(\.count) == estimate.tools.map(\.count) && tokens.all == estimate.all)
    #expect(tokens.all.isEstimate && tokens.all.description == "≈ \(tokens.all.tokens)" && tokens.all.tokens > 0)
  }

  @Test func countsThatCannotBeDoNotCrash() async throws {
    let tokens = try await CatalogueTokens(Self.tools) { tools async throws(EndpointFailure) in
      tools.isEmpty ? .min : tools.count == 3 ? .max : .min
    }
    #expect(tokens.all.tokens == 0)
  }
}
