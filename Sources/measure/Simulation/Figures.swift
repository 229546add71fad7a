import EvalCore
import Statistics

/// What came of simulating one ``Cell``, counted.
package struct Figures: Sendable, Hashable {
  package private(set) var replicates = 0
  /// Runs in which `max_drop` failed.
  package private(set) var suiteAlarms = 0
  /// Runs in which `max_tool_drop` failed.
  package private(set) var toolAlarms = 0
  /// Runs that failed at all.
  package private(set) var alarms = 0
  package private(set) var passes = 0
  /// Of the control's accuracy at population scope, 95 %; not where the effect has set its chances.
  package var accuracy = Coverage()
  /// Of the difference at population scope, 95 %.
  package var population = Coverage()
  /// Of the difference at suite scope, 90 %; not where a case was asked once only.
  package var suite = Coverage()

  /// How often an interval held the truth.
  package struct Coverage: Sendable, Hashable {
    package private(set) var held = 0
    package private(set) var intervals = 0

    package init(held: Int = 0, intervals: Int = 0) {
      self.held = held
      self.intervals = intervals
    }

    /// Nil where there was no interval.
    package var rate: Double? { intervals == 0 ? nil : Double(held) / Double(intervals) }

    /// Equal on paper counts as held.
    mutating func add(_ low: Double, _ high: Double, truth: Double) {
      intervals += 1
      if low <= truth + 1e-12, truth <= high + 1e-12 { held += 1 }
    }
  }

  package init() {}

  /// Simulates a cell; the same seed gives the same figures.
  package init(_ cell: Cell, replicates: Int, seed: UInt64) {
    let suite = SimulatedSuite(cell)
    // Of the cell's own words, so that its figures do not hang on which other cells there are.
    var generator = SeededGenerator(seed: cell.description.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    for _ in 0..<replicates { add(suite.draw(&generator), cell) }
  }

  private mutating func add(_ draw: SimulatedSuite.Draw, _ cell: Cell) {
    let comparisons = Comparison.all(draw.scored)
    let gate = GateOutcome(draw.scored, comparisons)
    replicates += 1
    if gate.fails(.maxDrop) { suiteAlarms += 1 }
    if gate.fails(.maxToolDrop) { toolAlarms += 1 }
    if gate.outcome == .fail { alarms += 1 }
    if gate.outcome == .pass { passes += 1 }
    if cell.effect != .traded, let interval = ClusteredProportion(draw.control)?.interval(level: 0.95) {
      accuracy.add(interval.low, interval.high, truth: cell.mixture.mean)
    }
    if let effect = comparisons[0].population, let truth = cell.effect.difference(mean: cell.mixture.mean) {
      population.add(effect.low, effect.high, truth: truth)
    }
    if comparisons[0].scope == .suite, let low = comparisons[0].difference?.low,
      let high = comparisons[0].difference?.high,
      let truth = draw.difference
    {
      suite.add(low, high, truth: truth)
    }
  }

  package var suiteAlarmRate: Double { Double(suiteAlarms) / Double(replicates) }
  package var toolAlarmRate: Double { Double(toolAlarms) / Double(replicates) }
  package var alarmRate: Double { Double(alarms) / Double(replicates) }
  package var passRate: Double { Double(passes) / Double(replicates) }
}

extension GateOutcome {
  fileprivate func fails(_ rule: GateRule) -> Bool { rules.contains { $0.rule == rule && $0.verdict == .fail } }
}
