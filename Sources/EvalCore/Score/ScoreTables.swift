import Statistics

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

extension CaseTally {
  /// Wilson's 95 % interval of the rate (`method.md` 2.3); nil without a trial.
  package var interval: Estimate? {
    Wilson.interval(Counts(successes: correct, runs: scored), level: Levels.reportInterval).map {
      Estimate(value: rate, low: $0.low, high: $0.high, level: $0.level, scope: .suite)
    }
  }
}
