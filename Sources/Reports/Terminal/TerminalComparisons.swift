import EvalCore

extension TerminalReport {
  /// Each candidate against the control under one model, with the cases and tools that changed the most.
  func comparisons(of card: ModelCard, _ page: inout TerminalPage) {
    let comparisons = evaluation.comparisons.filter { $0.model == card.name }
    guard let first = comparisons.first else { return }
    page.gap()
    page.table(
      TextTable(
        [
          .init("against \(first.control)", .left, minimum: 8),
          .init("  Δ points", .left),
          .init(first.exact ? "" : "\(first.level.wholePercent) interval", .left, rank: 1),
          .init("p", rank: 3),
          .init("can show", rank: 2),
          .init("cases", rank: 5),
          .init("flips", rank: 4),
          .init("verdict", .left),
        ], rows: comparisons.map(row)))
    for comparison in comparisons {
      changedTools(comparison, &page)
      flips(comparison, &page)
    }
  }

  private func row(_ comparison: Comparison) -> [StyledText] {
    [
      StyledText(comparison.candidate, .strong),
      StyledText("\(comparison.mark) \(comparison.delta?.signedPoints ?? "–")", comparison.style),
      StyledText(comparison.exact ? "exact" : comparison.interval ?? "–"),
      StyledText(comparison.p?.probability ?? "–"),
      StyledText(comparison.exact ? "any change" : comparison.detectable.map { "≥ \($0.points)" } ?? "–"),
      StyledText(comparison.paired.grouped),
      StyledText(comparison.flips.count.grouped),
      StyledText("\(comparison.verdict.mark) \(comparison.verdict.words)", comparison.verdict.style),
    ]
  }

  /// Worst first; only tools whose cases changed.
  private func changedTools(_ comparison: Comparison, _ page: inout TerminalPage) {
    let changed = comparison.tools.filter { $0.delta != 0 }.sorted { ($0.delta, $0.tool) < ($1.delta, $1.tool) }
    if changed.isEmpty { return }
    page.gap()
    page.table(
      TextTable(
        [
          .init("tools, \(comparison.candidate)", .left, minimum: 12),
          .init("Δ points"),
          .init("interval", .left, rank: 2),
          .init("adjusted p", rank: 1),
          .init("cases", rank: 3),
          .init("", .left, rank: 4),
        ], rows: changed.prefix(TerminalReport.most).map(row)))
    more(changed.count, "tool", &page)
  }

  private func row(_ tool: Comparison.ToolChange) -> [StyledText] {
    let isFact = tool.p == nil
    let matters = isFact || (tool.adjusted ?? 1) <= 0.05
    return [
      StyledText(tool.tool),
      StyledText((matters ? "" : "~ ") + tool.delta.signedPoints, matters ? (tool.delta < 0 ? .bad : .good) : .plain),
      StyledText(isFact ? "exact" : "[\(tool.low.signedPoints), \(tool.high.signedPoints)]"),
      StyledText(tool.adjusted?.probability ?? "–"),
      StyledText(tool.cases.grouped),
      StyledText(tool.edited ? "edited" : "", .faint),
    ]
  }

  private func flips(_ comparison: Comparison, _ page: inout TerminalPage) {
    if comparison.flips.isEmpty { return }
    page.gap()
    page.table(
      TextTable(
        [
          .init("cases, \(comparison.candidate)", .left, minimum: 16),
          .init("rate"),
          .init("p", rank: 1),
          .init("prompt", .left, rank: 2, minimum: 20),
        ], rows: comparison.flips.prefix(TerminalReport.most).map(row)))
    more(comparison.flips.count, "case", &page)
  }

  private func row(_ flip: Comparison.Flip) -> [StyledText] {
    [
      StyledText(flip.caseID),
      StyledText("\(flip.control.percent) → \(flip.candidate.percent)", flip.candidate < flip.control ? .bad : .good),
      StyledText(flip.p?.probability ?? "–"),
      StyledText(prompt(flip.caseID), .faint),
    ]
  }
}
