/// About how many tokens a request is, by its bytes: four to a token, as the vendors' own rules of thumb say.
package struct PromptWeight: Sendable, Hashable {
  /// Tokens of the conversation, about.
  package let conversation: Int
  /// Tokens of the tools, about.
  package let tools: Int

  /// - Parameters:
  ///   - requestBytes: of the whole body.
  ///   - toolBytes: of the encoded tools in it.
  package init(requestBytes: Int, toolBytes: Int) {
    tools = max(0, toolBytes) / 4
    conversation = max(0, requestBytes - toolBytes) / 4
  }

  /// Vendors write tools shorter than JSON, but none in a third of it.
  private static let leastShare = 0.35

  /// Whether so many prompt tokens leave no doubt that the tools were among them.
  func isCovered(by promptTokens: Int) -> Bool {
    Double(promptTokens) >= Double(conversation) + Self.leastShare * Double(tools)
  }

  /// Whether two counts of the same conversation, with tools and without, are too near for the tools to be in one of them.
  func isSame(_ with: Int, _ without: Int) -> Bool { abs(with - without) <= 2 + tools / 50 }

  func isSame(_ with: Int?, _ without: Int?) -> Bool {
    guard let with, let without else { return false }
    return isSame(with, without)
  }
}
