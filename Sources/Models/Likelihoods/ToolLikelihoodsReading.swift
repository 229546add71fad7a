import EvalCore

extension ToolLikelihoods {
  /// Of the tools that a native call could have named; nil where the tokens do not show how it was spelled.
  ///
  /// - Parameter calls: the names of the answer's calls, as they were written; the first one is what it picked.
  init?(_ tokens: [AnswerToken], of names: WireNames, calls: [String]) {
    guard !tokens.isEmpty, let picked = calls.first,
      let found = NameLikelihoods.logProbabilities(
        tokens, of: names.all, picked: picked, calls: calls.count { $0 == picked })
    else { return nil }
    let all = names.all
    self.init(
      found.known.map { Choice(names.toolName(of: all[$0.name]), $0.logProbability, isAtMost: $0.isAtMost) },
      others: found.others,
      offersNone: false)
  }

  /// Of the words that a constrained answer could have said.
  ///
  /// - Parameter none: the word for no tool.
  init?(_ tokens: [AnswerToken], of words: [String], none: String, picked: String) {
    guard !tokens.isEmpty, let found = NameLikelihoods.logProbabilities(tokens, of: words, picked: picked, calls: 1)
    else {
      return nil
    }
    self.init(
      found.known.map {
        Choice(words[$0.name] == none ? nil : words[$0.name], $0.logProbability, isAtMost: $0.isAtMost)
      },
      others: found.others, offersNone: words.contains(none))
  }
}
