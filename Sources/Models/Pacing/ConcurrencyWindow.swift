/// How many requests a model may have under way: additive increase, multiplicative decrease (Chiu and Jain, 1989), with
/// TCP's slow start before the first sign of overload (RFC 5681, section 3.1).
struct ConcurrencyWindow: Sendable {
  private(set) var limit: Int
  /// Grows with each decrease: what was under way then tells of the same overload and does not count again.
  private(set) var round = 0
  let ceiling: Int
  private var successes = 0
  private var isClimbing = true

  private static let start = 16

  /// - Parameter ceiling: requests at a time; below 1 counts as 1.
  init(ceiling: Int) {
    self.ceiling = max(1, ceiling)
    limit = min(self.ceiling, Self.start)
  }

  /// One more after as many answers as may be under way; at the beginning one more for each answer.
  mutating func noteSuccess() {
    successes += 1
    guard limit < ceiling, isClimbing || successes >= limit else { return }
    limit += 1
    successes = 0
  }

  /// - Parameter round: in which the request began.
  mutating func noteOverload(in round: Int) {
    guard round == self.round else { return }
    self.round += 1
    limit = max(1, limit / 2)
    successes = 0
    isClimbing = false
  }
}
