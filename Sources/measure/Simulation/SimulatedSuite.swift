package import EvalCore
import Foundation
import OrderedJSON
package import Statistics

/// A suite of one ``Cell``, whose outcomes are drawn over and over and given to the shipped comparison and gate.
package struct SimulatedSuite: Sendable {
  /// The gate's `max_drop`.
  static let margin = 0.05

  package let cell: Cell
  private let run: Run

  /// One outcome of the suite, with the truth behind it.
  package struct Draw: Sendable {
    package let scored: ScoredRun
    /// The first candidate's true difference over the cases that both arms answered; nil where there is none.
    package let difference: Double?
    /// What the control's accuracy is counted from.
    package let control: [ClusteredProportion.Case]
  }

  package init(_ cell: Cell) {
    self.cell = cell
    let suite = Suite(simulating: cell)
    // Only the ids of the planned cases are looked at: how often each was asked stands in the tallies.
    let plan = Plan(suite, models: [ModelCard(name: "simulated")], repeats: 1)
    let record = RunRecord(
      id: "0", suiteName: suite.name, suitePath: suite.path, startedAt: Date(timeIntervalSince1970: 0), seed: 0,
      repeats: 1, toolsightVersion: "", git: nil, conditions: "")
    run = Run(record: record, suite: suite, plan: plan)
  }

  package func draw(_ generator: inout SeededGenerator) -> Draw {
    var chances = controlChances(&generator)
    let candidates = (0..<cell.candidates).map { _ in
      cell.effect.candidate(&chances, tools: cell.tools, &generator)
    }
    let control = arm("control", chances, &generator) { cell.repeats.control(&$0) }
    let arms = candidates.enumerated().map { place, chances in
      arm("candidate-\(place + 1)", chances, &generator) { cell.repeats.candidate(&$0) }
    }
    let scored = ScoredRun(run: run, scores: Scores(trials: [], arms: [control.score] + arms.map(\.score)))
    let answered = run.suite.cases.indices.filter { control.counts[$0].runs > 0 && arms[0].counts[$0].runs > 0 }
    let difference = answered.reduce(0) { $0 + candidates[0][$1] - chances[$1] }
    return Draw(
      scored: scored, difference: answered.isEmpty ? nil : difference / Double(answered.count),
      control: zip(run.suite.cases, control.counts).map { ClusteredProportion.Case($1, family: $0.family) })
  }

  private func controlChances(_ generator: inout SeededGenerator) -> [Double] {
    var chances: [Double] = []
    for place in 0..<cell.cases {
      let isNew = place.isMultiple(of: cell.familySize)
      chances.append(isNew ? cell.mixture.chance(&generator) : chances[place - 1])
    }
    return chances
  }

  private func arm(
    _ variant: String, _ chances: [Double], _ generator: inout SeededGenerator,
    repeats: (inout SeededGenerator) -> Int
  ) -> (score: ArmScore, counts: [Counts]) {
    var planned = 0
    let counts = chances.map { chance in
      let asked = repeats(&generator)
      planned += asked
      return answers(asked, chance, &generator)
    }
    return (ArmScore(simulated: variant, counts, trials: planned, run.suite), counts)
  }

  private func answers(_ asked: Int, _ chance: Double, _ generator: inout SeededGenerator) -> Counts {
    var (right, scored) = (0, 0)
    for _ in 0..<asked {
      if cell.missing > 0, generator.unit() < cell.missing { continue }
      scored += 1
      if generator.unit() < chance { right += 1 }
    }
    return Counts(successes: right, runs: scored)
  }
}

extension Suite {
  /// Cases that expect one call each, with the gate as `toolsight init` writes it.
  fileprivate init(simulating cell: Cell) {
    let tools = (0..<cell.tools).compactMap { Tool(["name": .string("tool-\($0)")]) }
    let names = ["control"] + (1...cell.candidates).map { "candidate-\($0)" }
    let cases = (0..<cell.cases).map { place in
      let call = ExpectedCall(patterns: [CallPattern(tool: "tool-\(place % cell.tools)")], path: "calls[0]")
      var asked = EvalCase(
        id: "case-\(place)", prompts: ["?"],
        expectation: CaseExpectation(alternatives: [Alternative(groups: [[call]])], source: .null),
        position: FilePosition(file: "simulated.yaml", line: 1, column: 1))
      if cell.familySize > 1 { asked.family = "family-\(place / cell.familySize)" }
      return asked
    }
    self.init(
      name: "simulated", path: "simulated.yaml",
      variants: names.map { Variant(name: $0, toolSet: ToolSet(tools: tools)) }, cases: cases, strictness: .calls)
    gate[.maxDrop] = SimulatedSuite.margin
    gate[.maxToolDrop] = 0.25
  }
}

extension ArmScore {
  /// What the comparison and the gate look at, and nothing else.
  fileprivate init(simulated variant: String, _ counts: [Statistics.Counts], trials: Int, _ suite: Suite) {
    let perCase = zip(suite.cases, counts).filter { $0.1.runs > 0 }.map {
      CaseTally(caseID: $0.id, correct: $1.successes, scored: $1.runs)
    }
    self.init(
      arm: Arm(variant: variant, model: "simulated"), strictness: .calls, isDeterministic: false,
      counts: Counts(cases: counts.count, trials: trials, missing: trials - counts.reduce(0) { $0 + $1.runs }),
      rates: Rates(), tables: Tables(perCase: perCase), consumption: Consumption())
  }
}
