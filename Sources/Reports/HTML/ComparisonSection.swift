import EvalCore
import OrderedJSON

/// A card for every comparison: Δ for these cases and for cases of their kind, what it could have shown, and what moved.
struct ComparisonSection {
  private let evaluation: Evaluation
  private let axis: BarAxis

  /// Comparisons whose lists are all open.
  private static let mostOpen = 4
  /// Of each reason for which cases are left out.
  private static let mostNamed = 12

  init(_ evaluation: Evaluation) {
    self.evaluation = evaluation
    axis = BarAxis.changes(
      evaluation.comparisons.flatMap { comparison in
        [
          comparison.difference?.low, comparison.difference?.high, comparison.difference?.delta, comparison.tolerance,
          comparison.population?.low, comparison.population?.high,
        ].compactMap(\.self)
      })
  }

  var html: HTML {
    if evaluation.comparisons.isEmpty { return .empty }
    return """
      <section id="comparisons">
      <h2>Comparisons</h2>
      \(evaluation.comparisons.enumerated().map { card($0.element, $0.offset) })
      </section>

      """
  }

  private func card(_ comparison: Comparison, _ number: Int) -> HTML {
    """
    <article class="card" id="comparison-\(number)">
    <header><h3>\(comparison.candidate) <span class="muted">against</span> \(comparison.control) \
    \(comparison.baseline.map { "<span class=\"muted\">of baseline</span> \($0) " } ?? HTML.empty)\
    <span class="model">\(comparison.model)</span></h3>\(comparison.verdict.badge)</header>
    <div class="delta">\(own(comparison))\(comparison.population.map(population))</div>
    \(facts(comparison))
    \(alarms(comparison))
    \(changes(comparison))
    \(leftOut(comparison))
    </article>

    """
  }

  /// Where there are many comparisons, a reader opens those in which nothing is known to have changed.
  private func changes(_ comparison: Comparison) -> HTML {
    let lists = ComparisonLists(comparison)
    let columns: HTML = """
      <div class="columns"><div>\(lists.flips)\(lists.moved)</div><div>\(lists.tools)\(lists.tags)</div></div>
      """
    if evaluation.comparisons.count <= Self.mostOpen || comparison.hasNews { return columns }
    return "<details class=\"quiet\"><summary>Nothing changed beyond noise</summary>\(columns)</details>"
  }

  // MARK: Δ

  private func own(_ comparison: Comparison) -> HTML {
    let difference = comparison.difference
    let bar = difference.map {
      IntervalBar(
        axis: axis, value: $0.delta, low: $0.low, high: $0.high,
        lines: [(at: 0, kind: "zero"), (at: -comparison.tolerance, kind: "margin")], tone: comparison.tone)
    }
    let interval = difference.map { "\($0.level.wholePercent) interval \($0.interval)" } ?? "nothing to compare"
    let isAdjusted = (difference?.delta ?? 0) < 0
    let p = comparison.p.map { ", p \($0.probability) one-sided\(isAdjusted ? " after Holm" : "")" } ?? ""
    return effect(
      comparison.scope, "\(comparison.mark) \(comparison.difference?.delta.signedPoints ?? "–")", comparison.tone, bar,
      comparison.isDeterministic ? "exact: a fact about these cases" : interval + p)
  }

  private func population(_ effect: Comparison.PopulationEffect) -> HTML {
    let bar = IntervalBar(
      axis: axis, value: effect.delta, low: effect.low, high: effect.high, lines: [(at: 0, kind: "zero")],
      tone: effect.tone)
    let p = effect.p.map { ", p \($0.probability) two-sided" } ?? ""
    return self.effect(
      .population, "\(effect.mark) \(effect.delta.signedPoints)", effect.tone, bar,
      "\(effect.level.wholePercent) interval \(effect.interval)\(p)")
  }

  private func effect(
    _ scope: Estimate.Scope, _ figure: String, _ tone: String, _ bar: IntervalBar?, _ words: String
  ) -> HTML {
    """
    <div class="effect"><p class="scope">Δ for \(scope.words)</p><div class="drawn">\
    <p class="figure \(tone)">\(figure)<span class="unit"> points</span></p>\(bar.map(drawing))</div>\
    <p class="muted">\(words)</p></div>
    """
  }

  private func drawing(_ bar: IntervalBar) -> HTML {
    """
    <figure>\(bar.html)<figcaption><span>\(axis.low.signedPoints)</span><span>0</span>\
    <span>\(axis.high.signedPoints)</span></figcaption></figure>
    """
  }

  private func facts(_ comparison: Comparison) -> HTML {
    let tokens = comparison.tokens
    let facts: [(String, String)] = [
      ("Allowed drop", "\(comparison.tolerance.points) points"),
      ("Can show", comparison.couldDetect + (comparison.couldDetect.hasPrefix("≥") ? " points" : "")),
      ("p of a drop, one-sided", comparison.difference?.drop.p?.probability ?? "–"),
      ("p of a drop, one-sided, Holm", comparison.difference?.drop.adjusted?.probability ?? "–"),
      ("p of a gain, one-sided", comparison.difference?.gain.p?.probability ?? "–"),
      ("Paired cases", comparison.cases.paired.grouped),
      ("Accuracy", comparison.accuracy.words ?? "–"),
      ("Tokens of the tools", "≈ \(tokens.catalogWords)"),
      ("Input of a trial", tokens.inputWords ?? "not known"),
    ]
    return "<dl class=\"facts\">\(facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML })</dl>"
  }

  // MARK: What needs a look

  private func alarms(_ comparison: Comparison) -> HTML {
    let tools = comparison.changes.collateral.map {
      "<code>\($0.name, limit: 120)</code> \($0.difference.delta.signedPoints)" as HTML
    }
    let known = comparison.changes.newFailures.filter(\.isKnown)
    let open = comparison.changes.newFailures.filter { !$0.isKnown }
    let lines = [
      alarm("bad", "Collateral damage, worse without an edit:", tools),
      alarm("bad", "No longer correct:", known.map(link)),
      alarm("open", "No longer correct, with too few repeats to tell it from noise:", open.map(link)),
    ].compactMap(\.self)
    return lines.isEmpty ? .empty : "<ul class=\"alarms\">\(lines)</ul>"
  }

  private func link(_ failure: Comparison.NewFailure) -> HTML {
    "<a href=\"#\(anchorOf: failure.caseID)\">\(failure.caseID, limit: 120)</a>"
  }

  private func alarm(_ tone: String, _ words: String, _ entries: [HTML]) -> HTML? {
    if entries.isEmpty { return nil }
    let shown = entries.prefix(Self.mostNamed)
    let rest: HTML = entries.count > shown.count ? " … and \((entries.count - shown.count).grouped) more" : .empty
    return
      "<li><span class=\"\(tone)\">\(words)</span> \(shown.dropLast().map { "\($0), " as HTML })\(shown.last)\(rest)</li>"
  }

  private func leftOut(_ comparison: Comparison) -> HTML {
    let groups = LeftOutCases.groups(comparison, evaluation.run.suite)
    if groups.isEmpty { return .empty }
    let words = groups.map { $0.words(most: Self.mostNamed) }.joined(separator: "; ")
    return "<p class=\"notice\">Left out: \(words).</p>"
  }
}
