import EvalCore
import OrderedJSON

/// The rates of every arm, with the level and the scope of their intervals.
struct MarkdownScores {
  private let evaluation: Evaluation

  init(_ evaluation: Evaluation) { self.evaluation = evaluation }

  func write(to page: inout MarkdownWriter) {
    let columns: [MarkdownColumn] =
      [
        .left("Model"), .left("Variant"), .right("Accuracy"), .left("Interval"), .right("All repeats right"),
        .right("False calls"), .right("Missed calls"), .right("Cases"),
        .right("Missing"), .right("≈ Tokens"),
      ] + (givesMargins ? [.left("Margin")] : [])
    page.table(columns, evaluation.scores.arms.map(row), noun: "arms")
    if let sentence = IntervalScopes(evaluation).sentence { page.block("\(own: sentence).") }
    for card in evaluation.run.plan.models {
      if let note = ModelNote(card, evaluation) {
        page.block("\(note.model): \(note.sentences.joined(separator: "; "), limit: 600)")
      }
    }
  }

  private func row(_ arm: ArmScore) -> Markdown {
    """
    \(arm.model) | \(arm.variant) | \(own: arm.rates.accuracy?.value.percent ?? "–") | \(own: interval(arm)) | \
    \(own: arm.rates.passK?.percent ?? "–") | \(own: arm.rates.falseCallRate?.value.percent ?? "–") | \
    \(own: arm.rates.missedCallRate?.value.percent ?? "–") | \(own: arm.counts.cases.grouped) | \(own: arm.counts.missing.grouped) | \
    \(own: arm.consumption.catalogTokens.grouped)\(own: givesMargins ? " | \(arm.rates.margins?.words ?? "–")" : "")
    """
  }

  private var givesMargins: Bool { evaluation.scores.arms.contains { $0.rates.margins != nil } }

  /// An exact rate needs none for these cases, and has one for cases of their kind.
  private func interval(_ arm: ArmScore) -> String {
    guard arm.isDeterministic else { return arm.rates.accuracy?.interval ?? "–" }
    return "exact" + (arm.rates.populationAccuracy.map { " \($0.interval)" } ?? "")
  }
}
