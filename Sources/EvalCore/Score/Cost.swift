import OrderedJSON

extension Usage {
  /// USD at a price, of the tokens that the endpoint counted; nil where it counted none.
  ///
  /// Cached tokens are a part of the input tokens, reasoning tokens one of the output tokens.
  package func dollars(at price: TokenPrice) -> Double? {
    guard inputTokens != nil || outputTokens != nil else { return nil }
    let input = Double(inputTokens ?? 0)
    let cached = min(Double(cachedTokens ?? 0), input)
    let inputDollars = (input - cached) * price.input + cached * (price.cachedInput ?? price.input)
    return (inputDollars + Double(outputTokens ?? 0) * price.output) / 1e6
  }

  /// Whether ``dollars(at:)`` is all of it.
  fileprivate var isCounted: Bool { inputTokens != nil && outputTokens != nil }
}

/// What one arm's answers cost: a part of ``RunCost``. Requests that failed and were sent again are not in it, because
/// nobody counts their tokens.
package struct ArmCost: Sendable, Hashable {
  package let variant: String
  package let model: String
  /// USD; nil where the model has no price.
  package let dollars: Double?
  package let answers: Int
  /// Answers whose tokens the endpoint did not count whole: ``dollars`` lacks them where this is not 0.
  package let uncounted: Int
  /// Trials that came out right.
  package let correct: Int

  /// USD for each trial that came out right; nil where none did, or no price is known.
  package var dollarsPerCorrect: Double? { dollars.flatMap { correct > 0 ? $0 / Double(correct) : nil } }
}

/// What a run cost, arm by arm: made from ``Scores`` and prices, consumed by reports.
package struct RunCost: Sendable, Hashable {
  /// In the order of ``Scores/arms``.
  package let arms: [ArmCost]

  /// - Parameter prices: by model, as the run names it.
  package init(_ scores: Scores, prices: [String: TokenPrice]) {
    let strictnesses = Dictionary(firstOf: scores.arms.map { ($0.arm, $0.strictness) })
    var sums: [Arm: Sum] = [:]
    for index in scores.trials.indices {
      let trial = scores.trials[index].trial
      let arm = trial.arm
      guard let strictness = strictnesses[arm] else { continue }
      sums[arm, default: Sum()].add(scores.trials[index], strictness, prices[arm.model])
    }
    arms = scores.arms.map { score in
      let sum = sums[score.arm] ?? Sum()
      return ArmCost(
        variant: score.variant, model: score.model, dollars: prices[score.model].map { _ in sum.dollars },
        answers: sum.answers, uncounted: sum.uncounted, correct: sum.correct)
    }
  }

  /// USD of all arms that have a price; nil where none has.
  package var dollars: Double? { Self.total(arms) }

  /// The same for one variant, under all models.
  package func dollars(ofVariant variant: String) -> Double? { Self.total(arms.filter { $0.variant == variant }) }

  /// Models without a price, whose answers ``dollars`` lacks.
  package var unpricedModels: [String] {
    arms.filter { $0.dollars == nil && $0.answers > 0 }.map(\.model).distinct
  }

  private static func total(_ arms: [ArmCost]) -> Double? {
    let known = arms.compactMap(\.dollars)
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  private struct Sum {
    var dollars = 0.0
    var answers = 0
    var uncounted = 0
    var correct = 0

    mutating func add(_ trial: JudgedTrial, _ strictness: Strictness, _ price: TokenPrice?) {
      if trial.isCorrect(strictness) { correct += 1 }
      for turn in trial.transcript.turns {
        answers += 1
        if !turn.answer.usage.isCounted { uncounted += 1 }
        if let price { dollars += turn.answer.usage.dollars(at: price) ?? 0 }
      }
    }
  }
}
