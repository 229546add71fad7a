import EvalCore

/// A case that is not always right, under one model.
struct FailingCase {
  let caseID: String
  /// In the order of the arms; nil where it has no scored trial.
  let tallies: [CaseTally?]

  /// Every failing case of these arms, those that fail most often first, then in the suite's order.
  static func ranked(_ arms: [ArmScore]) -> [FailingCase] {
    var rows: [String: Int] = [:]
    var cases: [(id: String, tallies: [CaseTally?])] = []
    for (index, arm) in arms.enumerated() {
      for tally in arm.tables.perCase {
        let row = rows[tally.caseID] ?? cases.count
        if row == cases.count {
          rows[tally.caseID] = row
          cases.append((tally.caseID, Array(repeating: nil, count: arms.count)))
        }
        cases[row].tallies[index] = tally
      }
    }
    return cases.enumerated()
      .map { (order: $0, failing: FailingCase(caseID: $1.id, tallies: $1.tallies)) }
      .filter { $0.failing.failedShare > 0 }
      .sorted { ($1.failing.failedShare, $0.order) < ($0.failing.failedShare, $1.order) }
      .map(\.failing)
  }

  private var failedShare: Double {
    let known = tallies.compactMap(\.self)
    return known.isEmpty ? 0 : known.reduce(0) { $0 + 1 - $1.rate } / Double(known.count)
  }
}
