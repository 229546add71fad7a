import EvalCore
import OrderedJSON

/// The rates of every variant, model by model, on one common axis; then outcomes and tags.
struct SummarySection {
  private let evaluation: Evaluation
  private let arms: [ArmScore]

  init(_ evaluation: Evaluation) {
    self.evaluation = evaluation
    arms = evaluation.scores.arms
  }

  var html: HTML {
    """
    <section id="summary">
    <h2>Summary</h2>
    \(IntervalScopes(evaluation).sentence.map { "<p class=\"lead\">\($0).</p>" } ?? HTML.empty)
    <div class="scroll"><table class="scores">
    <caption class="vh">Rates by model and variant</caption>
    <thead><tr><th scope="col">Variant</th><th scope="col" class="num">Accuracy</th>\
    <th scope="col" class="axis-head drawing"><span>0%</span><span>100%</span></th>\
    <th scope="col">Interval</th>\(comparesAnything ? "<th scope=\"col\" class=\"num\">Δ points\(scope)</th>" as HTML : HTML.empty)\
    <th scope="col" class="num">\
    <abbr title="share of cases whose repeats are all right">pass^\(repeats)</abbr></th>\
    <th scope="col" class="num">False calls</th><th scope="col" class="num">Missed calls</th>\
    <th scope="col" class="num"><abbr title="right tools, whatever the arguments">Tools only</abbr></th>\
    <th scope="col" class="num">Macro F1</th>\(marginHeading)<th scope="col" class="num">\
    <abbr title="of the tools, estimated: about 4 characters each">≈ Tokens</abbr></th>\
    <th scope="col" class="num">p50 / p95</th><th scope="col" class="num"><abbr title="cases × repeats">n×K</abbr></th></tr></thead>
    \(evaluation.run.plan.models.map(group))
    </table></div>
    <div class="pair">\(OutcomeTable(arms).html)\(TagTable(arms).html)</div>
    </section>

    """
  }

  private var comparesAnything: Bool { !evaluation.comparisons.isEmpty }
  private var givesMargins: Bool { arms.contains { $0.rates.margins != nil } }
  private var repeats: Int { evaluation.repeats(of: arms) }

  private func group(_ card: ModelCard) -> HTML {
    let arms = arms.filter { $0.model == card.name }
    if arms.isEmpty { return .empty }
    let notes = ModelNote(card, evaluation)?.sentences.joined(separator: "; ")
    return """
      <tbody><tr class="group"><th scope="rowgroup" colspan="\(12 + (comparesAnything ? 1 : 0) + (givesMargins ? 1 : 0))">\(card.name)\
      \(notes.map { " <span class=\"note\">\($0)</span>" } ?? HTML.empty)</th></tr>
      \(arms.map(row))</tbody>
      """
  }

  private func row(_ arm: ArmScore) -> HTML {
    let isControl = arm.variant == evaluation.run.suite.control.name && evaluation.run.plan.variants.count > 1
    return """
      <tr><th scope="row">\(arm.variant)\(isControl ? " <span class=\"tag\">control</span>" : HTML.empty)</th>\
      <td class="num big">\(arm.rates.accuracy?.value.percent ?? "–")</td>\
      <td class="drawing">\(drawing(arm))</td>\
      <td class="nowrap">\(interval(arm))</td>\
      \(comparesAnything ? "<td class=\"num nowrap\">\(change(arm))</td>" : HTML.empty)\
      <td class="num">\(arm.rates.passK?.percent ?? "–")</td>\
      <td class="num">\(RateCell.html(arm.rates.falseCallRate))</td><td class="num">\(RateCell.html(arm.rates.missedCallRate))</td>\
      <td class="num">\(RateCell.html(arm.rates.nameAccuracy))</td>\
      <td class="num">\(arm.rates.macroF1?.percent ?? "–")</td>\(margin(arm))<td class="num">\(arm.consumption.catalogTokens.grouped)</td>\
      <td class="num nowrap">\(arm.consumption.latency.map { "\($0.p50.duration) / \($0.p95.duration)" } ?? "–")</td>\
      <td class="num nowrap">\(arm.counts.cases.grouped)×\(evaluation.repeats(of: [arm]))\(missing(arm))</td></tr>

      """
  }

  private var marginHeading: HTML {
    guard givesMargins else { return .empty }
    return """
      <th scope="col" class="num"><abbr title="mean over cases of the log-probability of the right tool less that of the \
      likeliest other, in nats">Margin</abbr></th>
      """
  }

  private func margin(_ arm: ArmScore) -> HTML {
    guard givesMargins else { return .empty }
    return "<td class=\"num nowrap\">\(arm.rates.margins?.words ?? "–")</td>"
  }

  /// The interval is the one whose numbers stand beside it.
  private func drawing(_ arm: ArmScore) -> HTML {
    guard let accuracy = arm.rates.accuracy else { return .empty }
    let known = arm.isDeterministic ? arm.rates.populationAccuracy ?? accuracy : accuracy
    return IntervalBar(axis: .rates, value: accuracy.value, low: known.low, high: known.high).html
  }

  /// An exact rate needs none for these cases, and has one for cases of their kind.
  private func interval(_ arm: ArmScore) -> HTML {
    guard arm.isDeterministic else { return "\(arm.rates.accuracy?.interval ?? "–")" }
    return "exact \(arm.rates.populationAccuracy?.interval ?? "")"
  }

  /// Against this run's control, and against the baseline.
  private func change(_ arm: ArmScore) -> HTML {
    HTML(
      evaluation.comparisons.enumerated()
        .filter { $0.element.candidate == arm.variant && $0.element.model == arm.model }
        .map { change($0.element, $0.offset) })
  }

  private func change(_ comparison: Comparison, _ number: Int) -> HTML {
    """
    <a class="change \(comparison.tone)" href="#comparison-\(number)">\(comparison.mark) \
    \(comparison.difference?.delta.signedPoints ?? "–")\(comparison.baseline.map { " <span>since \($0, limit: 40)</span>" as HTML })</a>
    """
  }

  /// What every Δ of the table is about, where that is one thing.
  private var scope: HTML {
    let scopes = evaluation.comparisons.map(\.scope.words).distinct
    return scopes.count == 1 ? "<span class=\"scope\">\(scopes[0])</span>" : .empty
  }

  private func missing(_ arm: ArmScore) -> HTML {
    arm.counts.missing == 0 ? .empty : " <span class=\"open\">\(arm.counts.missing.grouped) missing</span>"
  }
}
