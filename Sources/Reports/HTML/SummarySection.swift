import EvalCore

/// The rates of every variant, model by model, on one common axis; then outcomes and tags.
struct SummarySection {
  private let evaluation: Evaluation
  private let arms: [ArmScore]
  private let axis: BarAxis

  init(_ evaluation: Evaluation) {
    self.evaluation = evaluation
    arms = evaluation.scores.arms
    axis = BarAxis.rates(arms.compactMap(\.accuracy))
  }

  var html: HTML {
    """
    <section id="summary">
    <h2>Summary</h2>
    \(IntervalScopes(evaluation).sentence.map { "<p class=\"lead\">\($0.capitalizedFirst).</p>" } ?? HTML.empty)
    <div class="scroll"><table class="scores">
    <caption class="vh">Rates by model and variant</caption>
    <thead><tr><th scope="col">Variant</th><th scope="col" class="num">Accuracy</th>\
    <th scope="col" class="axis-head"><span>\(axis.low.wholePercent)</span><span>100%</span></th>\
    <th scope="col">Interval</th><th scope="col" class="num">Δ points</th>\
    <th scope="col" class="num"><abbr title="share of cases whose repeats are all right">All \(repeats) right</abbr></th>\
    <th scope="col" class="num">False calls</th><th scope="col" class="num">Missed calls</th>\
    <th scope="col" class="num"><abbr title="right tools, whatever the arguments">Tools only</abbr></th>\
    <th scope="col" class="num">Macro F1</th><th scope="col" class="num">Tokens</th>\
    <th scope="col" class="num">p50 / p95</th><th scope="col" class="num">Trials</th></tr></thead>
    \(evaluation.run.plan.models.map(group))
    </table></div>
    <div class="pair">\(OutcomeTable(arms).html)\(tags)</div>
    </section>

    """
  }

  private var repeats: Int { evaluation.run.record.repeats }

  private func group(_ card: ModelCard) -> HTML {
    let arms = arms.filter { $0.model == card.name }
    if arms.isEmpty { return .empty }
    let notes = ModelNote(card, evaluation)?.sentences.joined(separator: "; ")
    return """
      <tbody><tr class="group"><th scope="rowgroup" colspan="13">\(card.name)\
      \(notes.map { " <span class=\"note\">\($0)</span>" } ?? HTML.empty)</th></tr>
      \(arms.map(row))</tbody>
      """
  }

  private func row(_ arm: ArmScore) -> HTML {
    let isControl = arm.variant == evaluation.run.suite.control.name && evaluation.run.plan.variants.count > 1
    return """
      <tr><th scope="row">\(arm.variant)\(isControl ? " <span class=\"tag\">control</span>" : HTML.empty)</th>\
      <td class="num big">\(arm.accuracy?.value.percent ?? "–")</td>\
      <td>\(arm.accuracy.map { IntervalBar($0, on: axis).html } ?? HTML.empty)</td>\
      <td class="nowrap">\(arm.exact ? "exact" : arm.accuracy?.interval ?? "–")</td>\
      <td class="num nowrap">\(change(arm))</td>\
      <td class="num">\(arm.passK?.percent ?? "–")</td>\
      <td class="num">\(rate(arm.falseCallRate))</td><td class="num">\(rate(arm.missedCallRate))</td>\
      <td class="num">\(rate(arm.nameAccuracy))</td>\
      <td class="num">\(arm.macroF1?.percent ?? "–")</td><td class="num">\(arm.catalogTokens.grouped)</td>\
      <td class="num nowrap">\(arm.latency.map { "\($0.p50.duration) / \($0.p95.duration)" } ?? "–")</td>\
      <td class="num nowrap">\(arm.trials.grouped)\(missing(arm))</td></tr>

      """
  }

  private func change(_ arm: ArmScore) -> HTML {
    guard let comparison = evaluation.comparisons.first(where: { $0.candidate == arm.variant && $0.model == arm.model })
    else { return "" }
    return "<a class=\"\(comparison.tone)\" href=\"#comparisons\">\(comparison.mark) \(comparison.delta?.signedPoints ?? "–")</a>"
  }

  private func rate(_ estimate: Estimate?) -> HTML {
    guard let estimate else { return "–" }
    let interval = estimate.low == estimate.high ? "" : "\(estimate.level.wholePercent) interval \(estimate.interval)"
    return "<span title=\"\(interval)\">\(estimate.value.percent)</span>"
  }

  private func missing(_ arm: ArmScore) -> HTML {
    arm.missing == 0 ? .empty : " <span class=\"open\">\(arm.missing.grouped) missing</span>"
  }

  // MARK: Tags

  private static let mostTags = 60

  private var tags: HTML {
    let names = arms.flatMap { $0.tags.map(\.tag) }.distinct
    if names.isEmpty { return .empty }
    let cases = Dictionary(arms.flatMap(\.tags).map { ($0.tag, $0.cases) }, uniquingKeysWith: max)
    return """
      <div><h3>Accuracy by tag</h3>
      <div class="scroll"><table class="dense">\(ArmHeading(arms, before: ["Tag", "Cases"]).html)<tbody>
      \(names.prefix(Self.mostTags).map { tag in
        "<tr><th scope=\"row\">\(tag)</th><td class=\"num\">\((cases[tag] ?? 0).grouped)</td>\(arms.map { cell($0, tag) })</tr>\n"
      })</tbody></table></div>
      \(Notice.cut(names.count, shown: Self.mostTags, "tags"))</div>
      """
  }

  private func cell(_ arm: ArmScore, _ tag: String) -> HTML {
    let accuracy = arm.tags.first { $0.tag == tag }?.accuracy
    return "<td class=\"num\">\(rate(accuracy))</td>"
  }
}

/// Two rows of headings: the models, and under each its variants.
struct ArmHeading {
  private let arms: [ArmScore]
  private let before: [String]
  /// Columns of one arm.
  private let span: Int

  init(_ arms: [ArmScore], before: [String], span: Int = 1) {
    self.arms = arms
    self.before = before
    self.span = span
  }

  var html: HTML {
    let models = arms.map(\.model).distinct
    return """
      <thead><tr>\(before.map { "<th scope=\"col\" rowspan=\"2\">\($0)</th>" as HTML })\
      \(models.map { model in
        "<th scope=\"colgroup\" class=\"num\" colspan=\"\(span * arms.count { $0.model == model })\">\(model)</th>" as HTML
      })</tr>
      <tr>\(arms.map { "<th scope=\"col\" class=\"num\" colspan=\"\(span)\">\($0.variant)</th>" as HTML })</tr></thead>
      """
  }
}

/// How many trials ended how, arm by arm.
struct OutcomeTable {
  private let arms: [ArmScore]

  init(_ arms: [ArmScore]) { self.arms = arms }

  var html: HTML {
    let seen = Set(arms.flatMap { $0.outcomes.map(\.outcome) })
    // Backwards, so that what went right comes first and what could not be scored last.
    let outcomes = Outcome.allCases.reversed().filter(seen.contains)
    return """
      <div><h3>Outcomes</h3>
      <div class="scroll"><table class="dense">\(ArmHeading(arms, before: ["Trials that ended in"]).html)<tbody>
      \(outcomes.map { outcome in
        "<tr><th scope=\"row\"><code>\(outcome.rawValue)</code></th>\(arms.map { cell($0, outcome) })</tr>\n"
      })</tbody></table></div></div>
      """
  }

  private func cell(_ arm: ArmScore, _ outcome: Outcome) -> HTML {
    let trials = arm.outcomes.first { $0.outcome == outcome }?.trials ?? 0
    return trials == 0 ? "<td class=\"num muted\">·</td>" : "<td class=\"num\">\(trials.grouped)</td>"
  }
}

/// Says what a page leaves out.
enum Notice {
  static func cut(_ count: Int, shown: Int, _ noun: String) -> HTML {
    count <= shown
      ? .empty
      : "<p class=\"notice\">\(shown.grouped) of \(count.grouped) \(noun) are shown; report.json has them all.</p>"
  }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Comparison {
  var tone: String {
    guard let delta, isSignificant else { return "same" }
    return delta > 0 ? "good" : "bad"
  }
}
