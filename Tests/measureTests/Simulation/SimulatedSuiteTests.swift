import EvalCore
import Statistics
import Testing
import measure

struct SimulatedSuiteTests {
  private func draw(_ cell: Cell) -> SimulatedSuite.Draw {
    var generator = SeededGenerator(seed: 5)
    return SimulatedSuite(cell).draw(&generator)
  }

  @Test func asksEveryCaseOfBothArms() {
    let arms = draw(Cell(.hard, cases: 12, .arms(control: 7, candidate: 2))).scored.scores.arms
    #expect(arms.map(\.variant) == ["control", "candidate-1"])
    #expect(arms.map { Set($0.tables.perCase.map(\.scored)) } == [[7], [2]])
    #expect(arms.map(\.tables.perCase.count) == [12, 12])
  }

  @Test func losesTrialsWhereSomeAreMissing() {
    var cell = Cell(.easy, cases: 200, .same(5))
    cell.missing = 0.03
    let arm = draw(cell).scored.scores.arms[0]
    #expect(arm.counts.trials == 1_000)
    #expect((10...60).contains(arm.counts.missing))
    #expect(arm.tables.perCase.reduce(0) { $0 + $1.scored } == 1_000 - arm.counts.missing)
  }

  @Test func destroysTheCasesOfOneTool() {
    var cell = Cell(.easy, cases: 30, .same(10))
    cell.effect = .destroyedTool
    let outcome = draw(cell)
    let wrong = outcome.scored.scores.arms[1].tables.perCase.filter { $0.correct == 0 }.map(\.caseID)
    #expect(wrong == ["case-0", "case-10", "case-20"])
    #expect(abs((outcome.difference ?? 0) + 0.099) < 1e-9)
  }

  @Test func tradesWithoutATotalLoss() {
    var cell = Cell(.hard, cases: 80, .same(20))
    cell.effect = .traded
    let outcome = draw(cell)
    #expect(abs(outcome.difference ?? 1) < 1e-9)
    let (before, after) = (outcome.scored.scores.arms[0].tables.perCase, outcome.scored.scores.arms[1].tables.perCase)
    #expect(zip(before, after).contains { $0.rate - $1.rate > 0.3 })
    #expect(zip(before, after).contains { $1.rate - $0.rate > 0.3 })
  }

  @Test func givesAFamilyOneChance() {
    var cell = Cell(.steady, cases: 40, .same(3))
    cell.familySize = 4
    let cases = draw(cell).control
    #expect(Set(cases.map(\.family)).count == 10)
    for family in Dictionary(grouping: cases, by: \.family).values { #expect(Set(family.map(\.counts)).count == 1) }
  }
}
