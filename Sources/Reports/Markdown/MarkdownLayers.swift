import EvalCore
import OrderedJSON

/// What the server's layers decided, and how the models went on.
struct MarkdownLayers {
  private let table: LayerTable

  init(_ evaluation: Evaluation) { table = LayerTable(evaluation) }

  func write(to page: inout MarkdownWriter) {
    if table.rows.isEmpty { return }
    let columns: [MarkdownColumn] =
      [.left("Layer"), .left("Tool"), .left("Variant"), .left("Model"), .right("Decided")]
      + LayerTable.steps.map { .right("\(own: $0.words.capitalizedFirst)") }
    page.table(columns, table.rows.map(row), noun: "rows")
  }

  private func row(_ row: LayerTable.Row) -> Markdown {
    let decisions = row.decisions
    let counts = row.counts.map(\.grouped).joined(separator: " | ")
    return """
      \(own: decisions.layer.rawValue) | \(decisions.tool) | \(decisions.arm.variant) | \(decisions.arm.model) | \
      \(own: decisions.decided.grouped) | \(own: counts)
      """
  }
}
