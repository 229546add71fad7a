import EvalCore
import OrderedJSON

/// What was expected against what was called, one heat map for each arm.
struct ConfusionSection {
  private let arms: [ArmScore]

  init(_ evaluation: Evaluation) { arms = evaluation.scores.arms }

  var html: HTML {
    let names = arms.map { "\($0.variant) · \($0.model)" }
    return """
      <section id="confusion">
      <h2>Confusion</h2>
      <p class="lead">Rows: the tool that was expected. Columns: what was called. In cases; the colour is the share of \
      the row.</p>
      \(PanelChoice.html("confusion-panels", "Variant and model", names))
      <div id="confusion-panels">\(zip(arms, names).map { panel($0, $1) })</div>
      </section>

      """
  }

  private func panel(_ arm: ArmScore, _ name: String) -> HTML {
    let map = HeatMap(arm.tables.confusion)
    if map.rows.isEmpty {
      return "<div class=\"panel\"><h3>\(name)</h3><p class=\"muted\">Nothing was scored.</p></div>"
    }
    return """
      <div class="panel"><h3>\(name)</h3>
      <div class="scroll heat-box" tabindex="0" role="region" aria-label="Confusion, \(name)"><table class="heat">
      <thead><tr><td></td>\(map.columns.map { head(arm.tables.confusion.labels[$0]) })</tr></thead><tbody>
      \(map.rows.map { row($0, map, arm.tables.confusion) })</tbody></table></div>
      \(notice(map))
      </div>
      """
  }

  private func head(_ label: String) -> HTML {
    "<th scope=\"col\" title=\"\(label, limit: 120)\"><span>\(label, limit: 60)</span></th>"
  }

  private func row(_ row: Int, _ map: HeatMap, _ confusion: Confusion) -> HTML {
    let label = confusion.labels[row]
    return """
      <tr><th scope="row" title="\(label, limit: 120)"><span>\(label, limit: 60)</span></th>\
      \(map.columns.map { column in map.cell(row, column) })</tr>

      """
  }

  private func notice(_ map: HeatMap) -> HTML {
    if map.hidden == 0 { return .empty }
    let shown = map.rows.count.counted("row")
    return """
      <p class="notice">\(shown) and \(map.columns.count.counted("column")) with the most confusion are shown, \
      \(map.hidden.grouped) other rows and columns are not; report.json has them all.</p>
      """
  }
}

/// The rows and columns of a confusion matrix that are worth showing, and how dark their cells are.
struct HeatMap {
  /// Indices of labels, in the matrix's own order; the same labels as far as both hold something.
  let rows: [Int]
  let columns: [Int]
  /// Rows and columns that hold something and are not shown.
  let hidden: Int
  private let confusion: Confusion
  private let rowSums: [Double]

  /// Labels that are shown, as rows and as columns.
  static let most = 40

  init(_ confusion: Confusion) {
    self.confusion = confusion
    let rowSums = confusion.rows.map { $0.reduce(0, +) }
    self.rowSums = rowSums
    var columnSums = [Double](repeating: 0, count: confusion.labels.count)
    for row in confusion.rows {
      for (column, cases) in row.enumerated() { columnSums[column] += cases }
    }
    let labels = Self.mostConfused(confusion, weights: zip(rowSums, columnSums).map(+))
    rows = labels.filter { rowSums[$0] > 0 }
    columns = labels.filter { columnSums[$0] > 0 }
    hidden = rowSums.count { $0 > 0 } - rows.count + columnSums.count { $0 > 0 } - columns.count
  }

  /// Both labels of the cells off the diagonal, the largest first, while there is room; then those with the most cases.
  private static func mostConfused(_ confusion: Confusion, weights: [Double]) -> [Int] {
    var cells: [(row: Int, column: Int, cases: Double)] = []
    for (row, values) in confusion.rows.enumerated() {
      for (column, cases) in values.enumerated() where cases > 0 && row != column { cells.append((row, column, cases)) }
    }
    cells.sort { ($1.cases, $0.row, $0.column) < ($0.cases, $1.row, $1.column) }
    let others = weights.indices.sorted { (weights[$1], $0) < (weights[$0], $1) }
    var chosen: Set<Int> = []
    for label in cells.flatMap({ [$0.row, $0.column] }) + others where chosen.count < most { chosen.insert(label) }
    return chosen.sorted()
  }

  func cell(_ row: Int, _ column: Int) -> HTML {
    let cases = confusion.rows[row][column]
    if cases <= 0 { return "<td></td>" }
    let share = rowSums[row] > 0 ? cases / rowSums[row] : 0
    let level = min(9, max(1, Int((share * 9).rounded(.up))))
    let kind = row == column ? "hit" : "miss"
    return "<td class=\"\(kind) h\(level)\" title=\"\(share.percent) of its cases\">\(cases.amount)</td>"
  }
}
