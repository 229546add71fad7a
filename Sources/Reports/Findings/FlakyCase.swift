import EvalCore

/// A case that comes out neither right nor wrong, with the arms where it does.
struct FlakyCase {
  let caseID: String
  let arms: [(arm: Arm, tally: CaseTally)]

  /// In the order in which the arms name them.
  static func all(_ arms: [ArmScore]) -> [FlakyCase] {
    var order: [String] = []
    var found: [String: [(arm: Arm, tally: CaseTally)]] = [:]
    for arm in arms {
      for tally in arm.flaky {
        if found[tally.caseID] == nil { order.append(tally.caseID) }
        found[tally.caseID, default: []].append((arm.arm, tally))
      }
    }
    return order.map { FlakyCase(caseID: $0, arms: found[$0] ?? []) }
  }

  /// E.g. `find-by-words (today 4/10, rewrite 6/10)`.
  var words: String {
    let rates = arms.map { "\($0.arm.variant) \($0.tally.correct)/\($0.tally.scored)" }
    return "\(caseID) (\(rates.joined(separator: ", ")))"
  }
}
