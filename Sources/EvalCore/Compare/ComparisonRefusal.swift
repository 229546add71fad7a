/// Why two runs, or a run and a control, cannot be compared: facts, which the command line puts into words.
package enum ComparisonRefusal: Error, Sendable, Hashable {
  /// - Parameter differences: of the conditions, e.g. `sampling: …`.
  case conditions(name: String, differences: [String])
  /// None of the candidate's models was asked.
  case models(name: String, theirs: [String], ours: [String])
  case variant(String, of: String, known: [String])
  case tooFewPairs(name: String, CaseMatching)
  /// - Parameter reason: why the first of the cases that cannot be judged with the control is not asked there.
  case control(CaseMatching, reason: String)
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
