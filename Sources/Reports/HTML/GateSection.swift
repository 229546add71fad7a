import EvalCore

/// Every rule of the gate with its answer: failed and open ones first.
struct GateSection {
  private let gate: GateOutcome
  private let written: GateRules

  private static let mostRules = 400

  init(_ evaluation: Evaluation) {
    gate = evaluation.gate
    written = evaluation.run.suite.gate
  }

  var html: HTML {
    if gate.rules.isEmpty { return .empty }
    let order: [Verdict] = [.fail, .inconclusive, .pass, .notApplicable]
    let rules = order.flatMap { outcome in gate.rules.filter { $0.verdict == outcome } }
    return """
      <section id="gate">
      <h2>Gate</h2>
      <div class="scroll"><table>
      <caption class="vh">Rules of the gate</caption>
      <thead><tr><th scope="col">Answer</th><th scope="col">Rule</th><th scope="col">Applied to</th>\
      <th scope="col" class="num">Threshold</th><th scope="col" class="num">Found</th>\
      <th scope="col">Why</th></tr></thead>
      <tbody>\(rules.prefix(Self.mostRules).map(row))</tbody></table></div>
      \(Notice.cut(rules.count, shown: Self.mostRules, "rules"))
      </section>

      """
  }

  private func row(_ rule: RuleOutcome) -> HTML {
    """
    <tr><td>\(rule.verdict.badge)</td><th scope="row"><code>\(rule.path)</code>\(isDefault(rule) ? " (default)" : "")</th>\
    <td>\(rule.appliesTo ?? "the run")</td>\
    <td class="num nowrap">\(rule.thresholdWords)</td>\
    <td class="num nowrap">\(rule.value.map(rule.figure) ?? "–")\(interval(rule))</td>\
    <td>\(rule.detail)</td></tr>

    """
  }

  private func isDefault(_ rule: RuleOutcome) -> Bool { rule.title(in: written) != rule.path }

  private func interval(_ rule: RuleOutcome) -> HTML {
    guard let low = rule.low, let high = rule.high, low != high else { return .empty }
    return " <span class=\"muted\">[\(rule.figure(low)), \(rule.figure(high))]</span>"
  }
}
