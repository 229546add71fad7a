import EvalCore
import OrderedJSON

extension TerminalReport {
  /// Rows of a list before the rest is only counted.
  static let most = 6

  /// What one model got wrong: the tools that it confuses, the cases that fail most often, and those that waver.
  func failures(of card: ModelCard, _ arms: [ArmScore], _ index: TrialIndex, _ page: inout TerminalPage) {
    confusions(arms, &page)
    failingCases(arms, index, &page)
    flakyCases(arms, &page)
  }

  func prompt(_ caseID: String) -> String {
    evaluation.run.suite.cases.first { $0.id == caseID }?.prompt.bounded(to: 400) ?? ""
  }

  /// Says how many entries a list leaves out.
  func more(_ count: Int, _ noun: String, shown: Int = most, _ page: inout TerminalPage) {
    let rest = count - shown
    if rest > 0 { page.paragraph(StyledText("… and \(rest.counted("more \(noun)"))", .faint), indent: 2) }
  }

  private func confusions(_ arms: [ArmScore], _ page: inout TerminalPage) {
    let pairs = ConfusedPair.ranked(arms)
    if pairs.isEmpty { return }
    page.gap()
    page.table(
      TextTable(
        [.init("confused tools", .left, minimum: 20, wraps: true)] + variantColumns(arms),
        rows: pairs.prefix(Self.most).map { pair in
          [StyledText("\(pair.gold) → \(pair.predicted)")] + pair.shares.map { StyledText($0?.percent ?? "–") }
        }))
    more(pairs.count, "pair", &page)
  }

  private func variantColumns(_ arms: [ArmScore]) -> [TextTable.Column] {
    arms.enumerated().map { index, arm in .init(arm.variant, rank: index < 2 ? 0 : 10 + index, minimum: 7) }
  }

  // MARK: Cases

  private func failingCases(_ arms: [ArmScore], _ index: TrialIndex, _ page: inout TerminalPage) {
    let failing = FailingCase.ranked(arms)
    if failing.isEmpty { return }
    page.gap()
    page.table(
      TextTable(
        [.init("failing cases", .left, minimum: 24, wraps: true)] + variantColumns(arms)
          + [.init("mostly", .left, rank: 1_000, minimum: 14), .init("prompt", .left, rank: 1_001, minimum: 20)],
        rows: failing.prefix(Self.most).map { failing in
          [StyledText(failing.caseID)]
            + failing.tallies.map { StyledText($0.map { "\($0.correct)/\($0.scored)" } ?? "–") }
            + [StyledText(commonFailure(failing.caseID, arms, index)), StyledText(prompt(failing.caseID), .faint)]
        }))
    more(failing.count, "case", &page)
  }

  /// Their wording, or that of the tools, is ambiguous.
  private func flakyCases(_ arms: [ArmScore], _ page: inout TerminalPage) {
    let flaky = FlakyCase.all(arms)
    if flaky.isEmpty { return }
    let rest = flaky.count > Self.most ? ", … and \((flaky.count - Self.most).grouped) more" : ""
    page.gap()
    page.paragraph(
      StyledText("flaky, neither right nor wrong: ", .open)
        + StyledText(flaky.prefix(Self.most).map(\.words).joined(separator: ", ") + rest), indent: 2, hanging: 2)
  }

  private func commonFailure(_ caseID: String, _ arms: [ArmScore], _ index: TrialIndex) -> String {
    guard let failure = CommonFailure(of: caseID, in: arms, index) else { return "" }
    let words = failure.outcome.rawValue + (failure.stray.map { " \($0)" } ?? "")
    return (failure.variant.map { "\($0): " } ?? "") + words
  }
}
