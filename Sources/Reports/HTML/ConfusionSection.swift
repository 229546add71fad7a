import EvalCore

/// What was expected against what was called, one heat map for each arm.
struct ConfusionSection {
  private let arms: [ArmScore]

  init(_ evaluation: Evaluation) { arms = evaluation.scores.arms }

  var html: HTML {
    let names = arms.map { "\($0.variant) · \($0.model)" }
    return """
      <section id="confusion">
      <h2>Confusion</h2>
      <p class="lead">Rows: the tool that was expected. Columns: what was called. In cases; a row’s colour is its share.</p>
      \(PanelChoice.html("confusion-panels", "Variant and model", names))
      <div id="confusion-panels">\(zip(arms, names).map { panel($0, $1) })</div>
      </section>

      """
  }

  private func panel(_ arm: ArmScore, _ name: String) -> HTML {
    let map = HeatMap(arm.confusion)
    if map.rows.isEmpty {
      return "<div class=\"panel\"><h3>\(name)</h3><p class=\"muted\">Nothing was scored.</p></div>"
    }
    return """
      <div class="panel"><h3>\(name)</h3>
      <div class="scroll heat-box" tabindex="0" role="region" aria-label="Confusion, \(name)"><table class="heat">
      <thead><tr><td></td>\(map.columns.map { head(arm.confusion.labels[$0]) })</tr></thead><tbody>
      \(map.rows.map { row($0, map, arm.confusion) })</tbody></table></div>
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
      \(map.hidden.grouped) more are not; report.json has them all.</p>
      """
  }
}

/// The rows and columns of a confusion matrix that are worth showing, and how dark their cells are.
struct HeatMap {
  /// Indices of labels, in the matrix's own order.
  let rows: [Int]
  let columns: [Int]
  /// Rows and columns that hold something and are not shown.
  let hidden: Int
  private let confusion: Confusion
  private let rowSums: [Double]

  /// Of rows, and of columns.
  static let most = 40

  init(_ confusion: Confusion) {
    self.confusion = confusion
    let all = Array(confusion.labels.indices)
    rowSums = confusion.rows.map { $0.reduce(0, +) }
    var columnSums = [Double](repeating: 0, count: all.count)
    var strayRows = columnSums
    var strayColumns = columnSums
    for (row, cells) in confusion.rows.enumerated() {
      for (column, cell) in cells.enumerated() where cell > 0 {
        columnSums[column] += cell
        guard row != column else { continue }
        strayRows[row] += cell
        strayColumns[column] += cell
      }
    }
    let rowSums = rowSums
    let full = (rows: all.filter { rowSums[$0] > 0 }, columns: all.filter { columnSums[$0] > 0 })
    rows = Self.largest(full.rows, by: strayRows)
    columns = Self.largest(full.columns, by: strayColumns)
    hidden = full.rows.count - rows.count + full.columns.count - columns.count
  }

  private static func largest(_ indices: [Int], by weights: [Double]) -> [Int] {
    indices.sorted { (weights[$1], $0) < (weights[$0], $1) }.prefix(most).sorted()
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
