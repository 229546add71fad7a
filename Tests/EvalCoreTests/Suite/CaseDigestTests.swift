import EvalCore
import OrderedJSON
import TestSupport
import Testing

struct CaseDigestTests {
  private static func suite(turns: Int = 1) -> Suite {
    var suite = Made.suite(Made.cases(1))
    suite.turns = turns
    return suite
  }

  private static func digest(turns: Int = 1, _ change: (inout Suite) -> Void = { _ in }) -> String {
    var suite = suite(turns: turns)
    change(&suite)
    return suite.digest(of: suite.cases[0])
  }

  private static let fault = Fault(kind: .error)

  private static let asked: [(name: String, change: @Sendable (inout Suite) -> Void)] = [
    ("prompts", { $0.cases[0].prompts = ["!"] }), ("two prompts", { $0.cases[0].prompts = ["?", "?"] }),
    ("messages", { $0.cases[0].history = [.user("Hello")] }), ("system", { $0.cases[0].system = "Be brief." }),
    ("own turns", { $0.cases[0].turns = 4 }), ("the suite's turns", { $0.turns = 4 }),
  ]

  @Test(arguments: asked.map(\.name)) func whatTheModelIsAskedMakesAnotherCase(name: String) throws {
    let change = try #require(Self.asked.first { $0.name == name }).change
    #expect(Self.digest(change) != Self.digest())
  }

  @Test func writtenConversationsDifferByEverythingInThem() {
    let messages: [[Message]] = [
      [.user("x")], [.system("x")], [.assistant(text: "x", calls: [])],
      [.assistant(text: nil, calls: [AuthoredCall(tool: "a", arguments: [:])])],
      [.assistant(text: nil, calls: [AuthoredCall(tool: "b", arguments: [:])])],
      [.assistant(text: nil, calls: [AuthoredCall(tool: "a", arguments: ["n": 1])])],
      [.tool([AuthoredResult(tool: "a", result: .ok)])], [.tool([AuthoredResult(tool: "b", result: .ok)])],
      [.tool([AuthoredResult(tool: "a", result: .value("no"))])],
    ]
    let digests = messages.map { messages in Self.digest { $0.cases[0].history = messages } }
    #expect(Set(digests).count == messages.count)
  }

  private static let answered: [(name: String, change: @Sendable (inout Suite) -> Void)] = [
    ("the suite's result", { $0.results["a"] = .value("x") }),
    ("own result", { $0.cases[0].results["a"] = .value("x") }),
    ("fault", { $0.cases[0].faults["a"] = CaseDigestTests.fault }),
    ("fault's times", { $0.cases[0].faults["a"] = Fault(kind: .error, times: nil) }),
    ("fault's delay", { $0.cases[0].faults["a"] = Fault(kind: .error, afterMilliseconds: 5) }),
  ]

  /// With one answer the model never sees a result.
  @Test(arguments: answered.map(\.name)) func resultsCountOnlyWhereTheModelSeesThem(name: String) throws {
    let change = try #require(Self.answered.first { $0.name == name }).change
    #expect(Self.digest(turns: 1, change) == Self.digest(turns: 1))
    #expect(Self.digest(turns: 2, change) != Self.digest(turns: 2))
    let twoPrompts = { (suite: inout Suite) in suite.cases[0].prompts = ["?", "?"] }
    #expect(
      Self.digest {
        twoPrompts(&$0)
        change(&$0)
      } != Self.digest(twoPrompts))
  }

  @Test func faultsDifferByTimesAndDelay() {
    let faults = [
      Self.fault, Fault(kind: .slow), Fault(kind: .error, times: nil), Fault(kind: .error, times: 2),
      Fault(kind: .error, afterMilliseconds: 5),
    ]
    let digests = faults.map { fault in Self.digest(turns: 2) { $0.cases[0].faults["a"] = fault } }
    #expect(Set(digests).count == faults.count)
  }

  @Test func whatIsExpectedIsNotAsked() {
    let digest = Self.digest { suite in
      suite.cases[0].expectation = Made.expectation(Made.alternative(["b"]))
      suite.cases[0].tags = ["t"]
      suite.cases[0].weight = 3
      suite.cases[0].forbid = [CallPattern(tool: "c")]
      suite.cases[0].note = "n"
    }
    #expect(digest == Self.digest())
  }

  @Test func ownTurnsThatSayTheSameAreTheSame() {
    #expect(Self.digest { $0.cases[0].turns = 1 } == Self.digest())
  }
}
