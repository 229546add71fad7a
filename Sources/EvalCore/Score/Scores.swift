import Statistics

/// A judged run with the rates of every arm: made from a ``Run``, consumed by ``Comparison``, the gate and reports.
package struct Scores: Sendable {
  /// Of the rules that made these numbers; raised with every change of them.
  package static let scorerVersion = 1

  /// In the plan's order of trial numbers.
  package let trials: [JudgedTrial]
  /// Model by model, in the suite's order of variants.
  package let arms: [ArmScore]

  package init(trials: [JudgedTrial], arms: [ArmScore]) {
    self.trials = trials
    self.arms = arms
  }

  package func arm(_ variant: String, _ model: String) -> ArmScore? {
    arms.first { $0.variant == variant && $0.model == model }
  }
}

/// All rates of one variant under one model; every rate is over scored trials, case by case.
package struct ArmScore: Sendable {
  package let variant: String
  package let model: String
  /// What decided here: a model that gives no arguments is judged by tools.
  package let judge: Judge
  /// A deterministic model's scores are facts at suite scope.
  package let exact: Bool
  /// Planned, missing ones included.
  package let cases: Int
  package let trials: Int
  package let missing: Int
  package let accuracy: Estimate?
  /// What an ``exact`` accuracy says of cases of this kind; nil where ``accuracy`` says it itself.
  package let populationAccuracy: Estimate?
  package let nameAccuracy: Estimate?
  /// Share of cases whose scored repeats are all right.
  package let passK: Double?
  /// Of the cases that expect no call: share with one.
  package let falseCallRate: Estimate?
  /// Of the cases that expect a call: share without one.
  package let missedCallRate: Estimate?
  /// Over tools with support.
  package let macroF1: Double?
  /// About four characters each.
  package let catalogTokens: Int
  /// Trials by outcome, unscored ones too, in the order of ``Outcome``.
  package let outcomes: [(outcome: Outcome, trials: Int)]
  package let usage: Usage
  /// Milliseconds of a model's answer, nil where there is none.
  package let latency: (p50: Double, p95: Double)?
  package let tags: [TagScore]
  package let tools: [ToolScore]
  package let confusion: Confusion
  /// Right and scored trials by case id, in the suite's order; cases without a scored trial are absent.
  package let perCase: [CaseTally]
  /// Nil where no trial has one.
  package let margins: SelectionMargins?

  package init(
    variant: String, model: String, judge: Judge, exact: Bool, cases: Int, trials: Int, missing: Int,
    accuracy: Estimate?,
    populationAccuracy: Estimate? = nil, nameAccuracy: Estimate?, passK: Double?, falseCallRate: Estimate?,
    missedCallRate: Estimate?, macroF1: Double?,
    catalogTokens: Int, outcomes: [(outcome: Outcome, trials: Int)], usage: Usage, latency: (p50: Double, p95: Double)?,
    tags: [TagScore], tools: [ToolScore], confusion: Confusion, perCase: [CaseTally],
    margins: SelectionMargins? = nil
  ) {
    self.variant = variant
    self.model = model
    self.judge = judge
    self.exact = exact
    self.cases = cases
    self.trials = trials
    self.missing = missing
    self.accuracy = accuracy
    self.populationAccuracy = populationAccuracy
    self.nameAccuracy = nameAccuracy
    self.passK = passK
    self.falseCallRate = falseCallRate
    self.missedCallRate = missedCallRate
    self.macroF1 = macroF1
    self.catalogTokens = catalogTokens
    self.outcomes = outcomes
    self.usage = usage
    self.latency = latency
    self.tags = tags
    self.tools = tools
    self.confusion = confusion
    self.perCase = perCase
    self.margins = margins
  }
}

/// A rate with its interval; a rate is a share of 1.
package struct Estimate: Sendable, Hashable {
  package enum Scope: String, Sendable {
    /// About these cases.
    case suite
    /// About cases of this kind.
    case population
  }

  package let value: Double
  package let low: Double
  package let high: Double
  /// E.g. 0.95.
  package let level: Double
  package let scope: Scope

  package init(value: Double, low: Double, high: Double, level: Double, scope: Scope) {
    self.value = value
    self.low = low
    self.high = high
    self.level = level
    self.scope = scope
  }
}

package struct TagScore: Sendable {
  package let tag: String
  package let cases: Int
  package let accuracy: Estimate?

  package init(tag: String, cases: Int, accuracy: Estimate?) {
    self.tag = tag
    self.cases = cases
    self.accuracy = accuracy
  }
}

/// One tool's selection figures, each case weighing the same; undefined rates are nil.
package struct ToolScore: Sendable {
  /// The control's name.
  package let tool: String
  /// Cases (expected calls) whose gold has the tool; 0 and no false positive: untested.
  package let support: Double
  package let precision: Double?
  package let recall: Double?
  package let f1: Double?
  /// Where its missed calls went, largest first.
  package let missedTo: [(tool: String, share: Double)]

  package init(
    tool: String, support: Double, precision: Double?, recall: Double?, f1: Double?,
    missedTo: [(tool: String, share: Double)]
  ) {
    self.tool = tool
    self.support = support
    self.precision = precision
    self.recall = recall
    self.f1 = f1
    self.missedTo = missedTo
  }
}

/// Gold by row, predicted by column, in cases.
package struct Confusion: Sendable, Hashable {
  package let labels: [String]
  package let rows: [[Double]]

  package init(labels: [String], rows: [[Double]]) {
    self.labels = labels
    self.rows = rows
  }
}

/// How often a case came out right in one arm.
package struct CaseTally: Sendable, Hashable {
  package let caseID: String
  package let correct: Int
  package let scored: Int

  package init(caseID: String, correct: Int, scored: Int) {
    self.caseID = caseID
    self.correct = correct
    self.scored = scored
  }

  package var rate: Double { Double(correct) / Double(scored) }
}

extension ArmScore {
  /// More than this share of an arm's trials missing: nothing can be said about it.
  private static let mostMissing = 0.05

  /// Whether enough of the trials are there to conclude anything from the rates.
  package var isMeasured: Bool { Double(missing) <= Self.mostMissing * Double(trials) }

  /// Fewer repeats of a case cannot tell an unsteady case from an unlucky one (`method.md` 2.10).
  private static let leastRepeatsOfFlaky = 10

  /// Cases that come out neither right nor wrong: their 95 % interval lies inside 5 to 95 %. Their wording, or the
  /// tools', is ambiguous; they are listed and never asked until they pass.
  package var flaky: [CaseTally] {
    perCase.filter { tally in
      guard tally.scored >= Self.leastRepeatsOfFlaky, let interval = tally.interval else { return false }
      return interval.low > 0.05 && interval.high < 0.95
    }
  }
}

extension CaseTally {
  /// Wilson's 95 % interval of the rate (`method.md` 2.3); nil without a trial.
  package var interval: Estimate? {
    Wilson.interval(Counts(successes: correct, runs: scored), level: 0.95).map {
      Estimate(value: rate, low: $0.low, high: $0.high, level: $0.level, scope: .suite)
    }
  }
}
