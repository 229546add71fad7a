import EvalCore

/// Reads `faults`: a map from tools to a kind, or to `{kind, times, after_ms, rate}`.
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
    guard let fields = Fields(node, .fault, complaints) else { return nil }
    let kind = fields.required("kind", complaints)?.word("'kind'", as: Fault.Kind.self, complaints)
    let rate = fields["rate"].flatMap(rate)
    // What is left to chance may happen again.
    var times: Int? = rate == nil ? 1 : nil
    if let node = fields["times"] {
      times = node.stringValue == "always" ? nil : node.integer("'times' (or always)", in: 1...1000, complaints)
    }
    let delay = fields["after_ms"]?.integer("'after_ms'", in: 0...Self.longestDelay, complaints)
    return kind.map { Fault(kind: $0, times: times, afterMilliseconds: delay ?? 0, rate: rate ?? 1) }
  }

  private func rate(_ node: LocatedNode) -> Double? {
    guard let rate = node.fraction("'rate'", complaints) else { return nil }
    if rate > 0 { return rate }
    complaints.error(at: node.position, "expected a rate above 0 for a fault, found \(node.found)")
    return nil
  }
}
