package import EvalCore

/// A number of tokens, and whether somebody counted them or it is a rule of thumb.
package struct TokenCount: Sendable, Hashable, CustomStringConvertible {
  package let tokens: Int
  package let isEstimate: Bool

  package init(_ tokens: Int, isEstimate: Bool) {
    self.tokens = tokens
    self.isEstimate = isEstimate
  }

  package var description: String { isEstimate ? "≈ \(tokens)" : "\(tokens)" }
}

/// What a list of tools costs a model in every prompt: each tool, and all of them.
package struct CatalogueTokens: Sendable {
  /// In the list's order.
  package let tools: [(name: String, count: TokenCount)]
  /// More than the tools together where the provider adds a text of its own to a prompt with tools.
  package let all: TokenCount

  /// By the rule of thumb.
  package init(estimating tools: [Tool]) {
    self.tools = tools.map { ($0.name, TokenCount($0.estimatedTokens, isEstimate: true)) }
    all = TokenCount(tools.reduce(0) { $0 + $1.estimatedTokens }, isEstimate: true)
  }

  /// As the provider counts: a tool's tokens are what the list is shorter by without it.
  ///
  /// - Parameter count: asks the provider for the tokens of one and the same prompt with these tools; nil where it does
  ///   not count, and then all is estimated. Called once for each tool, and twice more.
  package init(_ tools: [Tool], countedBy count: ([Tool]) async throws(EndpointFailure) -> Int?)
    async throws(EndpointFailure)
  {
    guard let whole = try await count(tools), let bare = try await count([]) else {
      self.init(estimating: tools)
      return
    }
    var counted: [(name: String, count: TokenCount)] = []
    for (index, tool) in tools.enumerated() {
      var others = tools
      others.remove(at: index)
      guard let rest = others.isEmpty ? bare : try await count(others) else {
        self.init(estimating: tools)
        return
      }
      counted.append((tool.name, Self.difference(whole, rest)))
    }
    self.init(tools: counted, all: Self.difference(whole, bare))
  }

  private init(tools: [(name: String, count: TokenCount)], all: TokenCount) {
    self.tools = tools
    self.all = all
  }

  /// Providers may say anything.
  private static func difference(_ more: Int, _ less: Int) -> TokenCount {
    let (difference, overflow) = more.subtractingReportingOverflow(less)
    return TokenCount(overflow ? 0 : max(0, difference), isEstimate: false)
  }
}
