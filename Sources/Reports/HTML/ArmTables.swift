import EvalCore
import OrderedJSON

/// How many trials ended how, arm by arm.
struct OutcomeTable {
  private let arms: [ArmScore]

  init(_ arms: [ArmScore]) { self.arms = arms }

  var html: HTML {
    let seen = Set(arms.flatMap { $0.counts.outcomes.map(\.outcome) })
    // Backwards, so that what went right comes first and what could not be scored last.
    let outcomes = Outcome.allCases.reversed().filter(seen.contains)
    return """
      <div><h3>Outcomes</h3>
      <div class="scroll"><table class="dense">\(ArmHeading(arms, before: ["Trials that ended in"]).html)<tbody>
      \(outcomes.map(row))</tbody></table></div></div>
      """
  }

  private func row(_ outcome: Outcome) -> HTML {
    "<tr><th scope=\"row\"><code>\(outcome.rawValue)</code></th>\(arms.map { cell($0, outcome) })</tr>\n"
  }

  private func cell(_ arm: ArmScore, _ outcome: Outcome) -> HTML {
    let trials = arm.counts.outcomes.first { $0.outcome == outcome }?.trials ?? 0
    return trials == 0 ? "<td class=\"num muted\">·</td>" : "<td class=\"num\">\(trials.grouped)</td>"
  }
}

/// The accuracy of the cases with each tag, arm by arm.
struct TagTable {
  private let arms: [ArmScore]
  private let cases: [String: Int]

  private static let most = 60

  init(_ arms: [ArmScore]) {
    self.arms = arms
    cases = Dictionary(arms.flatMap(\.tables.tags).map { ($0.tag, $0.cases) }, uniquingKeysWith: max)
  }

  var html: HTML {
    let tags = arms.flatMap { $0.tables.tags.map(\.tag) }.distinct
    if tags.isEmpty { return .empty }
    return """
      <div><h3>Accuracy by tag</h3>
      <div class="scroll"><table class="dense">\(ArmHeading(arms, before: ["Tag", "Cases"]).html)<tbody>
      \(tags.prefix(Self.most).map(row))</tbody></table></div>
      \(Notice.cut(tags.count, shown: Self.most, "tags"))</div>
      """
  }

  private func row(_ tag: String) -> HTML {
    let rates = arms.map { arm in arm.tables.tags.first { $0.tag == tag }?.accuracy }
    return """
      <tr><th scope="row">\(tag, limit: 120)</th><td class="num">\((cases[tag] ?? 0).grouped)</td>\
      \(rates.map { "<td class=\"num\">\(RateCell.html($0))</td>" as HTML })</tr>

      """
  }
}

/// Two rows of headings: the models, and under each its variants.
struct ArmHeading {
  private let arms: [ArmScore]
  private let before: [String]

  init(_ arms: [ArmScore], before: [String]) {
    self.arms = arms
    self.before = before
  }

  var html: HTML {
    """
    <thead><tr>\(before.enumerated().map(column))\
    \(arms.map(\.model).distinct.map(heading))</tr>
    <tr>\(arms.map { "<th scope=\"col\" class=\"num\">\($0.variant)</th>" as HTML })</tr></thead>
    """
  }

  /// Names stand at the left, numbers at the right.
  private func column(_ number: Int, _ title: String) -> HTML {
    "<th scope=\"col\"\(number == 0 ? "" : " class=\"num\"" as HTML) rowspan=\"2\">\(title)</th>"
  }

  private func heading(_ model: String) -> HTML {
    let columns = arms.count { $0.model == model }
    return "<th scope=\"colgroup\" class=\"num\" colspan=\"\(columns)\">\(model)</th>"
  }
}

/// A rate whose interval is there to be asked for.
enum RateCell {
  static func html(_ estimate: Estimate?) -> HTML {
    guard let estimate else { return "–" }
    if estimate.low == estimate.high { return "\(estimate.value.percent)" }
    let interval = "\(estimate.level.wholePercent) interval \(estimate.interval)"
    return "<span title=\"\(interval)\">\(estimate.value.percent)</span>"
  }
}
