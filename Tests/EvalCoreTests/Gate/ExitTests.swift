import EvalCore
import Testing

/// The exit codes, which users and their scripts rely on.
@Suite struct ExitTests {
  @Test func theNumbersArePartOfTheContract() {
    let exits: [Exit] = [
      .pass, .gateFailed, .wrongInput, .couldNotMeasure, .inconclusive, .interrupted, .terminated,
    ]
    #expect(exits.map(\.rawValue) == [0, 1, 2, 3, 4, 130, 143])
  }

  /// Each is said before all that stand behind it.
  @Test func theWorstOfSeveralSuitesIsSaid() {
    let order: [Exit] = [
      .terminated, .interrupted, .wrongInput, .couldNotMeasure, .gateFailed, .inconclusive, .pass,
    ]
    for index in order.indices { #expect(Exit.worst(order[index...].reversed()) == order[index]) }
    #expect(Exit.worst([]) == .pass)
  }
}
