import OrderedJSON

extension [Trial] {
  /// The same trials with those of one model in blocks: repeat by repeat, all cases of a variant in a row.
  ///
  /// The places that the shuffle gave the model stay its own, so that other models are asked meanwhile. Every block has its
  /// cases in the same order, because a cache may make an answer depend on what was asked before it; and every second repeat
  /// begins with the variant that the last one ended with, so that what drifts at the endpoint meets all variants alike, and
  /// the cache stays warm.
  ///
  /// - Parameter variants: in the suite's order.
  func inBlocks(of model: String, _ variants: [String]) -> [Trial] {
    let ranks = ranks(of: model, variants)
    let slots = indices.filter { self[$0].model == model }
    let blocks = slots.map { self[$0] }.sorted { ranks($0).lexicographicallyPrecedes(ranks($1)) }
    var trials = self
    for (slot, trial) in zip(slots, blocks) { trials[slot] = trial }
    return trials
  }

  /// What orders the trials of a model: repeat, variant, and the place where the shuffle puts the case first.
  private func ranks(of model: String, _ variants: [String]) -> (Trial) -> [Int] {
    let cases = Dictionary(firstOf: lazy.filter { $0.model == model }.map(\.caseID).enumerated().map { ($1, $0) })
    let order = Dictionary(firstOf: variants.enumerated().map { ($1, $0) })
    return { trial in
      let variant = order[trial.variant] ?? 0
      return [trial.repeat, trial.repeat.isMultiple(of: 2) ? -variant : variant, cases[trial.caseID] ?? 0]
    }
  }
}
