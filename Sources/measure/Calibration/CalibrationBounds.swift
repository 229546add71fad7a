/// What the figures of a cell must keep.
package struct CalibrationBounds: Sendable {
  /// The level of every test of the gate.
  package static let alpha = 0.05
  /// Of 95 % intervals, on suites of ``leastCases`` or more.
  package static let leastCoverage = 0.92
  package static let leastCases = 20
  /// How often one destroyed tool of forty, with three cases each and five repeats, must be caught.
  package static let leastCaught = 0.9

  /// How often a drop must be found of which `plan` says that it is, 8 times in 10.
  package static let leastFound = 0.78

  private let cell: Cell
  private let figures: Figures

  package init(_ cell: Cell, _ figures: Figures) {
    self.cell = cell
    self.figures = figures
  }

  /// The largest share of alarms where the true one is at most `level`: three standard errors of the simulation more.
  package static func mostAlarms(_ level: Double, replicates: Int) -> Double {
    level + 3 * (level * (1 - level) / Double(replicates)).squareRoot()
  }

  /// Whether a destroyed tool must be caught in this cell.
  package static func promisesToCatch(_ cell: Cell) -> Bool {
    cell.effect == .destroyedTool && cell.tools == 40 && cell.cases == 120 && cell.repeats == .same(5)
  }

  /// What is broken, each in a sentence.
  package var breaches: [String] {
    alarmBreaches + coverageBreaches + powerBreaches
      + (Self.promisesToCatch(cell) && figures.alarmRate < Self.leastCaught
        ? ["\(cell): caught \(figures.alarmRate.share), at least \(Self.leastCaught.share) wanted"] : [])
  }

  private var powerBreaches: [String] {
    guard cell.plannedDrop != nil, figures.suiteAlarmRate < Self.leastFound else { return [] }
    return ["\(cell): found \(figures.suiteAlarmRate.share), at least \(Self.leastFound.share) wanted"]
  }

  private var alarmBreaches: [String] {
    guard cell.effect.isHarmless else { return [] }
    let rates = [
      ("max_drop", figures.suiteAlarmRate, Self.alpha), ("max_tool_drop", figures.toolAlarmRate, Self.alpha),
      ("both rules", figures.alarmRate, 2 * Self.alpha),
    ]
    return rates.compactMap { rule, rate, level in
      let most = Self.mostAlarms(level, replicates: figures.replicates)
      return rate <= most ? nil : "\(cell): false alarms of \(rule) \(rate.share), at most \(most.share) wanted"
    }
  }

  private var coverageBreaches: [String] {
    guard cell.cases >= Self.leastCases else { return [] }
    let rates = [("accuracy", figures.accuracy.rate), ("difference", figures.population.rate)]
    return rates.compactMap { name, rate in
      guard let rate, rate < Self.leastCoverage else { return nil }
      return "\(cell): interval of the \(name) held \(rate.share), at least \(Self.leastCoverage.share) wanted"
    }
  }
}

extension Double {
  /// E.g. `.957`.
  var share: String {
    let thousandths = Int((self * 1000).rounded())
    let digits = String(1000 + thousandths % 1000).dropFirst()
    return thousandths >= 1000 ? "1" : ".\(digits)"
  }
}
