import EvalCore

/// An expectation as it was read, with what is needed to check it against tool sets.
struct ReadExpectation {
  struct Alternative {
    var groups: [[ReadCall]]
    var optional: [ReadCall] = []
    var order: EvalCore.Alternative.Order = .any

    var required: [ReadCall] { groups.flatMap(\.self) }
  }

  let alternatives: [Alternative]
  let node: LocatedNode
  /// Where it is set, ``alternatives`` only say which tools are right.
  var bfcl: BFCLExpectation?

  var expectation: CaseExpectation {
    let alternatives = alternatives.map {
      EvalCore.Alternative(
        groups: $0.groups.map { $0.map(\.expected) }, optional: $0.optional.map(\.expected), order: $0.order)
    }
    return CaseExpectation(alternatives: alternatives, bfcl: bfcl, source: node.json)
  }

  /// Nobody writes more by hand, and matching takes time that grows with the cube of it.
  static let mostCalls = 200
}

/// Reads the value of `expect`: `none`, a call, a list of calls, the long form, `any_of` of these, or `~bfcl`.
struct ExpectationReader {
  let complaints: Complaints
  private var calls: ExpectedCallReader { ExpectedCallReader(complaints: complaints) }

  /// Nil after a complaint.
  func expectation(_ node: LocatedNode) -> ReadExpectation? {
    if let members = node.members, let anyOf = members.first(where: { $0.key == "any_of" }) {
      return anyOfExpectation(anyOf, node)
    }
    if let bfcl = node["~bfcl"] {
      _ = Fields(node, .bfclForm, complaints)
      return BFCLReader(complaints: complaints).expectation(bfcl, in: node)
    }
    return alternative(node, prefix: "").map { ReadExpectation(alternatives: [$0], node: node) }
  }

  private func anyOfExpectation(_ member: LocatedNode.Member, _ node: LocatedNode) -> ReadExpectation? {
    _ = Fields(node, .anyOfForm, complaints)
    guard let list = member.value.list("any_of", complaints) else { return nil }
    if list.isEmpty {
      complaints.error(at: member.value.position, "expected at least one expectation in any_of")
      return nil
    }
    let alternatives = list.enumerated().compactMap { index, element -> ReadExpectation.Alternative? in
      if let inner = element.members?.first(where: { $0.key == "any_of" }) {
        complaints.error(at: inner.keyPosition, "any_of does not nest", fix: "list all alternatives in the outer one")
        return nil
      }
      return alternative(element, prefix: "any_of[\(index)].")
    }
    return alternatives.isEmpty ? nil : ReadExpectation(alternatives: alternatives, node: node)
  }

  private func alternative(_ node: LocatedNode, prefix: String) -> ReadExpectation.Alternative? {
    switch node.content {
    case .string("none"): return ReadExpectation.Alternative(groups: [])
    case .null: break
    case .array(let elements) where !elements.isEmpty:
      return ReadExpectation.Alternative(groups: [list(elements, path: prefix + "calls")])
    case .array: break
    case .object(let members) where members.isEmpty: break
    case .object(let members):
      if let bfcl = members.first(where: { $0.key == "~bfcl" }) {
        complaints.error(
          at: bfcl.keyPosition, "'~bfcl' stands alone: its ground truth says all that is right",
          fix: "move it out of 'any_of'")
        return nil
      }
      if members.contains(where: { ["calls", "optional"].contains($0.key) }) { return long(node, prefix: prefix) }
      return single(node, prefix: prefix)
    default: return single(node, prefix: prefix)
    }
    complaints.error(at: node.position, "an empty expectation says nothing", fix: "write 'none' if no call is right")
    return nil
  }

  private func single(_ node: LocatedNode, prefix: String) -> ReadExpectation.Alternative? {
    calls.call(node, path: prefix + "calls[0]").map { ReadExpectation.Alternative(groups: [[$0]]) }
  }

  private func list(_ elements: [LocatedNode], path: String, allowsTimes: Bool = true) -> [ReadCall] {
    if elements.count > ReadExpectation.mostCalls {
      complaints.error(at: elements[0].position, "expected at most \(ReadExpectation.mostCalls) calls in one list")
      return []
    }
    return elements.enumerated().compactMap { index, element in
      calls.call(element, path: "\(path)[\(index)]", allowsTimes: allowsTimes)
    }
  }

  private func long(_ node: LocatedNode, prefix: String) -> ReadExpectation.Alternative? {
    guard let fields = Fields(node, .callsForm, complaints),
      let required = fields.required("calls", complaints), let elements = required.list("calls", complaints)
    else { return nil }
    let order = fields["order"].map { $0.word("order", as: EvalCore.Alternative.Order.self, complaints) } ?? .any
    let optional = fields["optional"]?.list("optional", complaints) ?? []
    guard let order else { return nil }
    if elements.isEmpty, optional.isEmpty {
      complaints.error(
        at: required.position, "expected at least one call in 'calls'", fix: "write 'none' if no call is right")
      return nil
    }
    return ReadExpectation.Alternative(
      groups: groups(elements, order, path: prefix + "calls"),
      optional: list(optional, path: prefix + "optional", allowsTimes: false), order: order)
  }

  private func groups(
    _ elements: [LocatedNode], _ order: EvalCore.Alternative.Order, path: String
  ) -> [[ReadCall]] {
    if order == .groups {
      return elements.enumerated().map { index, element in
        list(element.list("a group of calls", complaints) ?? [], path: "\(path)[\(index)]")
      }
    }
    if let group = elements.first(where: { $0.array != nil }) {
      complaints.error(
        at: group.position, "expected a call, found a list", fix: "add 'order: groups' for groups of calls")
      return []
    }
    return elements.isEmpty ? [] : [list(elements, path: path)]
  }
}
