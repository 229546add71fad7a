package import EvalCore
import OrderedJSON

/// The tables that are printed after a run: scores, comparisons, what failed, the gate, and the verdict at the end.
package struct TerminalReport {
  let evaluation: Evaluation
  let width: Int
  let color: Bool
  let redact: Redaction

  /// - Parameter width: columns of the terminal; fewer than 20 count as 20.
  package init(
    _ evaluation: Evaluation, width: Int = 80, color: Bool = false, redact: @escaping Redaction = { $0 }
  ) {
    self.evaluation = evaluation
    self.width = width
    self.color = color
    self.redact = redact
  }

  /// Lines without a space at their end, each closed by a line break.
  package var text: String {
    var page = TerminalPage(width: width, color: color, redact: redact)
    let body = body
    doubt(&page)
    head(&page, showing: body.shownColumns)
    page.append(body)
    return page.lines.map { $0 + "\n" }.joined()
  }

  /// Made before the head, which explains what is shown.
  private var body: TerminalPage {
    var page = TerminalPage(width: width, color: color, redact: redact)
    let index = TrialIndex(evaluation.scores)
    for card in evaluation.run.plan.models {
      let arms = evaluation.scores.arms.filter { $0.model == card.name }
      if arms.isEmpty { continue }
      page.gap()
      scores(of: card, arms, &page)
      comparisons(of: card, &page)
      failures(of: card, arms, index, &page)
    }
    layers(&page)
    gate(&page)
    conclusion(&page)
    if !page.leftOutColumns.isEmpty {
      let columns = page.leftOutColumns.listed(most: Self.mostLeftOut)
      page.paragraph(StyledText("wider terminals show \(columns)", .faint), hanging: 2)
    }
    page.paragraph(StyledText("what the columns mean: toolsight help report", .faint), hanging: 2)
    return page
  }

  private static let mostLeftOut = 6

  private func head(_ page: inout TerminalPage, showing columns: Set<String>) {
    let run = evaluation.run
    page.paragraph(
      StyledText(run.record.suiteName, .strong)
        + StyledText("  run \(run.record.id), \(AskedWords(evaluation).words), ")
        + StyledText("judged by \(AskedWords(evaluation).strictness)"), hanging: 2)
    if let scopes = IntervalScopes(evaluation).sentence(of: columns) {
      page.paragraph(StyledText(scopes, .faint), hanging: 2)
    }
  }

  /// Said before everything else.
  func doubt(_ page: inout TerminalPage) {
    if let doubt = Conclusion(evaluation).doubt { page.paragraph(StyledText("! " + doubt, .open)) }
  }

  func conclusion(_ page: inout TerminalPage) {
    page.gap()
    if let missing = MissingTrials(evaluation).sentence { page.paragraph(StyledText(missing, .open)) }
    let conclusion = Conclusion(evaluation)
    if let warning = conclusion.warning { page.paragraph(StyledText("! " + warning, .open)) }
    page.paragraph(StyledText(conclusion.word.uppercased(), conclusion.style) + StyledText("  " + conclusion.reason))
    page.paragraph(StyledText(conclusion.detection))
    if let cost = CostWords(evaluation).sentence { page.paragraph(StyledText(cost + ".")) }
  }
}

extension Conclusion {
  var style: TextStyle {
    switch kind {
    case .judged(let verdict): verdict.style
    case .unmeasured: .bad
    }
  }
}
