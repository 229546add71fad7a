/// A candidate variant against the control under one model: made from ``ScoredRun``, consumed by the gate and reports.
package struct Comparison: Sendable {
  package let control: String
  package let candidate: String
  /// What the control's stored trials are called; nil where both arms were asked in this run.
  package let baseline: String?
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
  /// The same difference as a statement about cases of this kind; nil below two paired cases.
  package let population: PopulationEffect?
  /// Accuracy of each arm over all of its own cases.
  package let accuracy: Change<Estimate?>
  package let tokens: TokenChange
  package let cases: ComparedCases
  /// Every case whose rate changed, largest change first.
  package let flips: [Flip]
  /// Cases that the control always gets right and the candidate never.
  package let newFailures: [NewFailure]
  /// Whether one could have been found among these cases and repeats.
  package let showsNewFailures: Bool
  /// How far the candidate could have fallen; nil where nothing is paired.
  package let room: Room?
  package let tools: [GroupChange]
  /// In the suite's order of tags.
  package let tags: [GroupChange]
  package let moved: [MovedShare]
  package let verdict: Verdict

  package var paired: Int { cases.paired }
  package var skipped: [String] { cases.skipped }

  /// Tools that nobody edited and whose cases are known to have become worse.
  package var collateral: [GroupChange] { tools.filter { !$0.edited && $0.isWorse } }

  /// A figure of the control and of the candidate.
  package struct Change<Value: Sendable>: Sendable {
    package let control: Value
    package let candidate: Value

    package init(control: Value, candidate: Value) {
      self.control = control
      self.candidate = candidate
    }
  }

  package struct TokenChange: Sendable {
    /// Of the tool list, about four characters each.
    package let catalog: Change<Int>
    /// Mean input tokens of an answered trial of the paired cases, each weighing the same, as the endpoint counted them; nil where
    /// it did not, and where an arm is not ``ArmScore/isMeasured``.
    package let input: Change<Double?>

    package init(catalog: Change<Int>, input: Change<Double?>) {
      self.catalog = catalog
      self.input = input
    }
  }

  /// Which cases the comparison is about, and which it leaves out, by id.
  package struct ComparedCases: Sendable, Hashable {
    package let paired: Int
    /// The baseline does not have them.
    package let added: [String]
    /// The candidate no longer has them.
    package let removed: [String]
    /// They ask something else than in the baseline.
    package let changed: [String]
    /// Asked in one arm only, without a scored trial, quarantined or expected to fail.
    package let skipped: [String]

    package init(
      paired: Int, added: [String] = [], removed: [String] = [], changed: [String] = [], skipped: [String] = []
    ) {
      self.paired = paired
      self.added = added
      self.removed = removed
      self.changed = changed
      self.skipped = skipped
    }
  }

  /// Candidate minus control on new cases of this kind (`method.md` 2.4, 2.5), families as clusters.
  package struct PopulationEffect: Sendable, Hashable {
    package let delta: Double
    package let low: Double
    package let high: Double
    /// Of the interval.
    package let level: Double
    /// Two-sided, of the exact sign-flip test; nil where it would take too long.
    package let p: Double?

    package init(delta: Double, low: Double, high: Double, level: Double, p: Double?) {
      self.delta = delta
      self.low = low
      self.high = high
      self.level = level
      self.p = p
    }
  }

  package struct Flip: Sendable, Hashable {
    package let caseID: String
    package let control: Double
    package let candidate: Double
    /// Two-sided, raw; nil where exact, and in adaptive runs.
    package let p: Double?
    /// By Benjamini and Hochberg over all paired cases.
    package let adjusted: Double?

    package init(caseID: String, control: Double, candidate: Double, p: Double?, adjusted: Double? = nil) {
      self.caseID = caseID
      self.control = control
      self.candidate = candidate
      self.p = p
      self.adjusted = adjusted
    }
  }

  package struct NewFailure: Sendable, Hashable {
    package let caseID: String
    /// Whether it is more than chance: a fact, or found at a false discovery rate of .10 with five repeats or more.
    package let isKnown: Bool

    package init(caseID: String, isKnown: Bool) {
      self.caseID = caseID
      self.isKnown = isKnown
    }
  }

  /// The change of the cases whose gold has one tool, or of those with one tag.
  package struct GroupChange: Sendable, Hashable {
    /// The tool (the control's name) or the tag.
    package let name: String
    package let cases: Int
    package let delta: Double
    package let low: Double
    package let high: Double
    package let p: Double?
    /// One-sided, for a drop: Holm over all tools of all comparisons of the run; for tags Benjamini and Hochberg.
    package let adjusted: Double?
    /// Whether the candidate words this tool otherwise than the control; never for a tag.
    package let edited: Bool
    /// How far a tool's cases could have fallen; nil for a tag.
    package let room: Room?

    package init(
      name: String, cases: Int, delta: Double, low: Double, high: Double, p: Double?, adjusted: Double?,
      edited: Bool = false, room: Room? = nil
    ) {
      self.name = name
      self.cases = cases
      self.delta = delta
      self.low = low
      self.high = high
      self.p = p
      self.adjusted = adjusted
      self.edited = edited
      self.room = room
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
    control: String, candidate: String, baseline: String? = nil, model: String, scope: Estimate.Scope, level: Double,
    delta: Double?, low: Double?, high: Double?, exact: Bool, pRegression: Double?, pImprovement: Double?,
    adjusted: Double? = nil, margin: Double?, detectable: Double?, population: PopulationEffect? = nil,
    accuracy: Change<Estimate?> = Change(control: nil, candidate: nil),
    tokens: TokenChange = TokenChange(
      catalog: Change(control: 0, candidate: 0), input: Change(control: nil, candidate: nil)),
    cases: ComparedCases, flips: [Flip], newFailures: [NewFailure] = [],
    showsNewFailures: Bool = true, room: Room? = nil, tools: [GroupChange], tags: [GroupChange] = [],
    moved: [MovedShare],
    verdict: Verdict
  ) {
    self.control = control
    self.candidate = candidate
    self.baseline = baseline
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
    self.population = population
    self.accuracy = accuracy
    self.tokens = tokens
    self.cases = cases
    self.flips = flips
    self.newFailures = newFailures
    self.showsNewFailures = showsNewFailures
    self.room = room
    self.tools = tools
    self.tags = tags
    self.moved = moved
    self.verdict = verdict
  }
}

/// What a rule or a whole gate says.
package enum Verdict: String, Sendable, CaseIterable {
  case pass, fail, inconclusive
  case notApplicable = "not_applicable"
}
