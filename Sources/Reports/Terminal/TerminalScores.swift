import EvalCore
import OrderedJSON

extension TerminalReport {
  /// The rates of every variant under one model, with what must stand beside them.
  func scores(of card: ModelCard, _ arms: [ArmScore], _ page: inout TerminalPage) {
    page.paragraph(StyledText(card.name, .strong))
    for sentence in ModelNote(card, evaluation)?.sentences ?? [] {
      page.paragraph(StyledText(sentence, .faint), indent: 2, hanging: 2)
    }
    page.table(TextTable(columns(arms), rows: arms.map { row($0, among: arms) }))
  }

  private func columns(_ arms: [ArmScore]) -> [TextTable.Column] {
    let margins: [TextTable.Column] = giveMargins(arms) ? [.init("margin", .left, rank: 3)] : []
    return [
      .init("variant", .left, minimum: 8),
      .init("accuracy", .left),
      .init("pass^\(evaluation.repeats(of: arms))", rank: 3),
      .init("false calls", rank: 5),
      .init("missed calls", rank: 5),
      .init("n×K", rank: 4),
      .init("missing", rank: arms.contains { $0.counts.missing > 0 } ? 2 : 13),
      .init("tokens", rank: 6),
      .init("tools only", rank: 9),
      .init("macro F1", rank: 10),
      .init("p50", rank: 11),
      .init("p95", rank: 12),
    ] + margins
  }

  private func giveMargins(_ arms: [ArmScore]) -> Bool { arms.contains { $0.rates.margins != nil } }

  private func row(_ arm: ArmScore, among arms: [ArmScore]) -> [StyledText] {
    let margins = giveMargins(arms) ? [StyledText(arm.rates.margins?.words ?? "–")] : []
    return [
      StyledText(arm.variant, .strong),
      StyledText(accuracy(arm)),
      StyledText(arm.rates.passK?.percent ?? "–"),
      StyledText(arm.rates.falseCallRate?.value.percent ?? "–"),
      StyledText(arm.rates.missedCallRate?.value.percent ?? "–"),
      StyledText("\(arm.counts.cases.grouped)×\(evaluation.repeats(of: arms))"),
      StyledText(arm.counts.missing.grouped, arm.counts.missing > 0 ? .open : .plain),
      StyledText("≈ \(arm.consumption.catalogTokens.grouped)"),
      StyledText(arm.rates.nameAccuracy?.value.percent ?? "–"),
      StyledText(arm.rates.macroF1.map { $0.percent } ?? "–"),
      StyledText(arm.consumption.latency?.p50.duration ?? "–"),
      StyledText(arm.consumption.latency?.p95.duration ?? "–"),
    ] + margins
  }

  /// An exact rate with what it says of such cases, or a rate with its interval.
  private func accuracy(_ arm: ArmScore) -> String {
    guard let accuracy = arm.rates.accuracy else { return "–" }
    let interval =
      arm.isDeterministic ? arm.rates.populationAccuracy.map { "exact \($0.interval)" } ?? "exact" : accuracy.interval
    return "\(accuracy.value.percent) \(interval)"
  }
}
