import EvalCore
import OrderedJSON

extension TerminalReport {
  /// What the server's layers decided, and how the models went on.
  func layers(_ page: inout TerminalPage) {
    let rows = LayerTable(evaluation).rows
    if rows.isEmpty { return }
    page.gap()
    page.paragraph(StyledText("layers", .strong))
    for row in rows.prefix(Self.mostLayerRows) {
      let decisions = row.decisions
      let next = zip(LayerTable.steps, row.counts).filter { $0.1 > 0 }.map { "\($0.0.words) \($0.1.grouped)" }
      page.paragraph(
        StyledText("\(decisions.layer.rawValue) \(decisions.tool)")
          + StyledText(" \(decisions.arm.variant), \(decisions.arm.model)", .faint)
          + StyledText(
            ": decided \(decisions.decided.grouped)" + (next.isEmpty ? "" : "; then \(next.joined(separator: ", "))")),
        indent: 2, hanging: 2)
    }
    if rows.count > Self.mostLayerRows {
      page.paragraph(StyledText("… and \((rows.count - Self.mostLayerRows).counted("more row"))", .faint), indent: 2)
    }
  }

  private static let mostLayerRows = 24
}
