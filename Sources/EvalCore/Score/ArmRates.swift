import Statistics

/// The rates of one arm over some of its cases, from how often each came out one way.
struct ArmRates {
  let level = Levels.reportInterval
  /// A deterministic model's rates are facts about these cases.
  let isDeterministic: Bool

  /// A share of trials case by case: at population scope with families as clusters, or as a fact (`method.md` 2.3, 00.6).
  func estimate(_ cases: [ClusteredProportion.Case]) -> Estimate? {
    guard let proportion = ClusteredProportion(cases) else { return nil }
    let value = proportion.estimate
    if isDeterministic { return Estimate(value: value, low: value, high: value, level: level, scope: .suite) }
    return population(proportion)
  }

  /// What an exact rate says of cases of this kind; nil where ``estimate(_:)`` says it.
  func populationOfExact(_ cases: [ClusteredProportion.Case]) -> Estimate? {
    isDeterministic ? ClusteredProportion(cases).flatMap(population) : nil
  }

  private func population(_ proportion: ClusteredProportion) -> Estimate? {
    proportion.interval(level: level).map {
      Estimate(value: proportion.estimate, low: $0.low, high: $0.high, level: level, scope: .population)
    }
  }

  /// Share of cases whose scored repeats are all right.
  static func passK(_ cases: [ClusteredProportion.Case]) -> Double? {
    let asked = cases.filter { $0.counts.runs > 0 }
    let weight = asked.reduce(0) { $0 + $1.weight }
    return weight > 0 ? asked.filter { $0.counts.failures == 0 }.reduce(0) { $0 + $1.weight } / weight : nil
  }
}

extension ArmScore {
  /// Counts the trials of one arm.
  init(_ arm: ArmTrials, of trials: [JudgedTrial], _ run: Run) {
    let suite = run.suite
    let strictness = suite.strictness(of: arm.model.givesArguments)
    let planned = arm.cases.indices.filter { arm.cases[$0].planned > 0 }
    let answered = planned.flatMap { arm.cases[$0].scored + arm.cases[$0].unscored + arm.cases[$0].copies }
    let planning = planned.reduce(0) { $0 + arm.cases[$1].planned }
    let counted = planned.reduce(0) { $0 + arm.cases[$1].scored.count + arm.cases[$1].copies.count }
    let tallies = ToolTallies(arm, of: trials, suite)
    // By index, because handing a trial to a closure copies all of it.
    let right = planned.map { asked in
      suite.cases[asked].counts(arm.cases[asked].scored) { trials[$0].isCorrect(strictness) }
    }
    let rates = ArmRates(isDeterministic: arm.model.isDeterministic)
    self.init(
      arm: arm.arm, strictness: strictness, isDeterministic: arm.model.isDeterministic,
      counts: Counts(
        cases: planned.count, trials: planning, missing: planning - counted, outcomes: Self.outcomes(answered, trials)),
      rates: Rates(arm, planned, right, rates, of: trials, suite, macroF1: tallies.macroF1),
      tables: Tables(
        planned, right, tallies, tags: TagScore.all(planned.map { suite.cases[$0].tags }, right, rates), suite),
      consumption: Consumption(suite.shownTools(in: suite.variants[arm.variant]), answered, of: trials))
  }

  private static func outcomes(_ answered: [Int], _ trials: [JudgedTrial]) -> [(outcome: Outcome, trials: Int)] {
    var counts: [Outcome: Int] = [:]
    for index in answered { counts[trials[index].outcome, default: 0] += 1 }
    return Outcome.allCases.compactMap { outcome in counts[outcome].map { (outcome, $0) } }
  }
}

extension ArmScore.Rates {
  fileprivate init(
    _ arm: ArmTrials, _ planned: [Int], _ right: [ClusteredProportion.Case], _ rates: ArmRates,
    of trials: [JudgedTrial], _ suite: Suite, macroF1: Double?
  ) {
    let share = { (cases: [Int], isCounted: (Int) -> Bool) in
      rates.estimate(cases.map { suite.cases[$0].counts(arm.cases[$0].scored, isCounted) })
    }
    accuracy = rates.estimate(right)
    populationAccuracy = rates.populationOfExact(right)
    nameAccuracy = share(planned) { trials[$0].nameExact }
    passK = ArmRates.passK(right)
    falseCallRate = share(planned.filter { arm.cases[$0].demand == .none }) { trials[$0].madeCall }
    missedCallRate = share(planned.filter { arm.cases[$0].demand == .call }) { !trials[$0].madeCall }
    self.macroF1 = macroF1
    margins = SelectionMargins(
      planned.map { index in
        let (asked, scored) = (suite.cases[index], arm.cases[index].scored)
        return (scored.compactMap { trials[$0].margin }, asked.weight, asked.family)
      }, level: rates.level)
  }
}

extension ArmScore.Tables {
  fileprivate init(
    _ planned: [Int], _ right: [ClusteredProportion.Case], _ tallies: ToolTallies, tags: [TagScore], _ suite: Suite
  ) {
    self.init(
      perCase: zip(planned, right).filter { $0.1.counts.runs > 0 }.map {
        CaseTally(caseID: suite.cases[$0].id, correct: $1.counts.successes, scored: $1.counts.runs)
      })
    self.tags = tags
    tools = tallies.tools
    confusion = tallies.confusion
  }
}

extension ArmScore.Consumption {
  fileprivate init(_ tools: [Tool], _ answered: [Int], of trials: [JudgedTrial]) {
    catalogTokens = tools.estimatedTokens
    var latencies: [Double] = []
    for index in answered {
      for turn in trials[index].transcript.turns {
        usage.add(turn.answer.usage)
        latencies.append(turn.answer.latencyMilliseconds)
      }
    }
    latency = Self.ranks(latencies.sorted())
  }

  /// Nearest ranks.
  private static func ranks(_ sorted: [Double]) -> (p50: Double, p95: Double)? {
    guard !sorted.isEmpty else { return nil }
    let rank = { (share: Double) in sorted[max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1)] }
    return (rank(0.5), rank(0.95))
  }
}

extension ToolTallies {
  fileprivate init(_ arm: ArmTrials, of trials: [JudgedTrial], _ suite: Suite) {
    let variant = suite.variants[arm.variant]
    self.init(
      tools: suite.control.toolSet.tools.map(\.name)
        + variant.toolSet.tools.map { variant.names.control(ofShown: $0.name, arguments: nil) })
    for asked in arm.cases { add(asked.scored, of: trials) }
  }
}

extension TagScore {
  /// In the order in which the tags first appear.
  fileprivate static func all(
    _ tags: [[String]], _ right: [ClusteredProportion.Case], _ rates: ArmRates
  ) -> [TagScore] {
    var order: [String] = []
    var cases: [String: [ClusteredProportion.Case]] = [:]
    for (tags, right) in zip(tags, right) {
      for tag in tags {
        if cases[tag] == nil { order.append(tag) }
        cases[tag, default: []].append(right)
      }
    }
    return order.map { TagScore(tag: $0, cases: cases[$0]?.count ?? 0, accuracy: rates.estimate(cases[$0] ?? [])) }
  }
}

extension EvalCase {
  /// How many of its scored trials are counted.
  fileprivate func counts(_ scored: [Int], _ isCounted: (Int) -> Bool) -> ClusteredProportion.Case {
    ClusteredProportion.Case(
      Counts(successes: scored.count(where: isCounted), runs: scored.count), weight: weight, family: family)
  }
}
