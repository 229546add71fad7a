/// Which trial starts next: the plan's order, so many at a time, and of an adaptive plan no round before the one before it is
/// closed, so that what is decided after a round does not hang on the order in which answers come.
struct TrialQueue {
  private var waiting: ArraySlice<Trial>
  private let atOnce: Int
  private let hasRounds: Bool
  private var round = 0
  private var underWay = 0

  /// - Parameter atOnce: how many may be under way; at least one is.
  init(_ plan: Plan, after earlier: EarlierAttempt = EarlierAttempt(), atOnce: Int) {
    waiting = plan.trials(after: earlier)[...]
    self.atOnce = max(1, atOnce)
    hasRounds = plan.isAdaptive
  }

  /// The trial that may start now; nil to wait for one that is under way, or where none is left.
  mutating func begin(_ isSpared: (Trial) -> Bool) -> Trial? {
    while underWay < atOnce, let trial = waiting.first {
      if hasRounds, trial.repeat != round {
        guard underWay == 0 else { return nil }
        round = trial.repeat
      }
      waiting.removeFirst()
      if isSpared(trial) { continue }
      underWay += 1
      return trial
    }
    return nil
  }

  /// A trial that was begun is over.
  mutating func end() { underWay -= 1 }
}
