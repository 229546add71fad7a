import TestSupport
import Testing

@testable import EvalCore

struct TrialQueueTests {
  private static func plan(repeats: Int = 1, isAdaptive: Bool = false) -> Plan {
    Plan(
      Made.suite(Made.cases(3), variants: ["today"]), models: [ModelCard(name: "m")], repeats: repeats,
      isAdaptive: isAdaptive)
  }

  private static func begin(_ queue: inout TrialQueue) -> [Trial] {
    var begun: [Trial] = []
    while let trial = queue.begin({ _ in false }) { begun.append(trial) }
    return begun
  }

  @Test func soManyBeginAndForEachThatEndsAnother() {
    let plan = Self.plan(repeats: 2)
    var queue = TrialQueue(plan, atOnce: 2)
    #expect(Self.begin(&queue) == Array(plan.trials[0..<2]) && Self.begin(&queue).isEmpty)
    queue.end()
    #expect(Self.begin(&queue) == [plan.trials[2]])
  }

  @Test func oneBeginsWhateverIsAllowed() {
    var queue = TrialQueue(Self.plan(), atOnce: 0)
    #expect(Self.begin(&queue).count == 1)
  }

  @Test func whatIsDoneOrSparedDoesNotBegin() {
    let plan = Self.plan(repeats: 2)
    var queue = TrialQueue(
      plan, after: EarlierAttempt(kept: [Made.transcript([[]], trial: plan.trials[0])]), atOnce: 9)
    var begun: [Trial] = []
    while let trial = queue.begin({ $0 == plan.trials[1] }) { begun.append(trial) }
    #expect(begun == Array(plan.trials[2...]))
  }

  @Test func aRoundWaitsForTheLastTrialOfTheOneBefore() {
    var queue = TrialQueue(Self.plan(repeats: 2, isAdaptive: true), atOnce: 9)
    #expect(Self.begin(&queue).map(\.repeat) == [1, 1, 1])
    queue.end()
    queue.end()
    #expect(Self.begin(&queue).isEmpty)
    queue.end()
    #expect(Self.begin(&queue).map(\.repeat) == [2, 2, 2])
  }

  /// What is spared is asked for when the round before is closed, not earlier.
  @Test func whatIsSparedIsDecidedWhenItsRoundBegins() {
    var queue = TrialQueue(Self.plan(repeats: 2, isAdaptive: true), atOnce: 9)
    var looked: [Int] = []
    while queue.begin({ trial in
      looked.append(trial.repeat)
      return false
    }) != nil {}
    #expect(looked == [1, 1, 1])
  }

  @Test func roundsOfAFixedPlanMix() {
    var queue = TrialQueue(Self.plan(repeats: 2), atOnce: 9)
    #expect(Set(Self.begin(&queue).map(\.repeat)) == [1, 2])
  }
}
