/// A candidate variant against the control under one model: made from ``Scores``, consumed by the gate and reports.
package struct Comparison: Sendable {
  package let control: String
  package let candidate: String
  package let model: String
  package let scope: Estimate.Scope
  /// Of the interval, e.g. 0.90.
  package let level: Double
  /// Candidate minus control, in shares of 1; nil where no case is paired.
  package let delta: Double?
  package let low: Double?
  package let high: Double?
  /// Both arms deterministic: the difference is a fact about these cases.
  package let exact: Bool
  /// One-sided, raw; nil where exact.
  package let pRegression: Double?
  package let pImprovement: Double?
  /// ``pRegression`` by Holm over all comparisons of the run: what ``verdict`` looks at.
  package let adjusted: Double?
  package let margin: Double?
  /// The smallest drop that this comparison could have shown, in shares of 1; nil where any change shows.
  package let detectable: Double?
  package let paired: Int
  /// Cases left out: asked in one arm only, without a scored trial, or quarantined.
  package let skipped: [String]
  /// Every case whose rate changed, largest change first.
  package let flips: [Flip]
  package let tools: [ToolChange]
  package let moved: [MovedShare]
  package let verdict: Verdict

  package struct Flip: Sendable, Hashable {
    package let caseID: String
    package let control: Double
    package let candidate: Double
    /// Two-sided, raw; nil where exact.
    package let p: Double?

    package init(caseID: String, control: Double, candidate: Double, p: Double?) {
      self.caseID = caseID
      self.control = control
      self.candidate = candidate
      self.p = p
    }
  }

  /// The change of the cases whose gold has one tool.
  package struct ToolChange: Sendable, Hashable {
    package let tool: String
    package let cases: Int
    package let delta: Double
    package let low: Double
    package let high: Double
    package let p: Double?
    /// Holm over all tools of all comparisons of the run.
    package let adjusted: Double?
    /// Whether the candidate changes this tool's definition.
    package let edited: Bool

    package init(
      tool: String, cases: Int, delta: Double, low: Double, high: Double, p: Double?, adjusted: Double?, edited: Bool
    ) {
      self.tool = tool
      self.cases = cases
      self.delta = delta
      self.low = low
      self.high = high
      self.p = p
      self.adjusted = adjusted
      self.edited = edited
    }
  }

  /// How much of a gold tool's traffic the candidate sends elsewhere: positive where more of it goes there.
  package struct MovedShare: Sendable, Hashable {
    package let gold: String
    package let to: String
    package let share: Double

    package init(gold: String, to: String, share: Double) {
      self.gold = gold
      self.to = to
      self.share = share
    }
  }

  package init(
    control: String, candidate: String, model: String, scope: Estimate.Scope, level: Double, delta: Double?,
    low: Double?,
    high: Double?, exact: Bool, pRegression: Double?, pImprovement: Double?, adjusted: Double? = nil, margin: Double?,
    detectable: Double?, paired: Int, skipped: [String], flips: [Flip], tools: [ToolChange], moved: [MovedShare],
    verdict: Verdict
  ) {
    self.control = control
    self.candidate = candidate
    self.model = model
    self.scope = scope
    self.level = level
    self.delta = delta
    self.low = low
    self.high = high
    self.exact = exact
    self.pRegression = pRegression
    self.pImprovement = pImprovement
    self.adjusted = adjusted
    self.margin = margin
    self.detectable = detectable
    self.paired = paired
    self.skipped = skipped
    self.flips = flips
    self.tools = tools
    self.moved = moved
    self.verdict = verdict
  }
}

/// What a rule or a whole gate says.
package enum Verdict: String, Sendable, CaseIterable {
  case pass, fail, inconclusive
  case notApplicable = "not_applicable"
}
