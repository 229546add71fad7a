extension Provider {
  /// Every provider, one row each; nothing else lists them.
  package static let all: [Provider] = [openAI, responses, anthropic, gemini, ollama]

  /// The one that users write so; nil for no provider's name.
  package init?(named name: String) {
    guard let known = Self.all.first(where: { $0.name == name }) else { return nil }
    self = known
  }

  /// Who answers to a model's name that stands without a provider; nil where nobody is known to.
  package static func home(ofModel model: String) -> Provider? {
    let name = ModelFamily.bare(model)
    return all.first { $0.isHome(name) }
  }

  /// All names in a row, for a message.
  package static let listed = row(all.map(\.name))

  /// The names with their colons of those that count tokens, for a message.
  package static let counting = names(where: \.countsTokens)

  /// The names with their colons of those for which a claim holds, for a message.
  static func names(where holds: (Provider) -> Bool) -> String { row(all.filter(holds).map { "\($0.name):" }) }

  private static func row(_ names: [String]) -> String {
    let most = names.dropLast().joined(separator: ", ")
    return ([most].filter { !$0.isEmpty } + names.suffix(1)).joined(separator: " and ")
  }
}
