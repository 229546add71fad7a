import EvalCore
import OrderedJSON

/// The cases that are not always right, folded, one table for each model.
struct MarkdownFailures {
  private let evaluation: Evaluation
  private let texts: TextGuard
  private let findings: TrialIndex
  private let cases: [String: EvalCase]

  /// Columns of a table; more variants are in `report.html`.
  private static let mostVariants = 8

  init(_ evaluation: Evaluation, _ texts: TextGuard) {
    self.evaluation = evaluation
    self.texts = texts
    findings = TrialIndex(evaluation.scores)
    cases = evaluation.run.suite.casesByID
  }

  func write(to page: inout MarkdownWriter) {
    for card in evaluation.run.plan.models {
      let all = evaluation.scores.arms.filter { $0.model == card.name }
      let arms = Array(all.prefix(Self.mostVariants))
      let failing = FailingCase.ranked(arms)
      let rates = arms.map { MarkdownColumn.right("\($0.variant, limit: 60)") }
      page.table(
        [.left("Case"), .left("Where")] + rates + [.left("Mostly"), .left("Prompt")],
        failing.lazy.map { row($0, all) }, noun: "failing cases",
        under: "\(own: failing.count.counted("case")) not always right: \(element: card.name)")
    }
  }

  private func row(_ failing: FailingCase, _ arms: [ArmScore]) -> Markdown {
    let evalCase = cases[failing.caseID]
    let position = evalCase.map { "\("\($0.position.file):\($0.position.line)")" as Markdown }
    let tallies = Markdown.own(
      failing.tallies.map { $0.map { "\($0.correct)/\($0.scored)" } ?? "–" }.joined(separator: " | "))
    return """
      \(failing.caseID) | \(position) | \(tallies) | \(mostly(failing.caseID, arms)) | \
      \(evalCase?.prompt ?? "", limit: 160)\(own: quarantined(evalCase))
      """
  }

  private func mostly(_ caseID: String, _ arms: [ArmScore]) -> Markdown {
    guard let failure = CommonFailure(of: caseID, in: arms, findings) else { return .empty }
    let variant = failure.variant.map { "\($0, limit: 60): " as Markdown }
    let stray = failure.stray.map { " \($0)" as Markdown }
    return "\(variant)\(own: failure.outcome.rawValue)\(stray)"
  }

  private func quarantined(_ evalCase: EvalCase?) -> String {
    evalCase?.quarantine.map { " (quarantined until \($0.until))" } ?? ""
  }
}
