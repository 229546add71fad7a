import EvalCore
import OrderedJSON

/// Reads `cases`: a list, a path, a glob, or a list that mixes cases and paths; a case file holds a list of cases.
struct CaseListReader {
  let reader: CaseReader
  private var documents: Documents { reader.documents }
  private var complaints: Complaints { reader.documents.complaints }

  /// Many more than anyone runs.
  private static let most = 100_000

  func cases(_ node: LocatedNode) -> [EvalCase] {
    let nodes = nodes(node, isFile: false)
    if nodes.isEmpty, !complaints.hasErrors { complaints.error(at: node.position, "expected at least one case") }
    if nodes.count > Self.most {
      complaints.error(at: node.position, "expected at most \(Self.most) cases, found \(nodes.count)")
      return []
    }
    var first: [String: FilePosition] = [:]
    var cases: [EvalCase] = []
    // Without it, growing would need three times the memory of the cases.
    cases.reserveCapacity(nodes.count)
    for node in nodes {
      let evalCase = reader.evalCase(node)
      // Also of a case that has other faults.
      guard let id = evalCase?.id ?? node["id"]?.stringValue else { continue }
      let position = node["id"]?.position ?? node.position
      if let other = first[id] {
        complaints.error(at: position, "two cases have the id '\(id.excerpt)': the other is at \(other)")
        continue
      }
      first[id] = position
      if let evalCase { cases.append(evalCase) }
    }
    if cases.count == nodes.count { complainAboutQuarantine(cases) }
    return cases
  }

  /// A tenth of the cases, or one: more and the gate would look at a suite of its own choosing.
  private func complainAboutQuarantine(_ cases: [EvalCase]) {
    let most = max(1, cases.count / 10)
    let quarantined = cases.filter { $0.quarantine != nil }
    guard quarantined.count > most else { return }
    complaints.error(
      at: quarantined[most].position,
      "\(quarantined.count) of \(cases.count.counted("case")) are quarantined, and at most \(most) may be: a tenth of them",
      fix: "fix some of these cases, or remove them from the suite")
  }

  private func nodes(_ node: LocatedNode, isFile: Bool) -> [LocatedNode] {
    if node.stringValue != nil, !isFile { return documents.trees(matching: node).flatMap { nodes($0, isFile: true) } }
    guard let list = node.array else {
      complaints.error(
        at: node.position, "expected a list of cases\(isFile ? "" : " or a path"), found \(node.found)")
      return []
    }
    return list.flatMap { element -> [LocatedNode] in
      guard element.stringValue != nil else { return [element] }
      guard isFile else { return nodes(element, isFile: false) }
      complaints.error(
        at: element.position, "expected a case, found \(element.found)", fix: "name files in the suite itself")
      return []
    }
  }
}
