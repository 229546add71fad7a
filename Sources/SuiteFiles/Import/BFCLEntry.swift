import EvalCore
import OrderedJSON

/// One question of the leaderboard as its file has it: JSON Lines of `{id, question, function}`.
struct BFCLEntry {
  let id: String
  let node: LocatedNode
  let question: LocatedNode
  private let functionNodes: [LocatedNode]

  /// As the leaderboard takes it from an id: all before the last `_`.
  var category: String { Self.category(ofID: id) }

  /// Complains about each line that is no entry and goes on with the next; once about a category that cannot be checked.
  static func all(in source: SourceText, _ complaints: Complaints) -> [BFCLEntry] {
    let reader = BFCLReader(complaints: complaints)
    var known: [String: Bool] = [:]
    return JSONLinesTree.nodes(source, complaints).compactMap { node in
      if let idNode = node["id"], let id = idNode.stringValue {
        let category = category(ofID: id)
        let isKnown = known[category] ?? (reader.rule(LocatedNode(.string(category), at: idNode.position)) != nil)
        known[category] = isKnown
        if !isKnown { return nil }
      }
      return BFCLEntry(node, complaints)
    }
  }

  private static func category(ofID id: String) -> String { id.lastIndex(of: "_").map { String(id[..<$0]) } ?? id }

  private init?(_ node: LocatedNode, _ complaints: Complaints) {
    guard node.map("an entry", complaints) != nil else { return nil }
    let values = ["id", "question", "function"].map { key in
      if node[key] == nil { complaints.error(at: node.position, "expected a key '\(key)' in an entry") }
      return node[key]
    }
    guard let id = values[0]?.nonEmptyString("'id'", complaints), let question = values[1],
      let functions = values[2]?.list("'function'", complaints)
    else { return nil }
    (self.id, self.node, self.question, functionNodes) = (id, node, question, functions)
  }

  /// A function as far as every entry has it.
  struct Function {
    let name: String
    let node: LocatedNode
    let parameters: LocatedNode
  }

  /// The functions in their order, the first of each name as the leaderboard looks them up; nil after a complaint.
  func functions(_ complaints: Complaints) -> [Function]? {
    var functions: [Function] = []
    for node in functionNodes {
      guard let name = node["name"]?.nonEmptyString("'name'", complaints), let parameters = node["parameters"] else {
        complaints.error(at: node.position, "expected a function with a 'name' and 'parameters'")
        return nil
      }
      if functions.contains(where: { $0.name.hasSameScalars(as: name) }) {
        complaints.warning(at: node.position, "the function '\(name.excerpt)' appears twice: the first one counts")
      } else {
        functions.append(Function(name: name, node: node, parameters: parameters))
      }
    }
    return functions
  }

  /// What the leaderboard expects here; nil after a complaint.
  ///
  /// - Parameter truth: the entry's `ground_truth`, nil where no file has one.
  func expectation(
    _ rule: BFCLRule, truth: LocatedNode?, underscoreToDot: Bool, _ complaints: Complaints
  ) -> BFCLExpectation? {
    guard rule.checksCalls else { return BFCLExpectation(rule: rule) }
    guard let truth else {
      complaints.error(at: node.position, "no answer has the id '\(id.excerpt)'")
      return nil
    }
    let reader = BFCLReader(complaints: complaints)
    guard let functions = functions(complaints) else { return nil }
    let declared = functions.compactMap { reader.function($0.name, at: $0.node.position, $0.parameters) }
    guard declared.count == functions.count,
      let calls = reader.calls(truth, rule, declared, underscoreToDot: underscoreToDot)
    else { return nil }
    return BFCLExpectation(rule: rule, calls: calls.map(\.call))
  }
}

/// The leaderboard's answers by id: JSON Lines of `{id, ground_truth}`.
struct BFCLAnswers {
  private(set) var truths: [String: LocatedNode] = [:]

  mutating func add(_ source: SourceText, _ complaints: Complaints) {
    for node in JSONLinesTree.nodes(source, complaints) {
      guard let id = node["id"]?.stringValue, let truth = node["ground_truth"] else {
        complaints.error(at: node.position, "expected an answer with an 'id' and a 'ground_truth'")
        continue
      }
      truths[id] = truths[id] ?? truth
    }
  }
}
