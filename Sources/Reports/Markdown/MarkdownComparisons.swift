import EvalCore
import OrderedJSON

/// Each candidate against its control, for these cases and for cases of their kind: `~` where the difference may be noise,
/// and what the run could have shown.
struct MarkdownComparisons {
  private let comparisons: [Comparison]
  private let suite: Suite

  /// Names of left-out cases that stand in a sentence.
  private static let mostNamed = 3

  init(_ evaluation: Evaluation) {
    comparisons = evaluation.comparisons
    suite = evaluation.run.suite
  }

  func write(to page: inout MarkdownWriter) {
    let columns: [MarkdownColumn] = [
      .left("Candidate"), .left("Against"), .left("Model"), .left("Scope"), .right("Δ points"), .left("Interval"),
      .right("p"), .right("Can show"), .right("Allowed drop"), .right("Cases"), .right("Changed"), .left("Verdict"),
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
      \(own: "\(comparison.mark) \(comparison.difference?.delta.signedPoints ?? "–")") | \
      \(own: interval(comparison)) | \(own: comparison.p.map { "\($0.probability) one-sided" } ?? "–") | \
      \(own: could) | \(own: comparison.tolerance.points) | \(own: comparison.cases.paired.grouped) | \
      \(own: comparison.changes.flips.count.grouped) | \(own: "\(comparison.verdict.mark) \(comparison.verdict.words)")
      """
  }

  private func interval(_ comparison: Comparison) -> String {
    if comparison.isDeterministic { return "exact" }
    return comparison.difference.map { "\($0.level.wholePercent) \($0.interval)" } ?? "–"
  }

  private func row(_ comparison: Comparison, _ effect: Comparison.PopulationEffect) -> Markdown {
    """
    \(names(comparison)) | \(own: Estimate.Scope.population.words) | \
    \(own: "\(effect.mark) \(effect.delta.signedPoints)") | \
    \(own: "\(effect.level.wholePercent) \(effect.interval)") | \(own: effect.p.map { "\($0.probability) two-sided" } ?? "–") | | | | |
    """
  }

  /// Cases that a comparison says nothing about.
  private func leftOut(_ comparison: Comparison) -> Markdown? {
    let groups = LeftOutCases.groups(comparison, suite).map { group in
      let rest = group.cases.count > Self.mostNamed ? ", …" : ""
      let names = Markdown.joined(group.cases.prefix(Self.mostNamed).map { "\($0)" }, by: ", ")
      let advice = group.advice.map { ": \($0, limit: 400)" as Markdown }
      return "\(own: "\(group.cases.count.grouped) \(group.reason)") (\(names)\(own: rest))\(advice)" as Markdown
    }
    if groups.isEmpty { return nil }
    return "Cases left out of \(comparison.title), \(comparison.model): \(Markdown.joined(groups, by: "; "))."
  }
}

/// The rules of the gate, those that failed or are open first.
struct MarkdownGate {
  private let gate: GateOutcome

  init(_ gate: GateOutcome) { self.gate = gate }

  func write(to page: inout MarkdownWriter) {
    let order: [Verdict] = [.fail, .inconclusive, .pass, .notApplicable]
    let rules = order.flatMap { outcome in gate.rules.filter { $0.verdict == outcome } }
    page.table([.left("Gate"), .left("Rule"), .left("For"), .left("Detail")], rules.map(row), noun: "rules")
  }

  private func row(_ rule: RuleOutcome) -> Markdown {
    """
    \(own: "\(rule.verdict.mark) \(rule.verdict.words)") | \(rule.path) | \(rule.appliesTo ?? "") | \
    \(rule.detail, limit: 400)
    """
  }
}
