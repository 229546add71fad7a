import OrderedJSON

/// Why two runs, or a run and a control, cannot be compared, in the words that the operator needs.
package enum ComparisonRefusal: Error, Sendable, CustomStringConvertible {
  case conditions(String, [String])
  case models(String, [String], [String])
  case variant(String, of: String, [String])
  case tooFewPairs(String, CaseMatching)
  /// - Parameter reason: why the first of the cases that cannot be is not asked there.
  case control(CaseMatching, reason: String)

  package var description: String {
    switch self {
    case .conditions(let name, let differences):
      "'\(name)' was run under different conditions: \(differences.joined(separator: "; "))"
        + "\n  fix: run both under the same conditions, e.g. toolsight run SUITE --control git:main"
    case .models(let name, let theirs, let ours):
      "'\(name)' asked \(theirs.joined(separator: ", ")), and this run \(ours.joined(separator: ", "))"
        + "\n  fix: run with --model \(theirs.first ?? "MODEL")"
    case .variant(let variant, let name, let known):
      "'\(name)' has no variant '\(variant)': it has \(known.joined(separator: ", "))"
    case .tooFewPairs(let name, let cases):
      "\(cases.tally) can be paired with '\(name)': \(cases.added.count) added, \(cases.removed.count) removed, "
        + "\(cases.changed.count) changed\(cases.leftOut)\n  fix: save a new baseline\(cases.wayOut)"
    case .control(let cases, let reason):
      "\(cases.tally) can be judged with the control: \(reason)\(cases.leftOut)"
        + "\n  fix: where something was renamed, list both tool sets under 'variants' and map it with 'rename:'\(cases.wayOut)"
    }
  }
}

extension CaseMatching {
  fileprivate var tally: String { "only \(same.count) of \(count.counted("case"))" }

  /// What cannot be paired, a line for each kind.
  fileprivate var leftOut: String {
    [("added", added), ("removed", removed), ("changed", changed)].filter { !$0.1.isEmpty }
      .map { "\n  \($0): \($1.quotedBeginning)" }.joined()
  }

  fileprivate var wayOut: String { same.isEmpty ? "" : ", or compare what is left with --allow-partial" }
}

extension Suite {
  /// - Throws: where a control from elsewhere can be asked too few of the cases; as a baseline that too few can be paired with.
  package func requireEnoughForBroughtControl(allowsPartial: Bool) throws(ComparisonRefusal) {
    let beyond = casesBeyondBroughtControl
    let matching = CaseMatching(allOf: self, without: beyond)
    guard !matching.isEnough(allowsPartial: allowsPartial),
      let reason = cases.first(where: { beyond.contains($0.id) })?.skipIn[control.name]
    else { return }
    throw .control(matching, reason: reason)
  }
}

extension [String] {
  /// The first five, in quotes.
  package var quotedBeginning: String { prefix(5).map { "'\($0)'" }.joined(separator: ", ") + (count > 5 ? ", …" : "") }
}
