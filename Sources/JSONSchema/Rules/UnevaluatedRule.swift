import OrderedJSON

/// `unevaluatedProperties` and `unevaluatedItems`: for what no other rule of this schema, and none of those that it
/// applied in place, has looked at.
struct UnevaluatedRule: SchemaRule {
  private let node: Int
  private let isForItems: Bool
  var needsWhole: Bool { true }

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) -> (any SchemaRule)? {
    compiler.program.tracksEvaluation = true
    return keyword.node(&compiler).map { UnevaluatedRule(node: $0, isForItems: keyword.name == "unevaluatedItems") }
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    let parts = parts(of: value)
    var isFit = true
    for (index, part) in parts.enumerated() where !run.evaluated.contains(index) {
      if run.isNever(node) {
        let what = isForItems ? "element" : "property"
        isFit = run.fail(
          site, "expected no \(what) that no schema describes, found '\(part.token.excerpt())'", at: part.token)
      } else if !run.fits(node, part.value, at: part.token) {
        isFit = false
      }
    }
    run.mark(0..<parts.count)
    return isFit
  }

  func declare(in declared: inout DeclaredProperties, _ program: SchemaProgram) {
    if !isForItems { declared.others(areTaken: !program.nodes[node].isNever) }
  }

  private func parts(of value: JSON) -> [(token: String, value: JSON)] {
    switch value {
    case .object(let object) where !isForItems: object.members.map { ($0.key, $0.value) }
    case .array(let elements) where isForItems: elements.enumerated().map { (String($0), $1) }
    default: []
    }
  }
}
