/// A candidate variant against the control under one model: made from ``ScoredRun``, consumed by the gate and reports.
package struct Comparison: Sendable {
  /// The candidate's.
  package let arm: Arm
  /// The variant that it is compared with.
  package let control: String
  /// What the control's stored trials are called; nil where both arms were asked in this run.
  package let baseline: String?
  /// Both arms deterministic: the difference is a fact about these cases.
  package let isDeterministic: Bool
  /// Nil where no case is paired.
  package let difference: Difference?
  /// The drop that must be ruled out, in shares of 1.
  package let tolerance: Double
  /// The same difference as a statement about cases of this kind; nil below two paired cases.
  package let population: PopulationEffect?
  /// Accuracy of each arm over all of its own cases.
  package let accuracy: Change<Estimate?>
  package let tokens: TokenChange
  package let cases: ComparedCases
  package let changes: Changes
  package let verdict: Verdict

  package init(
    arm: Arm, control: String, baseline: String? = nil, isDeterministic: Bool, difference: Difference?,
    tolerance: Double, population: PopulationEffect? = nil,
    accuracy: Change<Estimate?> = Change(control: nil, candidate: nil),
    tokens: TokenChange = TokenChange(
      catalog: Change(control: 0, candidate: 0), input: Change(control: nil, candidate: nil)),
    cases: ComparedCases, changes: Changes = Changes(), verdict: Verdict
  ) {
    self.arm = arm
    self.control = control
    self.baseline = baseline
    self.isDeterministic = isDeterministic
    self.difference = difference
    self.tolerance = tolerance
    self.population = population
    self.accuracy = accuracy
    self.tokens = tokens
    self.cases = cases
    self.changes = changes
    self.verdict = verdict
  }

  package var candidate: String { arm.variant }
  package var model: String { arm.model }

  /// What ``difference`` speaks of.
  package var scope: Estimate.Scope { difference?.scope ?? .suite }

  /// Of the candidate's arm, in the run that the comparison is with.
  package var controlArm: Arm { Arm(variant: control, model: model) }

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
}

/// What a rule or a whole gate says.
package enum Verdict: String, Sendable, CaseIterable {
  case pass, fail, inconclusive
  case notApplicable = "not_applicable"
}
