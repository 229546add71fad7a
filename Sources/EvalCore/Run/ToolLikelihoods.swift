/// How likely a model's answer was to name each tool, by the log-probabilities that its endpoint gave: logs of shares of 1
/// over all that could be named there, names as the model saw them.
package struct ToolLikelihoods: Sendable, Hashable {
  package struct Choice: Sendable, Hashable {
    /// Nil for no tool.
    package let tool: String?
    /// Natural log, 0 or below.
    package let logProbability: Double
    /// The endpoint does not tell it apart from others: it is no likelier than this.
    package let isAtMost: Bool

    package init(_ tool: String?, _ logProbability: Double, isAtMost: Bool = false) {
      self.tool = tool
      self.logProbability = logProbability
      self.isAtMost = isAtMost
    }
  }

  /// Those about which the endpoint says something, the likeliest first.
  package let choices: [Choice]
  /// No tool that is not among ``choices`` is likelier: an endpoint lists only so many tokens. Nil where all are there.
  package let others: Double?
  /// Whether the model could name no tool in the same place.
  package let offersNone: Bool

  package init(_ choices: [Choice], others: Double?, offersNone: Bool) {
    self.choices = choices
    self.others = others
    self.offersNone = offersNone
  }
}

/// One token of an answer and what the model could have written in its place.
package struct AnswerToken: Sendable, Hashable {
  package struct Alternative: Sendable, Hashable {
    /// UTF-8, perhaps a part of a character.
    package let bytes: [UInt8]
    /// Natural log.
    package let logProbability: Double

    package init(_ bytes: [UInt8], _ logProbability: Double) {
      self.bytes = bytes
      self.logProbability = logProbability
    }
  }

  package let written: Alternative
  /// The likeliest, perhaps with the written one among them.
  package let alternatives: [Alternative]
  /// The endpoint does not say how likely the written one was: it is no likelier than this.
  package let isAtMost: Bool

  package init(_ written: Alternative, alternatives: [Alternative], isAtMost: Bool = false) {
    self.written = written
    self.alternatives = alternatives
    self.isAtMost = isAtMost
  }
}
