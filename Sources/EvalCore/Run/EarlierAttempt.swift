/// What an earlier attempt at a run left behind: read from history, consumed by ``Runner``.
package struct EarlierAttempt: Sendable {
  /// Of trials that need not be asked again.
  package let kept: [Transcript]
  /// Numbers of the trials that were asked and failed.
  package let failed: Set<Int>

  package init(kept: [Transcript] = [], failed: Set<Int> = []) {
    self.kept = kept
    self.failed = failed
  }
}

extension Plan {
  /// What is still to be asked: first what never was, so that a prompt which fails for good is in nobody's way. An adaptive
  /// plan keeps its rounds.
  func trials(after earlier: EarlierAttempt) -> [Trial] {
    let done = Set(earlier.kept.lazy.map(\.trial.number))
    let open = trials.filter { !done.contains($0.number) }
    if earlier.failed.isEmpty { return open }
    let rounds = isAdaptive ? (1...repeats).map { round in open.filter { $0.repeat == round } } : [open]
    return rounds.flatMap { round in
      round.filter { !earlier.failed.contains($0.number) } + round.filter { earlier.failed.contains($0.number) }
    }
  }
}
