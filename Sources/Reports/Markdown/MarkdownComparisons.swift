import EvalCore
import OrderedJSON

/// Each candidate against its control, for these cases and for cases of their kind: `~` where the difference may be noise,
/// and what the run could have shown.
struct MarkdownComparisons {
  private let comparisons: [Comparison]

  init(_ evaluation: Evaluation) { comparisons = evaluation.comparisons }

  func write(to page: inout MarkdownWriter) {
    let columns: [MarkdownColumn] = [
      .left("Candidate"), .left("Against"), .left("Model"), .left("Scope"), .right("Δ points"), .left("Interval"),
      .right("p"), .right("Could detect"), .right("Allowed drop"), .right("Cases"), .right("Changed"), .left("Verdict"),
    ]
    page.table(columns, comparisons.flatMap(rows), noun: "comparisons")
    for comparison in comparisons {
      if let leftOut = leftOut(comparison) { page.block(leftOut) }
    }
  }

  private func rows(_ comparison: Comparison) -> [Markdown] {
    [row(comparison)] + (comparison.population.map { [row(comparison, $0)] } ?? [])
  }

  private func names(_ comparison: Comparison) -> Markdown {
    "\(comparison.candidate) | \(comparison.controlTitle) | \(comparison.model)"
  }

  private func row(_ comparison: Comparison) -> Markdown {
    let could = comparison.couldDetect
    return """
      \(names(comparison)) | \(own: comparison.scope.words) | \
      \(own: "\(comparison.mark) \(comparison.delta?.signedPoints ?? "–")") | \
      \(own: interval(comparison)) | \(own: comparison.p?.probability ?? "–") | \
      \(own: could) | \(own: comparison.margin?.points ?? "–") | \(own: comparison.paired.grouped) | \
      \(own: comparison.flips.count.grouped) | \(own: "\(comparison.verdict.mark) \(comparison.verdict.words)")
      """
  }

  private func interval(_ comparison: Comparison) -> String {
    if comparison.exact { return "exact" }
    return comparison.interval.map { "\(comparison.level.wholePercent) \($0)" } ?? "–"
  }

  private func row(_ comparison: Comparison, _ effect: Comparison.PopulationEffect) -> Markdown {
    """
    \(names(comparison)) | \(own: Estimate.Scope.population.words) | \
    \(own: "\(effect.mark) \(effect.delta.signedPoints)") | \
    \(own: "\(effect.level.wholePercent) \(effect.interval)") | \(own: effect.p?.probability ?? "–") | | | | |
    """
  }

  /// Cases that the run and its baseline do not share.
  private func leftOut(_ comparison: Comparison) -> Markdown? {
    let cases = comparison.cases
    let counts = [(cases.added, "added"), (cases.removed, "removed"), (cases.changed, "changed")]
    let named = counts.filter { !$0.0.isEmpty }.map { "\($0.0.count.grouped) \($0.1)" }
    if named.isEmpty { return nil }
    return "Cases left out of \(comparison.title), \(comparison.model): \(own: named.joined(separator: ", "))."
  }
}

/// The rules of the gate, those that failed or are open first.
struct MarkdownGate {
  private let gate: GateOutcome

  init(_ gate: GateOutcome) { self.gate = gate }

  func write(to page: inout MarkdownWriter) {
    let order: [Verdict] = [.fail, .inconclusive, .pass, .notApplicable]
    let rules = order.flatMap { outcome in gate.rules.filter { $0.outcome == outcome } }
    page.table([.left("Gate"), .left("Rule"), .left("For"), .left("Detail")], rules.map(row), noun: "rules")
  }

  private func row(_ rule: RuleOutcome) -> Markdown {
    """
    \(own: "\(rule.outcome.mark) \(rule.outcome.words)") | \(rule.rule) | \(rule.place ?? "") | \
    \(rule.detail, limit: 400)
    """
  }
}
