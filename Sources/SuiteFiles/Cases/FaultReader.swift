import EvalCore

/// Reads `faults`: a map from tools to a kind, or to `{kind, times, after_ms}`.
struct FaultReader {
  let checks: CallChecks
  private var complaints: Complaints { checks.complaints }

  private static let longestDelay = 3_600_000

  func faults(_ node: LocatedNode) -> [String: Fault] {
    var faults: [String: Fault] = [:]
    for member in node.map("faults", complaints) ?? [] {
      guard checks.checkTool(member.key, at: member.keyPosition) else { continue }
      faults[member.key] = fault(member.value)
    }
    return faults
  }

  private func fault(_ node: LocatedNode) -> Fault? {
    guard node.members != nil else {
      return node.word("a fault", as: Fault.Kind.self, complaints).map { Fault(kind: $0) }
    }
    guard let fields = Fields(node, .fault, complaints),
      let kind = fields.required("kind", complaints)?.word("'kind'", as: Fault.Kind.self, complaints)
    else { return nil }
    var times: Int? = 1
    if let node = fields["times"] {
      times = node.stringValue == "always" ? nil : node.integer("'times' (or always)", in: 1...1000, complaints)
    }
    let delay = fields["after_ms"]?.integer("'after_ms'", in: 0...Self.longestDelay, complaints)
    return Fault(kind: kind, times: times, afterMilliseconds: delay ?? 0)
  }
}
