/// The figures of a calibration as Markdown.
package struct CalibrationTables {
  private let calibration: Calibration

  package init(_ calibration: Calibration) { self.calibration = calibration }

  package var markdown: String {
    [
      grid("False alarms: `max_drop` / `max_tool_drop` / either") {
        "\($0.suiteAlarmRate.share) / \($0.toolAlarmRate.share) / \($0.alarmRate.share)"
      },
      grid("Coverage at 95 %: accuracy / difference") {
        "\($0.accuracy.rate?.share ?? "–") / \($0.population.rate?.share ?? "–")"
      },
      grid("A correct candidate passes / coverage of the suite's difference at 90 %") {
        "\($0.passRate.share) / \($0.suite.rate?.share ?? "–")"
      },
      "### Untidy suites, a correct candidate\n\n" + Self.list(CalibrationCells.untidy, calibration),
      "### Worse candidates\n\n" + Self.list(CalibrationCells.worse, calibration),
      "### One destroyed tool\n\n" + Self.list(CalibrationCells.destroyed, calibration),
      "### The drops that `plan` names: points / found where every case is weaker / where some cases are broken\n\n"
        + planned,
    ].joined(separator: "\n\n")
  }

  /// Mixtures and cases down, repeats across.
  private func grid(_ title: String, _ field: (Figures) -> String) -> String {
    let head = ["mixture", "cases"] + CalibrationCells.repeats.map { "K = \($0)" }
    let rows = CalibrationCells.grid.compactMap { row in
      row.first.map { [$0.mixture.rawValue, "\($0.cases)"] + row.map { field(calibration[$0]) } }
    }
    return "### \(title)\n\n" + Self.table(head, rows)
  }

  /// Cases down, repeats across.
  private var planned: String {
    let cells = CalibrationCells.planned
    let head = ["cases"] + CalibrationCells.repeats.map { "K = \($0)" }
    let rows = Set(cells.map(\.cases)).sorted().map { cases in
      ["\(cases)"]
        + CalibrationCells.repeats.map { repeats in
          let both = cells.filter { $0.cases == cases && $0.repeats == .same(repeats) }
          guard let drop = both.first?.plannedDrop else { return "–" }
          let points = Double(Int((drop * 1000).rounded())) / 10
          return "\(points) / " + both.map { calibration[$0].suiteAlarmRate.share }.joined(separator: " / ")
        }
    }
    return Self.table(head, rows)
  }

  /// One row a cell.
  package static func list(_ cells: [Cell], _ calibration: Calibration) -> String {
    let head = [
      "suite", "`max_drop`", "`max_tool_drop`", "either", "passes", "accuracy 95 %", "difference 95 %",
      "suite difference 90 %",
    ]
    let rows = cells.map { cell in
      let figures = calibration[cell]
      return [
        cell.description, figures.suiteAlarmRate.share, figures.toolAlarmRate.share, figures.alarmRate.share,
        figures.passRate.share, figures.accuracy.rate?.share ?? "–", figures.population.rate?.share ?? "–",
        figures.suite.rate?.share ?? "–",
      ]
    }
    return table(head, rows)
  }

  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    ([head, head.map { _ in "---" }] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }
}
