/// Which cases of two suites ask the same: paired by id where what the model is asked is equal (`product.md` section 5).
package struct CaseMatching: Sendable, Hashable {
  /// Ids that both ask in the same words, in the candidate's order.
  package private(set) var same: [String] = []
  /// Only the candidate has them.
  package private(set) var added: [String] = []
  /// Only the control has them.
  package private(set) var removed: [String] = []
  /// Both have them and they ask something else, or the control has no tool that could meet what is now expected.
  package private(set) var changed: [String] = []

  /// Cases that a command did not select are in none of the lists.
  init(from control: Suite, to candidate: Suite) {
    let before = Dictionary(control.cases.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for asked in candidate.cases where !asked.todo && !control.unselected.contains(asked.id) {
      guard let earlier = before[asked.id], !earlier.todo else {
        added.append(asked.id)
        continue
      }
      if control.digest(of: earlier) == candidate.digest(of: asked) {
        same.append(asked.id)
      } else {
        changed.append(asked.id)
      }
    }
    let known = Set(candidate.cases.map(\.id)).union(candidate.unselected)
    removed = control.cases.filter { !$0.todo && !known.contains($0.id) }.map(\.id)
  }

  /// The share of all cases that can be paired, of 1; 1 where there are none at all.
  package var pairedShare: Double {
    let all = same.count + added.count + removed.count + changed.count
    return all == 0 ? 1 : Double(same.count) / Double(all)
  }

  mutating func markChanged(_ ids: Set<String>) {
    guard !ids.isEmpty else { return }
    changed += same.filter(ids.contains)
    same.removeAll(where: ids.contains)
  }
}
