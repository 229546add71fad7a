import EvalCore
import OrderedJSON

/// What changed in one comparison: cases, tools, tags, and where calls went.
struct ComparisonLists {
  private let comparison: Comparison

  private static let mostRows = 60

  init(_ comparison: Comparison) { self.comparison = comparison }

  var flips: HTML {
    let failures = Dictionary(firstOf: comparison.changes.newFailures.map { ($0.caseID, $0.isKnown) })
    return list(
      "Changed cases", comparison.rankedFlips, noun: "changed cases", none: "No case changed.",
      head: """
        <th scope="col">Case</th><th scope="col" class="num">Right</th>\
        <th scope="col" class="num"><abbr title="Benjamini and Hochberg over all paired cases">Adjusted p, \
        two-sided</abbr></th>
        """
    ) { row($0, isNewFailure: failures[$0.caseID]) }
  }

  private func row(_ flip: Comparison.Flip, isNewFailure: Bool?) -> HTML {
    let tone = flip.isKnown ? flip.candidate < flip.control ? "bad" : "good" : "same"
    let tag: HTML? = isNewFailure.map {
      $0 ? " <span class=\"tag alarm\">new failure</span>" : " <span class=\"tag\">new failure?</span>"
    }
    return """
      <tr><th scope="row"><a href="#\(anchorOf: flip.caseID)">\(flip.caseID, limit: 120)</a>\(tag)</th>\
      <td class="num nowrap \(tone)">\(flip.isKnown ? "" : "~ ")\(flip.control.percent) → \(flip.candidate.percent)</td>\
      <td class="num">\(flip.evidence.adjusted?.probability ?? "–")</td></tr>

      """
  }

  // MARK: Tools and tags

  var tools: HTML {
    let collateral = Set(comparison.changes.collateral.map(\.name))
    let still = comparison.changes.tools.filter { $0.difference.delta == 0 }
    return list(
      "By tool", comparison.changedTools + still, noun: "tools", none: "No tool has paired cases.",
      head: Self.head("Tool", "Holm over all tools of all comparisons")
    ) { tool in
      let mark: HTML =
        collateral.contains(tool.name)
        ? " <span class=\"tag alarm\">collateral</span>"
        : tool.isEdited ? " <span class=\"tag\">edited</span>" : .empty
      return row(tool, "<code>\(tool.name, limit: 120)</code>\(mark)")
    }
  }

  var tags: HTML {
    if comparison.changes.tags.isEmpty { return .empty }
    let still = comparison.changes.tags.filter { $0.difference.delta == 0 }
    return list(
      "By tag", comparison.changedTags + still, noun: "tags", none: "",
      head: Self.head("Tag", "Benjamini and Hochberg over the tags")
    ) { row($0, "\($0.name, limit: 120)") }
  }

  private static func head(_ name: String, _ adjustment: String) -> HTML {
    """
    <th scope="col">\(name)</th><th scope="col" class="num">Cases</th><th scope="col" class="num">Δ points</th>\
    <th scope="col" class="axis-head drawing"><span>−100</span><span>+100</span></th>\
    <th scope="col" class="num"><abbr title="\(adjustment); gains are not tested">Adjusted p of a drop, \
    one-sided</abbr></th>
    """
  }

  private func row(_ group: Comparison.GroupChange, _ name: HTML) -> HTML {
    let difference = group.difference
    let tone = group.isKnown ? difference.delta < 0 ? "bad" : "good" : "same"
    let bar = IntervalBar(
      axis: BarAxis(low: -1, high: 1), value: difference.delta, low: difference.low, high: difference.high,
      lines: [(at: 0, kind: "zero")], tone: tone)
    let interval =
      difference.drop == .fact ? "exact" : "\(difference.level.wholePercent) interval \(difference.interval)"
    return """
      <tr><th scope="row">\(name)</th><td class="num">\(group.cases.grouped)</td>\
      <td class="num nowrap \(tone)" title="\(interval)">\(group.openSign)\(difference.delta.signedPoints)\
      <span class="vh"> \(interval)</span></td><td class="drawing">\(bar.html)</td>\
      <td class="num">\(difference.drop.adjusted?.probability ?? "–")</td></tr>

      """
  }

  // MARK: Where calls went

  var moved: HTML {
    let moved = comparison.changes.moved
    if moved.isEmpty { return .empty }
    let untested: HTML = comparison.isDeterministic ? .empty : " <span class=\"muted\">(counted, not tested)</span>"
    return """
      <div><h4>Where calls moved\(untested)</h4><ul class="moves">\(moved.prefix(Self.mostMoves).map(line))</ul>\
      \(Notice.cut(moved.count, shown: Self.mostMoves, "moves"))</div>
      """
  }

  private static let mostMoves = 12

  private func line(_ moved: Comparison.MovedShare) -> HTML {
    let move = Movement(moved)
    let gold: HTML = move.gold.map { "<code>\($0, limit: 120)</code> cases" } ?? "cases that expect no call"
    let to: HTML? = move.to.map { " <code>\($0, limit: 120)</code>" }
    return "<li><b>\(move.share)</b> of \(gold) \(move.verb)\(to)</li>\n"
  }

  private func list<Element>(
    _ title: String, _ elements: [Element], noun: String, none: String, head: HTML, row: (Element) -> HTML
  ) -> HTML {
    if elements.isEmpty { return "<div><h4>\(title)</h4><p class=\"muted\">\(none)</p></div>" }
    return """
      <div><h4>\(title)</h4><div class="scroll tall" tabindex="0" role="region" aria-label="\(title)"><table>\
      <thead><tr>\(head)</tr></thead><tbody>
      \(elements.prefix(Self.mostRows).map(row))</tbody></table></div>\
      \(Notice.cut(elements.count, shown: Self.mostRows, noun))</div>
      """
  }
}
