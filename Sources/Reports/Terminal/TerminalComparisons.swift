import EvalCore
import OrderedJSON

extension TerminalReport {
  /// Each candidate against its control under one model, for these cases and for cases of their kind; then what changed.
  func comparisons(of card: ModelCard, _ page: inout TerminalPage) {
    let comparisons = evaluation.comparisons.filter { $0.model == card.name }
    let ownRun = comparisons.filter { $0.baseline == nil }
    table(ownRun, title: ownRun.first.map { "against \($0.control)" } ?? "", &page)
    for baseline in comparisons.compactMap(\.baseline).distinct {
      stored(comparisons.filter { $0.baseline == baseline }, baseline, &page)
    }
    changes(comparisons, &page)
  }

  /// Arms that were compared with a stored run: all with one of its arms, or each with its own.
  private func stored(_ comparisons: [Comparison], _ baseline: String, _ page: inout TerminalPage) {
    let controls = comparisons.map(\.control).distinct
    let against = controls.count == 1 ? comparisons[0].controlTitle : "the same of baseline \(baseline)"
    page.gap()
    page.paragraph(StyledText("against \(against)", .faint), indent: 2, hanging: 2)
    table(comparisons, title: "variant", isTitled: true, namesControls: controls.count > 1, &page)
    if let leftOut = leftOut(LeftOutCases.unmatched(comparisons[0])) {
      page.paragraph(StyledText(leftOut, .faint), indent: 2, hanging: 2)
    }
  }

  private func table(
    _ comparisons: [Comparison], title: String, isTitled: Bool = false, namesControls: Bool = false,
    _ page: inout TerminalPage
  ) {
    if comparisons.isEmpty { return }
    if !isTitled { page.gap() }
    page.table(
      TextTable(
        [
          .init(title, .left, minimum: 8),
          .init("scope", .left),
          .init("Δ points", .left),
          .init("interval", .left, rank: 1),
          .init("p", rank: 3),
          .init("can show", rank: 2),
          .init("accuracy", .left, rank: isTitled ? 4 : 7),
          .init("cases", rank: 6),
          .init("flips", rank: 5),
          .init("verdict", .left),
        ], rows: comparisons.flatMap { rows($0, namesControl: namesControls) }))
  }

  private func rows(_ comparison: Comparison, namesControl: Bool) -> [[StyledText]] {
    [row(comparison, namesControl: namesControl)] + (comparison.population.map { [row($0, under: comparison)] } ?? [])
  }

  private func row(_ comparison: Comparison, namesControl: Bool) -> [StyledText] {
    let isOther = namesControl && comparison.control != comparison.candidate
    return [
      StyledText(comparison.candidate + (isOther ? " against \(comparison.control)" : ""), .strong),
      StyledText(Self.scope(comparison.scope)),
      StyledText("\(comparison.mark) \(comparison.difference?.delta.signedPoints ?? "–")", comparison.style),
      StyledText(interval(comparison)),
      StyledText(p(comparison.p, "one", comparison)),
      StyledText(comparison.couldDetect),
      StyledText(comparison.accuracy.words ?? "–"),
      StyledText(comparison.cases.paired.grouped),
      StyledText(comparison.changes.flips.count.grouped),
      StyledText("\(comparison.verdict.mark) \(comparison.verdict.words)", comparison.verdict.style),
    ]
  }

  private func row(_ effect: Comparison.PopulationEffect, under comparison: Comparison) -> [StyledText] {
    let style: TextStyle = effect.isSignificant ? (effect.delta > 0 ? .good : .bad) : .plain
    return [
      "", StyledText(Self.scope(.population)), StyledText("\(effect.mark) \(effect.delta.signedPoints)", style),
      StyledText(level(effect.level, comparison) + effect.interval), StyledText(p(effect.p, "two", comparison)), "", "",
      "", "", "",
    ]
  }

  private func interval(_ comparison: Comparison) -> String {
    if comparison.isDeterministic { return "exact" }
    return comparison.difference.map { level($0.level, comparison) + $0.interval } ?? "–"
  }

  /// The head of the report says it for each scope; only where both have the same scope it must stand here.
  private func level(_ level: Double, _ comparison: Comparison) -> String {
    comparison.scope == .population ? level.wholePercent + " " : ""
  }

  /// As with levels, the head of the report says for each scope how many sides it has.
  private func p(_ p: Double?, _ sides: String, _ comparison: Comparison) -> String {
    guard let p else { return "–" }
    return comparison.scope == .population ? "\(p.probability) \(sides)-sided" : p.probability
  }

  /// As short as a column needs it; the head of the report has it in full.
  private static func scope(_ scope: Estimate.Scope) -> String { scope == .suite ? "these cases" : "this kind" }
}
