import EvalCore
import OrderedJSON

extension TerminalReport {
  /// What changed in each comparison; where there are many, only in those that deserve a look.
  func changes(_ comparisons: [Comparison], _ page: inout TerminalPage) {
    let isCrowded = evaluation.comparisons.count > Self.mostInFull
    let shown = isCrowded ? comparisons.filter(\.hasNews) : comparisons
    for comparison in shown { changes(comparison, &page) }
    let quiet = isCrowded ? comparisons.filter { !$0.hasNews } : []
    if quiet.isEmpty { return }
    page.gap()
    page.paragraph(
      StyledText("nothing beyond noise in: \(quiet.map(\.title).joined(separator: ", "))", .faint), indent: 2,
      hanging: 2)
  }

  /// Comparisons of a whole run that are all shown in full.
  private static let mostInFull = 4
  /// Entries of a list that stands in a sentence.
  private static let mostNamed = 4

  /// Rows of one table: fewer where there are many tables.
  private var mostRows: Int { evaluation.comparisons.count > 2 ? 4 : Self.most }

  private func changes(_ comparison: Comparison, _ page: inout TerminalPage) {
    remarks(comparison, &page)
    tools(comparison, &page)
    tags(comparison, &page)
    flips(comparison, &page)
    moved(comparison, &page)
  }

  // MARK: In sentences

  private func remarks(_ comparison: Comparison, _ page: inout TerminalPage) {
    let remarks = [
      collateral(comparison).map { StyledText($0, .bad) },
      newFailures(comparison).map {
        StyledText($0, comparison.changes.newFailures.contains(where: \.isKnown) ? .bad : .open)
      },
      comparison.tokens.sentence.map { StyledText($0) },
      noisyTags(comparison).map { StyledText($0) },
      leftOut(LeftOutCases.skipped(comparison, evaluation.run.suite)).map { StyledText($0, .faint) },
    ].compactMap(\.self)
    if remarks.isEmpty { return }
    page.gap()
    for remark in remarks {
      page.paragraph(StyledText("\(comparison.title): ", .strong) + remark, indent: 2, hanging: 2)
    }
  }

  private func collateral(_ comparison: Comparison) -> String? {
    let tools = comparison.changes.collateral.map { "\($0.name) \($0.difference.delta.signedPoints)" }
    return tools.isEmpty ? nil : "! collateral damage, worse without an edit: \(tools.beginning(Self.mostNamed))"
  }

  private func newFailures(_ comparison: Comparison) -> String? {
    let cases = comparison.changes.newFailures.map { ($0.isKnown ? "" : "~ ") + $0.caseID }
    return cases.isEmpty ? nil : "! no longer correct: \(cases.beginning(Self.mostNamed))"
  }

  /// Tags of which none is known to have changed need no table.
  private func noisyTags(_ comparison: Comparison) -> String? {
    let changed = comparison.changedTags
    if changed.isEmpty || changed.contains(where: \.isKnown) { return nil }
    return "tags: "
      + changed.map { "\($0.openSign)\($0.name) \($0.difference.delta.signedPoints)" }.beginning(Self.mostNamed)
  }

  /// Nil where no case is left out.
  func leftOut(_ groups: [LeftOutCases]) -> String? {
    groups.isEmpty ? nil : "left out: " + groups.map { $0.words(most: 3) }.joined(separator: "; ")
  }

  // MARK: In tables

  private func tools(_ comparison: Comparison, _ page: inout TerminalPage) {
    let collateral = Set(comparison.changes.collateral.map(\.name))
    let rows = comparison.changedTools.map { tool in
      let mark = collateral.contains(tool.name) ? StyledText("collateral", .bad) : tool.isEdited ? "edited" : ""
      return row(tool) + [mark]
    }
    table(rows, columns("tools, \(comparison.title)") + [.init("", .left, rank: 1)], "tool", most: mostRows, &page)
  }

  private func tags(_ comparison: Comparison, _ page: inout TerminalPage) {
    if noisyTags(comparison) != nil { return }
    let rows = comparison.changedTags.map(row)
    table(rows, columns("tags, \(comparison.title)"), "tag", most: mostRows / 2, &page)
  }

  private func columns(_ title: String) -> [TextTable.Column] {
    [
      .init(title, .left, minimum: 12, wraps: true), .init("Δ points"), .init("interval", .left, rank: 3),
      .init("p of a drop", rank: 2), .init("cases", rank: 4),
    ]
  }

  private func row(_ group: Comparison.GroupChange) -> [StyledText] {
    [
      StyledText(group.name),
      StyledText(
        group.openSign + group.difference.delta.signedPoints,
        group.isKnown ? (group.difference.delta < 0 ? .bad : .good) : .plain
      ),
      StyledText(group.difference.drop == .fact ? "exact" : group.difference.interval),
      StyledText(group.difference.drop.adjusted?.probability ?? "–"),
      StyledText(group.cases.grouped),
    ]
  }

  private func flips(_ comparison: Comparison, _ page: inout TerminalPage) {
    let columns: [TextTable.Column] = [
      .init("cases, \(comparison.title)", .left, minimum: 24, wraps: true), .init("rate"),
      .init("two-sided p", rank: 1),
      .init("prompt", .left, rank: 2, minimum: 20),
    ]
    let rows = comparison.rankedFlips.prefix(mostRows).map(row)
    table(rows, of: comparison.changes.flips.count, columns, "case", &page)
  }

  private func row(_ flip: Comparison.Flip) -> [StyledText] {
    let style: TextStyle = flip.isKnown ? (flip.candidate < flip.control ? .bad : .good) : .plain
    return [
      StyledText(flip.caseID),
      StyledText((flip.isKnown ? "" : "~ ") + "\(flip.control.percent) → \(flip.candidate.percent)", style),
      StyledText(flip.evidence.adjusted?.probability ?? "–"),
      StyledText(prompt(flip.caseID), .faint),
    ]
  }

  /// Shares of a tool's cases are counted; nothing says that they are more than noise.
  private func moved(_ comparison: Comparison, _ page: inout TerminalPage) {
    let untested = comparison.isDeterministic ? "" : " (counted, not tested)"
    let rows = comparison.changes.moved.prefix(mostRows / 2).map { [StyledText(Movement($0).sentence)] }
    let title = TextTable.Column("moved, \(comparison.title)\(untested)", .left, minimum: 20, wraps: true)
    table(rows, of: comparison.changes.moved.count, [title], "move", &page)
  }

  private func table(
    _ rows: [[StyledText]], _ columns: [TextTable.Column], _ noun: String, most: Int, _ page: inout TerminalPage
  ) {
    table(Array(rows.prefix(most)), of: rows.count, columns, noun, &page)
  }

  private func table(
    _ rows: [[StyledText]], of count: Int, _ columns: [TextTable.Column], _ noun: String, _ page: inout TerminalPage
  ) {
    if rows.isEmpty { return }
    page.gap()
    page.table(TextTable(columns, rows: rows))
    more(count, noun, shown: rows.count, &page)
  }
}

extension [String] {
  /// The first of them, and how many there are beside them.
  fileprivate func beginning(_ most: Int) -> String {
    prefix(most).joined(separator: ", ") + (count > most ? ", … and \((count - most).grouped) more" : "")
  }
}
