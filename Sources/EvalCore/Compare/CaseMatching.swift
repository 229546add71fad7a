/// Which cases of two suites ask the same: paired by id where what the model is asked is equal (`method.md` 00.7).
package struct CaseMatching: Sendable, Hashable {
  /// Ids that both ask in the same words, in the candidate's order.
  package private(set) var same: [String] = []
  /// Only the candidate has them, or only it asks them.
  package private(set) var added: [String] = []
  /// Only the control has them.
  package private(set) var removed: [String] = []
  /// Both have them and they ask something else, or the control's answers cannot fairly be judged by what is expected now.
  package private(set) var changed: [String] = []

  /// Cases that the candidate's command did not select are in none of the lists: who asks less means less. What the control's did
  /// not select was never asked, whoever asks it now.
  init(from control: Suite, to candidate: Suite) {
    let before = control.casesByID
    for asked in candidate.cases where candidate.asks(asked) {
      guard let earlier = before[asked.id], control.asks(earlier) else {
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
    removed = control.cases.filter { control.asks($0) && !known.contains($0.id) }.map(\.id)
  }

  /// One suite against itself, but for cases that one of its variants cannot be judged by.
  init(allOf suite: Suite, without changed: Set<String>) {
    same = suite.cases.filter(suite.asks).map(\.id)
    markChanged(changed)
  }

  /// The share of all cases that can be paired, of 1; 1 where there are none at all.
  package var pairedShare: Double {
    count == 0 ? 1 : Double(same.count) / Double(count)
  }

  package var count: Int { same.count + added.count + removed.count + changed.count }

  /// Fewer than this share of the cases paired is no comparison (`method.md` 00.7).
  private static let leastPaired = 0.80

  /// Whether there is enough to compare; without a pair there is not, whatever is allowed.
  func isEnough(allowsPartial: Bool) -> Bool {
    allowsPartial ? count == 0 || !same.isEmpty : pairedShare >= Self.leastPaired
  }

  mutating func markChanged(_ ids: Set<String>) {
    guard !ids.isEmpty else { return }
    changed += same.filter(ids.contains)
    same.removeAll(where: ids.contains)
  }
}
