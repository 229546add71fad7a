import Statistics

/// Every trial that a run will make, in the order in which it starts them: made from a ``Suite``, consumed by the ``Runner``.
package struct Plan: Sendable {
  package let suiteName: String
  package let variants: [String]
  package let models: [ModelCard]
  /// How often a model is asked that does not call itself deterministic.
  package let repeats: Int
  package let seed: UInt64
  /// Shuffled by ``seed`` so that variants meet the same weather; see ``ConfiguredModel/Schedule/blocks``.
  package let trials: [Trial]
  /// Asked round by round, so that the run can end as soon as it has decided; every case is asked at most ``repeats`` times.
  package let isAdaptive: Bool

  /// Plans every case × variant × model × repeat, leaving out `todo` cases and those that a variant skips.
  ///
  /// A deterministic model is planned once per case and variant.
  package init(
    _ suite: Suite, models: [ModelCard], repeats: Int? = nil, seed: UInt64 = 1, isAdaptive: Bool = false
  ) {
    suiteName = suite.name
    variants = suite.variants.map(\.name)
    self.models = models
    let repeats = repeats ?? suite.repeats
    self.repeats = repeats
    self.seed = seed
    self.isAdaptive = isAdaptive
    let variants = variants
    let shuffled = Self.interleaved(Self.cells(suite, models: models, repeats: repeats), seed: seed)
    let trials = models.filter { $0.schedule == .blocks }.reduce(shuffled) { $0.inBlocks(of: $1.name, variants) }
    self.trials = isAdaptive ? (1...repeats).flatMap { round in trials.filter { $0.repeat == round } } : trials
  }

  private static func cells(_ suite: Suite, models: [ModelCard], repeats: Int) -> [Trial] {
    var cells: [Trial] = []
    for `case` in suite.cases {
      for model in models {
        for variant in suite.variants where `case`.isAsked(in: variant.name) {
          for `repeat` in 1...(model.isDeterministic ? 1 : repeats) {
            cells.append(
              Trial(
                number: cells.count, caseID: `case`.id, variant: variant.name, model: model.name, repeat: `repeat`))
          }
        }
      }
    }
    return cells
  }

  private static func interleaved(_ cells: [Trial], seed: UInt64) -> [Trial] {
    var generator = SeededGenerator(seed: seed)
    return generator.shuffled(cells)
  }

  /// Model by model, in the suite's order of variants.
  package var arms: [Arm] { models.flatMap { model in variants.map { Arm(variant: $0, model: model.name) } } }
}
