package import EvalCore
import OrderedJSON

/// A number of tokens, and whether somebody counted them or it is a rule of thumb.
package struct TokenCount: Sendable, Hashable, CustomStringConvertible {
  package let tokens: Int
  package let isEstimate: Bool

  package init(_ tokens: Int, isEstimate: Bool) {
    self.tokens = tokens
    self.isEstimate = isEstimate
  }

  package var description: String { isEstimate ? "≈ \(tokens)" : "\(tokens)" }

  /// With the noun, e.g. `≈ 1 token`.
  package var words: String { (isEstimate ? "≈ " : "") + tokens.counted("token") }
}

/// What a list of tools costs a model in every prompt: each tool, and all of them.
package struct CatalogueTokens: Sendable {
  /// In the list's order.
  package let tools: [(name: String, count: TokenCount)]
  /// More than the tools together where the provider adds a text of its own to a prompt with tools.
  package let all: TokenCount

  /// Asks for the tokens of one and the same prompt with these tools; nil where the provider does not count.
  package typealias Counter = @Sendable ([Tool]) async throws(EndpointFailure) -> Int?

  /// By the rule of thumb.
  package init(estimating tools: [Tool]) {
    self.tools = tools.map { ($0.name, TokenCount($0.estimatedTokens, isEstimate: true)) }
    all = Self.estimate(tools)
  }

  /// As the provider counts: a tool's tokens are what the list is shorter by without it.
  ///
  /// - Parameters:
  ///   - atOnce: requests under way at a time.
  ///   - count: is called once for each tool, and twice more. Where it does not count, all is estimated.
  ///   - progress: is called after each answer.
  package init(
    _ tools: [Tool], atOnce: Int = 4, countedBy count: @escaping Counter,
    progress: @escaping @Sendable () -> Void = {}
  ) async throws(EndpointFailure) {
    // Alone at first: a key that is refused is refused once.
    guard let whole = try await count(tools) else {
      self.init(estimating: tools)
      return
    }
    progress()
    let lists = tools.count > 1 ? tools.count + 1 : 1
    let counts = try await Self.counts(lists, atOnce: atOnce) { index async throws(EndpointFailure) in
      // The empty list comes first.
      var others = index == 0 ? [] : tools
      if index > 0 { others.remove(at: index - 1) }
      let tokens = try await count(others)
      progress()
      return tokens
    }
    guard let bare = counts[0], !counts.contains(nil) else {
      self.init(estimating: tools)
      return
    }
    // A single tool's others are the empty list.
    let rests = tools.count > 1 ? counts.dropFirst().compactMap(\.self) : tools.map { _ in bare }
    self.init(
      tools: zip(tools, rests).map { ($0.name, Self.difference(whole, $1)) }, all: Self.difference(whole, bare))
  }

  /// Requests that it takes to count so many tools.
  package static func requests(for tools: Int) -> Int { tools > 1 ? tools + 2 : 2 }

  /// All of a list alone, for two requests.
  package static func all(_ tools: [Tool], countedBy count: Counter) async throws(EndpointFailure) -> TokenCount {
    guard let whole = try await count(tools), let bare = try await count([]) else { return estimate(tools) }
    return difference(whole, bare)
  }

  private init(tools: [(name: String, count: TokenCount)], all: TokenCount) {
    self.tools = tools
    self.all = all
  }

  private static func estimate(_ tools: [Tool]) -> TokenCount {
    TokenCount(ToolSet(tools: tools).estimatedTokens, isEstimate: true)
  }

  /// Providers may say anything.
  private static func difference(_ more: Int, _ less: Int) -> TokenCount {
    let (difference, overflow) = more.subtractingReportingOverflow(less)
    return TokenCount(overflow ? 0 : max(0, difference), isEstimate: false)
  }

  /// The counts of so many lists, a few at a time; the first failure ends the others.
  private static func counts(
    _ lists: Int, atOnce: Int, _ count: @escaping @Sendable (Int) async throws(EndpointFailure) -> Int?
  ) async throws(EndpointFailure) -> [Int?] {
    let result = await withTaskGroup { group -> Result<[Int?], EndpointFailure> in
      var counts = [Int?](repeating: nil, count: lists)
      for list in 0..<lists {
        if list >= atOnce, let failure = await take(&group, &counts) { return .failure(failure) }
        group.addTask { await (list, Result { () async throws(EndpointFailure) in try await count(list) }) }
      }
      while !group.isEmpty {
        if let failure = await take(&group, &counts) { return .failure(failure) }
      }
      return .success(counts)
    }
    return try result.get()
  }

  private typealias Counted = (list: Int, count: Result<Int?, EndpointFailure>)

  /// The next answer that comes, else its failure.
  private static func take(_ group: inout TaskGroup<Counted>, _ counts: inout [Int?]) async -> EndpointFailure? {
    guard let (list, count) = await group.next() else { return nil }
    switch count {
    case .success(let tokens): counts[list] = tokens
    case .failure(let failure):
      group.cancelAll()
      return failure
    }
    return nil
  }
}

extension Result where Success: Sendable {
  fileprivate init(_ body: () async throws(Failure) -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
