import EvalCore

/// A card for every comparison: Δ, what it could have shown, and the cases, tools and confusions that moved.
struct ComparisonSection {
  private let evaluation: Evaluation
  private let axis: BarAxis

  private static let mostRows = 60

  init(_ evaluation: Evaluation) {
    self.evaluation = evaluation
    axis = BarAxis.changes(
      evaluation.comparisons.flatMap { [$0.low, $0.high, $0.delta, $0.margin].compactMap(\.self) })
  }

  var html: HTML {
    if evaluation.comparisons.isEmpty { return .empty }
    return """
      <section id="comparisons">
      <h2>Comparisons</h2>
      \(evaluation.comparisons.map(card))
      </section>

      """
  }

  private func card(_ comparison: Comparison) -> HTML {
    """
    <article class="card">
    <header><h3>\(comparison.candidate) <span class="muted">against</span> \(comparison.control) \
    <span class="model">\(comparison.model)</span></h3>\(comparison.verdict.badge)</header>
    <div class="delta"><p class="figure \(comparison.tone)">\(comparison.mark) \(comparison.delta?.signedPoints ?? "–")\
    <span class="unit"> points</span></p>\(bar(comparison))\(facts(comparison))</div>
    <div class="columns"><div>\(flips(comparison))</div><div>\(tools(comparison))\(moved(comparison))</div></div>
    \(skipped(comparison))
    </article>

    """
  }

  private func bar(_ comparison: Comparison) -> HTML {
    guard let delta = comparison.delta, let low = comparison.low, let high = comparison.high else { return .empty }
    let margin = comparison.margin.map { [(at: -$0, kind: "margin")] } ?? []
    let bar = IntervalBar(
      axis: axis, value: delta, low: low, high: high, lines: [(at: 0, kind: "zero")] + margin, tone: comparison.tone)
    return """
      <figure>\(bar.html)<figcaption><span>\(axis.low.signedPoints)</span><span>0</span>\
      <span>\(axis.high.signedPoints)</span></figcaption></figure>
      """
  }

  private func facts(_ comparison: Comparison) -> HTML {
    let facts: [(String, String)] = [
      ("\(comparison.level.wholePercent) interval", comparison.exact ? "exact" : comparison.interval ?? "–"),
      ("p, worse", comparison.pRegression?.probability ?? "–"),
      ("p, better", comparison.pImprovement?.probability ?? "–"),
      ("Allowed drop", comparison.margin.map { "\($0.points) points" } ?? "none set"),
      ("Could detect", comparison.exact ? "any change" : comparison.detectable.map { "≥ \($0.points) points" } ?? "–"),
      ("Paired cases", comparison.paired.grouped),
      ("Scope", comparison.scope == .suite ? "these cases" : "cases of this kind"),
    ]
    return "<dl class=\"facts\">\(facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML })</dl>"
  }

  // MARK: What moved

  private func flips(_ comparison: Comparison) -> HTML {
    list(
      "Changed cases", comparison.flips, noun: "changed cases", none: "No case changed.",
      head:
        "<th scope=\"col\">Case</th><th scope=\"col\" class=\"num\">Right</th><th scope=\"col\" class=\"num\">p</th>"
    ) { flip in
      """
      <tr><th scope="row"><a href="#\(flip.caseID.anchor)">\(flip.caseID, limit: 120)</a></th>\
      <td class="num nowrap \(flip.candidate < flip.control ? "bad" : "good")">\
      \(flip.control.percent) → \(flip.candidate.percent)</td><td class="num">\(flip.p?.probability ?? "–")</td></tr>

      """
    }
  }

  private func tools(_ comparison: Comparison) -> HTML {
    let tools = comparison.tools.sorted { ($0.delta, $0.tool) < ($1.delta, $1.tool) }
    let axis = BarAxis(low: -1, high: 1)
    return list(
      "By tool", tools, noun: "tools", none: "No tool has paired cases.",
      head: """
        <th scope="col">Tool</th><th scope="col" class="num">Cases</th><th scope="col" class="num">Δ points</th>\
        <th scope="col" class="axis-head"><span>−100</span><span>+100</span></th>\
        <th scope="col" class="num"><abbr title="Holm over all tools of all comparisons">Adjusted p</abbr></th>
        """
    ) { tool in
      let bar = IntervalBar(
        axis: axis, value: tool.delta, low: tool.low, high: tool.high, lines: [(at: 0, kind: "zero")])
      return """
        <tr><th scope="row"><code>\(tool.tool, limit: 120)</code>\
        \(tool.edited ? " <span class=\"tag\">edited</span>" : HTML.empty)</th>\
        <td class="num">\(tool.cases.grouped)</td><td class="num">\(tool.delta.signedPoints)</td><td>\(bar.html)</td>\
        <td class="num">\(tool.adjusted?.probability ?? "–")</td></tr>

        """
    }
  }

  private func moved(_ comparison: Comparison) -> HTML {
    list(
      "Where calls moved", comparison.moved, noun: "moves", none: "No tool's calls went elsewhere than before.",
      head: "<th scope=\"col\">Expected → called</th><th scope=\"col\" class=\"num\">Share, points</th>"
    ) { move in
      """
      <tr><th scope="row"><code>\(move.gold, limit: 120)</code> → <code>\(move.to, limit: 120)</code></th>\
      <td class="num \(move.share > 0 ? "bad" : "good")">\(move.share.signedPoints)</td></tr>

      """
    }
  }

  private func list<Element>(
    _ title: String, _ elements: [Element], noun: String, none: String, head: HTML, row: (Element) -> HTML
  ) -> HTML {
    if elements.isEmpty { return "<div><h4>\(title)</h4><p class=\"muted\">\(none)</p></div>" }
    return """
      <div><h4>\(title)</h4><div class="scroll tall" tabindex="0" role="region" aria-label="\(title)"><table>\
      <thead><tr>\(head)</tr></thead><tbody>
      \(elements.prefix(Self.mostRows).map(row))</tbody></table></div>\
      \(Notice.cut(elements.count, shown: Self.mostRows, noun))</div>
      """
  }

  private func skipped(_ comparison: Comparison) -> HTML {
    if comparison.skipped.isEmpty { return .empty }
    let named = comparison.skipped.prefix(12).joined(separator: ", ")
    let rest = comparison.skipped.count > 12 ? ", …" : ""
    return "<p class=\"notice\">Left out, without a scored trial in both: \(named)\(rest).</p>"
  }
}
