import EvalCore
import OrderedJSON

/// What moved between control and candidate, folded: cases whose rate changed, and where calls went.
struct MarkdownChanges {
  private let evaluation: Evaluation
  private let positions: [String: FilePosition]

  init(_ evaluation: Evaluation) {
    self.evaluation = evaluation
    let cases = evaluation.run.suite.cases
    positions = Dictionary(firstOf: cases.map { ($0.id, $0.position) })
  }

  func write(to page: inout MarkdownWriter) {
    let broken = RunFindings(evaluation).broken
    for comparison in evaluation.comparisons {
      let arm = comparison.arm
      cases(comparison, broken[arm] ?? [:], &page)
      tools(comparison, &page)
      moves(comparison, &page)
    }
  }

  private func title(_ comparison: Comparison) -> Markdown {
    "\(element: comparison.candidate) against \(element: comparison.controlTitle), \(element: comparison.model)"
  }

  private func cases(_ comparison: Comparison, _ broken: [String: BrokenCase], _ page: inout MarkdownWriter) {
    page.table(
      [.left("Case"), .left("Where"), .right("Right"), .right("Adjusted p, two-sided"), .left("Change")],
      comparison.rankedFlips.lazy.map { row($0, broken) }, noun: "changed cases",
      under: "\(own: comparison.changes.flips.count.counted("changed case")): \(title(comparison))")
  }

  private func row(_ flip: Comparison.Flip, _ broken: [String: BrokenCase]) -> Markdown {
    let position = positions[flip.caseID].map { "\("\($0.file):\($0.line)")" as Markdown }
    return """
      \(flip.caseID) | \(position) | \(own: flip.control.percent) → \(own: flip.candidate.percent) | \
      \(own: flip.evidence.adjusted?.probability ?? "–") | \(own: mark(flip, broken))
      """
  }

  private func mark(_ flip: Comparison.Flip, _ broken: [String: BrokenCase]) -> String {
    if flip.candidate < flip.control, broken[flip.caseID] != nil { return "✗ broken" }
    if !flip.isKnown { return "~" }
    return flip.candidate > flip.control ? "▲ better" : "▼ worse"
  }

  private func tools(_ comparison: Comparison, _ page: inout MarkdownWriter) {
    let changed = comparison.changedTools
    let collateral = Set(comparison.changes.collateral.map(\.name))
    page.table(
      [
        .left("Tool"), .right("Δ points"), .left("Interval"), .right("Adjusted p of a drop, one-sided"),
        .right("Cases"), .left("Edited"),
      ],
      changed.lazy.map { row($0, isCollateral: collateral.contains($0.name)) }, noun: "changed tools",
      under: "\(own: changed.count.counted("changed tool")): \(title(comparison))")
  }

  private func row(_ tool: Comparison.GroupChange, isCollateral: Bool) -> Markdown {
    let mark = tool.isKnown ? (tool.difference.delta > 0 ? "▲ " : "▼ ") : tool.openSign
    return """
      \(tool.name) | \(own: "\(mark)\(tool.difference.delta.signedPoints)") | \(own: tool.difference.drop == .fact ? "exact" : tool.difference.interval) | \
      \(own: tool.difference.drop.adjusted?.probability ?? "–") | \(own: tool.cases.grouped) | \(own: tool.isEdited ? "yes" : isCollateral ? "no: collateral damage" : "no")
      """
  }

  private func moves(_ comparison: Comparison, _ page: inout MarkdownWriter) {
    page.table(
      [.left("Expected"), .left("Called"), .right("Share, points")],
      comparison.changes.moved.lazy.map { "\($0.gold) | \($0.to) | \(own: $0.share.signedPoints)" },
      noun: "moves of calls",
      under: "Where calls moved: \(title(comparison))")
  }
}
