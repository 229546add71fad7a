import OrderedJSON

/// What one variant came to under one model: made from its judged trials, consumed by ``Comparison``, the gate and reports.
package struct ArmScore: Sendable {
  package let arm: Arm
  /// What decided here: a model that gives no arguments is judged by tools.
  package let strictness: Strictness
  /// A deterministic model's scores are facts at suite scope.
  package let isDeterministic: Bool
  package let counts: Counts
  package let rates: Rates
  package let tables: Tables
  package let consumption: Consumption

  package init(
    arm: Arm, strictness: Strictness, isDeterministic: Bool, counts: Counts, rates: Rates, tables: Tables,
    consumption: Consumption
  ) {
    self.arm = arm
    self.strictness = strictness
    self.isDeterministic = isDeterministic
    self.counts = counts
    self.rates = rates
    self.tables = tables
    self.consumption = consumption
  }

  package var variant: String { arm.variant }
  package var model: String { arm.model }

  /// How much was planned and what became of it, missing trials included.
  package struct Counts: Sendable {
    package let cases: Int
    package let trials: Int
    package let missing: Int
    /// Trials by outcome, unscored ones too, in the order of ``Outcome``.
    package let outcomes: [(outcome: Outcome, trials: Int)]

    package init(cases: Int, trials: Int, missing: Int, outcomes: [(outcome: Outcome, trials: Int)] = []) {
      self.cases = cases
      self.trials = trials
      self.missing = missing
      self.outcomes = outcomes
    }
  }

  /// Every rate is over scored trials, case by case, and nil where nothing can be counted.
  package struct Rates: Sendable {
    package var accuracy: Estimate?
    /// What a deterministic model's accuracy says of cases of this kind; nil where ``accuracy`` says it itself.
    package var populationAccuracy: Estimate?
    /// Right tools in the right order, whatever the arguments.
    package var nameAccuracy: Estimate?
    /// Share of cases whose scored repeats are all right.
    package var passK: Double?
    /// Of the cases that expect no call: share with one.
    package var falseCallRate: Estimate?
    /// Of the cases that expect a call: share without one.
    package var missedCallRate: Estimate?
    /// Over tools with support.
    package var macroF1: Double?
    /// Nil where no trial has a margin.
    package var margins: SelectionMargins?

    package init() {}
  }

  package struct Tables: Sendable {
    /// In the order in which the tags first appear.
    package var tags: [TagScore] = []
    package var tools: [ToolScore] = []
    package var confusion = Confusion(labels: [], rows: [])
    /// Right and scored trials by case id, in the suite's order; cases without a scored trial are absent.
    package var perCase: [CaseTally]

    package init(perCase: [CaseTally]) { self.perCase = perCase }
  }

  /// What asking took.
  package struct Consumption: Sendable {
    /// Of the tool list, about four characters each.
    package var catalogTokens = 0
    package var usage = Usage()
    /// Milliseconds of a model's answer, nil where there is none.
    package var latency: (p50: Double, p95: Double)?

    package init() {}
  }
}

extension ArmScore {
  package var talliesByCase: [String: CaseTally] { tables.perCase.keyed(by: \.caseID) }

  /// More than this share of an arm's trials missing: nothing can be said about it.
  private static let mostMissing = 0.05

  /// Whether enough of the trials are there to conclude anything from the rates.
  package var isMeasured: Bool { Double(counts.missing) <= Self.mostMissing * Double(counts.trials) }

  /// Fewer repeats of a case cannot tell an unsteady case from an unlucky one (`method.md` 2.10).
  private static let leastRepeatsOfFlaky = 10

  /// Cases that come out neither right nor wrong: their 95 % interval lies inside 5 to 95 %. Their wording, or the
  /// tools', is ambiguous; they are listed and never asked until they pass.
  package var flaky: [CaseTally] {
    tables.perCase.filter { tally in
      guard tally.scored >= Self.leastRepeatsOfFlaky, let interval = tally.interval else { return false }
      return interval.low > 0.05 && interval.high < 0.95
    }
  }
}
