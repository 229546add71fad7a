import EvalCore

/// The rates of one arm of a sample: plain shares with Wilson intervals, near enough to look like the scorer's.
struct SampleArm {
  let variant: String
  let card: ModelCard
  let cases: [SampleCase]
  let planned: Int
  let trials: [JudgedTrial]
  private let scored: [JudgedTrial]
  private let byCase: [String: [JudgedTrial]]

  init(variant: String, card: ModelCard, cases: [SampleCase], planned: Int, trials: [JudgedTrial]) {
    self.variant = variant
    self.card = card
    self.cases = cases
    self.planned = planned
    self.trials = trials
    scored = trials.filter(\.outcome.isScored)
    byCase = Dictionary(grouping: scored, by: \.trial.caseID)
  }

  var score: ArmScore {
    ArmScore(
      arm: Arm(variant: variant, model: card.name), strictness: card.givesArguments ? .calls : .tools,
      isDeterministic: card.isDeterministic,
      counts: .init(cases: cases.count, trials: planned, missing: planned - scored.count, outcomes: outcomes),
      rates: rates, tables: tables, consumption: consumption)
  }

  private var rates: ArmScore.Rates {
    var rates = ArmScore.Rates()
    rates.accuracy = rate { _ in true }
    rates.nameAccuracy = estimate(scored.map { $0.nameExact ? 1 : 0 })
    rates.passK = passK
    rates.falseCallRate = inverted(rate(\.gold.isEmpty))
    rates.missedCallRate = missedCallRate
    rates.macroF1 = macroF1
    return rates
  }

  private var tables: ArmScore.Tables {
    var tables = ArmScore.Tables(perCase: tallies)
    tables.tags = tags
    tables.tools = tools
    tables.confusion = confusion
    return tables
  }

  private var consumption: ArmScore.Consumption {
    var consumption = ArmScore.Consumption()
    consumption.catalogTokens = variant == "today" ? 2_104 : 2_391
    consumption.usage = Usage(inputTokens: scored.count * 1_480, outputTokens: scored.count * 24)
    consumption.latency = scored.isEmpty ? nil : (p50: 561, p95: 758.5)
    return consumption
  }

  private var outcomes: [(outcome: Outcome, trials: Int)] {
    Outcome.allCases.compactMap { outcome in
      let count = trials.count { $0.outcome == outcome }
      return count == 0 ? nil : (outcome, count)
    }
  }

  private var tallies: [CaseTally] {
    cases.compactMap { sample in
      guard let scored = byCase[sample.evalCase.id] else { return nil }
      let strictness: Strictness = card.givesArguments ? .calls : .tools
      return CaseTally(
        caseID: sample.evalCase.id, correct: scored.count { $0.isCorrect(strictness) }, scored: scored.count)
    }
  }

  private var passK: Double? {
    tallies.isEmpty ? nil : Double(tallies.count { $0.correct == $0.scored }) / Double(tallies.count)
  }

  private func rate(_ belongs: (SampleCase) -> Bool) -> Estimate? {
    let ids = Set(cases.filter(belongs).map(\.evalCase.id))
    return estimate(tallies.filter { ids.contains($0.caseID) }.map(\.rate))
  }

  private func inverted(_ estimate: Estimate?) -> Estimate? {
    estimate.map {
      Estimate(value: 1 - $0.value, low: 1 - $0.high, high: 1 - $0.low, level: $0.level, scope: $0.scope)
    }
  }

  private var missedCallRate: Estimate? {
    estimate(scored.filter { !$0.goldIsNone }.map { $0.calls.isEmpty ? 1 : 0 })
  }

  private func estimate(_ rates: [Double]) -> Estimate? {
    guard !rates.isEmpty else { return nil }
    let (n, value) = (Double(rates.count), rates.reduce(0, +) / Double(rates.count))
    if card.isDeterministic { return Estimate(value: value, low: value, high: value, level: 0.95, scope: .suite) }
    let z = 1.959963984540054
    let centre = (value + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (value * (1 - value) / n + z * z / (4 * n * n)).squareRoot()
    return Estimate(
      value: value, low: max(0, centre - half), high: min(1, centre + half), level: 0.95, scope: .population)
  }

  private var tags: [TagScore] {
    Set(cases.flatMap(\.evalCase.tags)).sorted().map { tag in
      TagScore(
        tag: tag, cases: cases.count { $0.evalCase.tags.contains(tag) },
        accuracy: rate { $0.evalCase.tags.contains(tag) })
    }
  }

  // MARK: Tools

  private var cells: [String: [String: Double]] {
    var cells: [String: [String: Double]] = [:]
    for trial in scored {
      let repeats = Double(byCase[trial.trial.caseID]?.count ?? 1)
      for cell in trial.confusion { cells[cell.gold, default: [:]][cell.predicted, default: 0] += 1 / repeats }
    }
    return cells
  }

  private var labels: [String] {
    let cells = cells
    let seen = Set(cells.keys).union(cells.values.flatMap(\.keys))
    return seen.filter { !$0.hasPrefix("<") }.sorted() + seen.filter { $0.hasPrefix("<") }.sorted()
  }

  private var confusion: Confusion {
    let (cells, labels) = (cells, labels)
    return Confusion(labels: labels, rows: labels.map { gold in labels.map { rounded(cells[gold]?[$0] ?? 0) } })
  }

  private func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }

  private var tools: [ToolScore] {
    let cells = cells
    return labels.filter { !$0.hasPrefix("<") }.map { tool in
      let row = cells[tool] ?? [:]
      let support = rounded(row.values.reduce(0, +))
      let predicted = rounded(cells.values.reduce(0) { $0 + ($1[tool] ?? 0) })
      let right = rounded(row[tool] ?? 0)
      let missed = row.filter { $0.key != tool }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      return ToolScore(
        tool: tool, support: support, precision: predicted > 0 ? right / predicted : nil,
        recall: support > 0 ? right / support : nil,
        f1: support + predicted > 0 ? 2 * right / (support + predicted) : nil,
        missedTo: missed.map { ($0.key, rounded($0.value / support)) })
    }
  }

  private var macroF1: Double? {
    let defined = tools.filter { $0.support > 0 }.compactMap(\.f1)
    return defined.isEmpty ? nil : defined.reduce(0, +) / Double(defined.count)
  }
}
