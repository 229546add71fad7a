import Statistics

/// How much likelier a trial's first answer was to name a right tool than any other, by the endpoint's log-probabilities:
/// m = log P(right) - log P(the likeliest other), in nats (`method.md` 1.6). Above 0 where a right tool was the likeliest.
///
/// A signal beside the rates and never what decides: it moves before a model's choice flips.
package struct SelectionMargin: Sendable, Hashable {
  package let value: Double
  /// The endpoint listed too few tokens to tell more: the margin is at least as far from 0.
  package let isBound: Bool
  /// The likeliest other as the model saw it, ``ConfusionCell/none`` for no tool; nil where the endpoint listed none.
  package let runnerUp: String?

  package init(value: Double, isBound: Bool, runnerUp: String?) {
    self.value = value
    self.isBound = isBound
    self.runnerUp = runnerUp
  }

  /// Nil where not even its sign is known, and where every choice is right or none could be.
  init?(_ likelihoods: ToolLikelihoods, _ expectation: CaseExpectation) {
    let first = expectation.firstChoices
    guard !first.tools.isEmpty || likelihoods.offersNone else { return nil }
    let isRight = { (choice: ToolLikelihoods.Choice) in
      choice.tool.map { first.tools.contains($0) } ?? first.includesNone
    }
    let listed = Set(likelihoods.choices.map(\.tool))
    let isListed =
      first.tools.allSatisfy { listed.contains($0) }
      && !(first.includesNone && likelihoods.offersNone && !listed.contains(nil))
    let right = Side(likelihoods.choices.filter(isRight), others: isListed ? nil : likelihoods.others)
    let rivals = Side(likelihoods.choices.filter { !isRight($0) }, others: likelihoods.others)
    guard let rightMost = right.most, let rivalMost = rivals.most else { return nil }
    if let least = right.least, least - rivalMost >= 0 || (least == rightMost && rivals.least == rivalMost) {
      let isBound = least != rightMost || rivals.least != rivalMost
      self.init(value: least - rivalMost, isBound: isBound, runnerUp: rivals.name(of: rivalMost))
    } else if let rival = rivals.least, rightMost - rival <= 0 {
      self.init(value: rightMost - rival, isBound: true, runnerUp: rivals.name(of: rival))
    } else {
      return nil
    }
  }

  /// What is known of the likeliest of several choices.
  private struct Side {
    private let choices: [ToolLikelihoods.Choice]
    /// It is at least so likely, and at most; nil where nothing is known.
    let least: Double?
    let most: Double?

    /// - Parameter others: what those that are not listed are at most.
    init(_ choices: [ToolLikelihoods.Choice], others: Double?) {
      self.choices = choices
      least = choices.lazy.filter { !$0.isAtMost }.map(\.logProbability).max()
      most = (choices.map(\.logProbability) + [others].compactMap(\.self)).max()
    }

    func name(of logProbability: Double) -> String? {
      choices.first { $0.logProbability == logProbability }.map { $0.tool ?? ConfusionCell.none }
    }
  }
}

extension CaseExpectation {
  /// The tools of which a right answer may call one first, and whether it may call none.
  fileprivate var firstChoices: (tools: Set<String>, includesNone: Bool) {
    let calls = alternatives.flatMap(\.firstCalls)
    return (
      Set(calls.flatMap(\.patterns).map(\.tool)),
      alternatives.contains { !$0.required.contains { ($0.times?.min ?? 1) > 0 } }
    )
  }
}

extension Alternative {
  fileprivate var firstCalls: [ExpectedCall] {
    let required = groups.first ?? []
    guard order == .inOrder || order == .first else { return required + optional }
    let last = required.firstIndex { ($0.times?.min ?? 1) > 0 } ?? required.endIndex - 1
    return required.prefix(last + 1) + optional
  }
}

/// The margins of one arm.
package struct SelectionMargins: Sendable, Hashable {
  /// Over cases, each the mean of its scored trials that have a margin.
  package let mean: Double
  /// Of the interval about cases of this kind; nil below two clusters of cases.
  package let low: Double?
  package let high: Double?
  /// E.g. 0.95.
  package let level: Double
  package let trials: Int
  /// Trials whose margin is at least as far from 0 as it says.
  package let bounds: Int

  package init(mean: Double, low: Double?, high: Double?, level: Double, trials: Int, bounds: Int) {
    self.mean = mean
    self.low = low
    self.high = high
    self.level = level
    self.trials = trials
    self.bounds = bounds
  }

  /// - Parameter cases: the margins of each case's scored trials, with its weight and family; nil where there is none.
  init?(_ cases: [(margins: [SelectionMargin], weight: Double, family: String?)], level: Double) {
    let asked = cases.filter { !$0.margins.isEmpty }
    let units = asked.map { margins, weight, family in
      ClusteredMean.Unit(
        margins.reduce(0) { $0 + $1.value } / Double(margins.count), weight: weight, family: family)
    }
    guard let clustered = ClusteredMean(units) else { return nil }
    let interval = clustered.interval(level: level)
    self.init(
      mean: clustered.mean, low: interval?.low, high: interval?.high, level: level,
      trials: asked.reduce(0) { $0 + $1.margins.count },
      bounds: asked.reduce(0) { $0 + $1.margins.count(where: \.isBound) })
  }
}
