import Testing

@testable import Models

struct ConcurrencyWindowTests {
  private func window(ceiling: Int, successes: Int = 0) -> ConcurrencyWindow {
    var window = ConcurrencyWindow(ceiling: ceiling)
    for _ in 0..<successes { window.noteSuccess() }
    return window
  }

  @Test(arguments: [(-1, 1), (0, 1), (1, 1), (7, 7), (16, 16), (500, 16)])
  func startsAtTheCeilingOrLower(ceiling: Int, limit: Int) { #expect(window(ceiling: ceiling).limit == limit) }

  @Test(arguments: [(1, 17), (84, 100), (1000, 100)])
  func climbsWithEachAnswerToTheCeiling(successes: Int, limit: Int) {
    #expect(window(ceiling: 100, successes: successes).limit == limit)
  }

  @Test func halvesAndThenGainsOneForAWindowOfAnswers() {
    var window = window(ceiling: 100)
    window.noteOverload(in: window.round)
    #expect(window.limit == 8)
    for _ in 1...7 { window.noteSuccess() }
    #expect(window.limit == 8)
    window.noteSuccess()
    #expect(window.limit == 9)
    for _ in 1...9 { window.noteSuccess() }
    #expect(window.limit == 10)
  }

  @Test func oneOverloadCountsOnce() {
    var window = window(ceiling: 16)
    let round = window.round
    for _ in 1...16 { window.noteOverload(in: round) }
    #expect(window.limit == 8)
    window.noteOverload(in: window.round)
    #expect(window.limit == 4)
  }

  @Test func neverFallsBelowOne() {
    var window = window(ceiling: 16)
    for _ in 1...20 { window.noteOverload(in: window.round) }
    #expect(window.limit == 1)
    window.noteSuccess()
    #expect(window.limit == 2)
  }
}
