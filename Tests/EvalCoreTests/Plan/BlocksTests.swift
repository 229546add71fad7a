import EvalCore
import OrderedJSON
import Testing

@Suite struct BlocksTests {
  private static let variants = ["control", "b", "c"]
  private static let cases = (1...7).map { "case\($0)" }

  private static func suite() -> Suite {
    let position = FilePosition(file: "s.yaml", line: 1, column: 1)
    let none = CaseExpectation(alternatives: [Alternative(groups: [])], source: .null)
    return Suite(
      name: "s", path: "s.yaml", variants: variants.map { Variant(name: $0, toolSet: ToolSet(tools: [])) },
      cases: cases.map { EvalCase(id: $0, prompts: ["Hi."], expectation: none, position: position) }, strictness: .tools
    )
  }

  private static func plan(_ schedules: [ConfiguredModel.Schedule], repeats: Int = 3, isAdaptive: Bool = false) -> Plan
  {
    Plan(
      suite(), models: schedules.enumerated().map { ModelCard(name: "m\($0)", schedule: $1) }, repeats: repeats,
      seed: 5,
      isAdaptive: isAdaptive)
  }

  private static func blocks(_ trials: [Trial]) -> [String] {
    trials.reduce(into: []) { blocks, trial in
      let block = "\(trial.variant) \(trial.repeat)"
      if blocks.last != block { blocks.append(block) }
    }
  }

  @Test(arguments: [false, true])
  func askAllCasesOfAVariantInARowAndTurnAboutWithEachRepeat(isAdaptive: Bool) {
    let trials = Self.plan([.blocks], isAdaptive: isAdaptive).trials
    #expect(
      Self.blocks(trials) == [
        "control 1", "b 1", "c 1", "c 2", "b 2", "control 2", "control 3", "b 3", "c 3",
      ])
  }

  @Test func haveTheSameCasesInTheSameShuffledOrderInEveryBlock() {
    let trials = Self.plan([.blocks]).trials
    let orders = Set((0..<9).map { block in trials[block * 7..<block * 7 + 7].map(\.caseID) })
    #expect(orders.count == 1)
    #expect(orders.first?.sorted() == Self.cases && orders.first != Self.cases)
  }

  @Test func askTheSameTrialsAsAShuffle() {
    let (blocks, shuffled) = (Self.plan([.blocks]).trials, Self.plan([.interleaved]).trials)
    #expect(Set(blocks) == Set(shuffled) && blocks.count == shuffled.count)
    #expect(Self.blocks(shuffled).count > 30)
  }

  @Test func leaveEveryOtherModelWhereTheShufflePutIt() {
    let (mixed, shuffled) = (
      Self.plan([.blocks, .interleaved]).trials, Self.plan([.interleaved, .interleaved]).trials
    )
    #expect(mixed.map(\.model) == shuffled.map(\.model))
    #expect(mixed.filter { $0.model == "m1" } == shuffled.filter { $0.model == "m1" })
    #expect(Self.blocks(mixed.filter { $0.model == "m0" }).count == 9)
  }

  @Test func areMadeTheSameAgain() {
    #expect(Self.plan([.blocks, .blocks]).trials == Self.plan([.blocks, .blocks]).trials)
  }
}
