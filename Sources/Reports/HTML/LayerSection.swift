import EvalCore
import OrderedJSON

/// What the server's layers decided, and how the models went on.
struct LayerSection {
  private let table: LayerTable

  private static let mostRows = 400

  init(_ evaluation: Evaluation) { table = LayerTable(evaluation) }

  var html: HTML {
    if table.rows.isEmpty { return .empty }
    return """
      <section id="layers">
      <h2>Layers</h2>
      <p class="muted">What a layer of the server decided in a tool’s place, and what the model did next.</p>
      <div class="scroll"><table>
      <caption class="vh">Decisions of the server’s layers</caption>
      <thead><tr><th scope="col">Layer</th><th scope="col">Tool</th><th scope="col">Variant</th>\
      <th scope="col">Model</th><th scope="col" class="num">Decided</th>\
      \(LayerTable.steps.map { "<th scope=\"col\" class=\"num\">\($0.words.capitalizedFirst)</th>" as HTML })\
      </tr></thead>
      <tbody>\(table.rows.prefix(Self.mostRows).map(row))</tbody></table></div>
      \(Notice.cut(table.rows.count, shown: Self.mostRows, "rows"))
      </section>

      """
  }

  private func row(_ row: LayerTable.Row) -> HTML {
    let decisions = row.decisions
    return """
      <tr><td>\(decisions.layer.rawValue)</td><th scope="row"><code>\(decisions.tool, limit: 120)</code></th>\
      <td>\(decisions.arm.variant)</td><td>\(decisions.arm.model)</td>\
      <td class="num">\(decisions.decided.grouped)</td>\
      \(row.counts.map { "<td class=\"num\">\($0.grouped)</td>" as HTML })</tr>

      """
  }
}
