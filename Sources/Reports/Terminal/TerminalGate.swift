import EvalCore
import OrderedJSON

extension TerminalReport {
  /// Failed and open rules first; rules that are met are shown as far as there is room.
  func gate(_ page: inout TerminalPage) {
    let rules = evaluation.gate.rules
    if rules.isEmpty { return }
    page.gap()
    page.paragraph(StyledText("gate", .strong))
    let order: [Verdict] = [.fail, .inconclusive, .pass, .notApplicable]
    let sorted = order.flatMap { outcome in rules.filter { $0.verdict == outcome } }
    let shown = sorted.prefix(Self.mostRules)
    for rule in shown { line(rule, &page) }
    if sorted.count > shown.count {
      let rest = (sorted.count - shown.count).counted("more rule")
      page.paragraph(StyledText("… and \(rest)", .faint), indent: 2)
    }
  }

  private static let mostRules = 24

  private func line(_ rule: RuleOutcome, _ page: inout TerminalPage) {
    page.paragraph(
      StyledText("\(rule.verdict.mark) \(rule.title(in: evaluation.run.suite.gate))", rule.verdict.style)
        + StyledText(rule.appliesTo.map { " \($0)" } ?? "", .faint) + StyledText(": \(rule.detail)"),
      indent: 2, hanging: 2)
  }
}
