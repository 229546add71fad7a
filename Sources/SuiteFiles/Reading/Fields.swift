import EvalCore

/// The members of a map whose keys are known: all others are complained about when it is made, `x-…` aside.
struct Fields {
  let node: LocatedNode
  private let values: [String: LocatedNode]

  /// Nil, with a complaint, where `node` is no map.
  init?(_ node: LocatedNode, _ what: String, keys: [String], _ complaints: Complaints) {
    guard let members = node.map(what, complaints) else { return nil }
    self.node = node
    values = Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    for member in members where !keys.contains(member.key) && !member.key.hasPrefix("x-") {
      complaints.error(
        at: member.keyPosition, "unknown key '\(member.key.excerpt)'", fix: Suggestion.fix(for: member.key, among: keys))
    }
  }

  subscript(key: String) -> LocatedNode? { values[key] }

  /// Nil, with a complaint, where the key is missing.
  func required(_ key: String, _ complaints: Complaints) -> LocatedNode? {
    if let node = values[key] { return node }
    complaints.error(at: node.position, "expected a key '\(key)'")
    return nil
  }
}
