import OrderedJSON
import EvalCore

/// The members of a map whose keys are known: all others are complained about when it is made, `x-…` aside.
struct Fields {
  let node: LocatedNode
  private let values: [String: LocatedNode]
  /// Known keys that an unknown one was probably meant to be.
  private var misspelled: Set<String> = []

  /// Nil, with a complaint, where `node` is no map.
  ///
  /// - Parameter others: what other tools call these keys.
  init?(
    _ node: LocatedNode, _ what: String, keys: [String], others: [String: String] = [:], _ complaints: Complaints
  ) {
    guard let members = node.map(what, complaints) else { return nil }
    self.node = node
    values = Dictionary(firstOf: members.map { ($0.key, $0.value) })
    for member in members where !keys.contains(member.key) && !member.key.hasPrefix("x-") {
      // Nobody reads more, and a search for the nearest key takes its time.
      let nearest =
        others[member.key] ?? (complaints.isFull ? nil : Suggestion.nearest(to: member.key, among: keys))
      complaints.error(
        at: member.keyPosition, "unknown key '\(member.key.excerpt)'",
        fix: nearest.map { "did you mean '\($0)'?" } ?? "choose from " + keys.joined(separator: ", "))
      if let nearest { misspelled.insert(nearest) }
    }
  }

  /// Nil, with a complaint, where `node` is no map.
  init?(_ node: LocatedNode, _ table: KeyTable, others: [String: String] = [:], _ complaints: Complaints) {
    self.init(node, table.what, keys: table.names, others: others, complaints)
  }

  subscript(key: String) -> LocatedNode? { values[key] }

  /// Whether a key that was complained about was probably meant to be this one.
  func isMisspelled(_ key: String) -> Bool { misspelled.contains(key) }

  /// Nil, with a complaint, where the key is missing; silent where a misspelled one was complained about.
  ///
  /// - Parameter fix: what to write, where that is always the same.
  func required(_ key: String, _ complaints: Complaints, fix: String? = nil) -> LocatedNode? {
    if let node = values[key] { return node }
    if misspelled.contains(key) { return nil }
    complaints.error(at: node.position, "expected a key '\(key)'", fix: fix)
    return nil
  }
}
