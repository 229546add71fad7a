import EvalCore
import OrderedJSON

/// The figures of every tool, variants side by side, one table for each model.
struct ToolSection {
  private let evaluation: Evaluation

  private static let mostTools = 500
  private static let mostPairs = 12

  init(_ evaluation: Evaluation) { self.evaluation = evaluation }

  var html: HTML {
    let models = evaluation.run.plan.models.map(\.name).filter { model in
      evaluation.scores.arms.contains { $0.model == model }
    }
    return """
      <section id="tools">
      <h2>Tools</h2>
      \(PanelChoice.html("tool-panels", "Model", models))
      <div id="tool-panels">\(models.map(panel))</div>
      </section>

      """
  }

  private func panel(_ model: String) -> HTML {
    let arms = evaluation.scores.arms.filter { $0.model == model }
    return """
      <div class="panel"><h3>\(model)</h3>
      \(pairs(arms))
      \(table(arms))
      </div>
      """
  }

  // MARK: Confused pairs

  private func pairs(_ arms: [ArmScore]) -> HTML {
    let pairs = ConfusedPair.ranked(arms)
    if pairs.isEmpty { return .empty }
    return """
      <h4>Confused most</h4>
      <div class="scroll"><table class="fit"><thead><tr><th scope="col">Expected → called</th>\
      \(arms.map { "<th scope=\"col\" class=\"num\">\($0.variant)</th>" as HTML })</tr></thead><tbody>
      \(pairs.prefix(Self.mostPairs).map(row))</tbody></table></div>
      \(Notice.cut(pairs.count, shown: Self.mostPairs, "pairs"))
      """
  }

  private func row(_ pair: ConfusedPair) -> HTML {
    """
    <tr><th scope="row"><code>\(pair.gold, limit: 120)</code> → <code>\(pair.predicted, limit: 120)</code></th>\
    \(pair.shares.map { "<td class=\"num\">\($0?.percent ?? "–")</td>" as HTML })</tr>

    """
  }

  // MARK: Every tool

  private func table(_ arms: [ArmScore]) -> HTML {
    let byTool = arms.map { arm in
      arm.tables.tools.keyed(by: \.tool)
    }
    let all = arms.flatMap { $0.tables.tools.map(\.tool) }
    let names = Set(all).filter { name in byTool.contains { $0[name].map(isTested) ?? false } }.sorted()
    if names.isEmpty { return "<p class=\"muted\">No tool has a scored case.</p>" }
    return """
      <h4>Every tool with cases or calls</h4>
      <div class="scroll long" tabindex="0" role="region" aria-label="Every tool"><table class="tools"><thead>\
      <tr><th scope="col" rowspan="2">Tool</th>\
      <th scope="col" class="num" rowspan="2">Cases</th>\
      \(arms.map { "<th scope=\"colgroup\" class=\"start\" colspan=\"4\">\($0.variant)</th>" as HTML })</tr><tr>\
      \(arms.map { _ in Self.headings })</tr></thead><tbody>
      \(names.prefix(Self.mostTools).map { row($0, byTool) })</tbody></table></div>
      \(Notice.cut(names.count, shown: Self.mostTools, "tools"))
      \(untested(Set(all).count - names.count))
      """
  }

  private static let headings: HTML = """
    <th scope="col" class="num start">Recall</th><th scope="col" class="num">Precision</th>\
    <th scope="col" class="num">F1</th>\
    <th scope="col">Missed to</th>
    """

  private func isTested(_ tool: ToolScore) -> Bool { tool.support > 0 || tool.precision != nil }

  private func row(_ name: String, _ byTool: [[String: ToolScore]]) -> HTML {
    let scores = byTool.map { $0[name] }
    let support = scores.compactMap { $0?.support }.max() ?? 0
    return """
      <tr><th scope="row"><code>\(name, limit: 120)</code></th><td class="num">\(support.amount)</td>\
      \(scores.map(cells))</tr>

      """
  }

  private func cells(_ score: ToolScore?) -> HTML {
    guard let score else {
      return "<td class=\"num start\">–</td><td class=\"num\">–</td><td class=\"num\">–</td><td></td>"
    }
    let missed = score.missedTo.prefix(3).map { missed in
      "<span class=\"missed\"><code>\(missed.tool, limit: 120)</code> \(missed.share.percent)</span> " as HTML
    }
    return """
      <td class="num start \((score.recall ?? 1) < 0.5 ? "bad" : "")">\(score.recall?.percent ?? "–")</td>\
      <td class="num">\(score.precision?.percent ?? "–")</td><td class="num">\(score.f1?.percent ?? "–")</td>\
      <td>\(Array(missed))</td>
      """
  }

  private func untested(_ count: Int) -> HTML {
    count == 0
      ? .empty : "<p class=\"notice\">\(count.counted("tool")) without a case and without a call: untested.</p>"
  }
}

/// A choice of which of several panels is shown; without a script all of them are.
enum PanelChoice {
  static func html(_ panels: String, _ label: String, _ names: [String]) -> HTML {
    if names.count < 2 { return .empty }
    return """
      <p class="choice js-only"><label>\(label) <select data-panels="\(panels)">\
      \(names.enumerated().map { "<option value=\"\($0.offset)\">\($0.element)</option>" as HTML })</select></label></p>
      """
  }
}
