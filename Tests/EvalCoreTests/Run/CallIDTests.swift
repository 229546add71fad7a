import EvalCore
import OrderedJSON
import Testing

struct CallIDTests {
  @Test func hasNineLettersAndDigitsAndIsTheCallsOwn() {
    let numbers = Array(1...2000) + [46_655, 46_656, 1_679_616, 60_466_175]
    let ids = ["made", "call"].flatMap { word in numbers.map { CallID.made(word, $0) } }
    #expect(ids.allSatisfy { $0.wholeMatch(of: #/[a-zA-Z0-9]{9}/#) != nil })
    #expect(Set(ids).count == ids.count)
    #expect(CallID.made("made", 1) == "made00001")
  }

  @Test func writtenCallsAndTheirResultsShareOne() {
    let calls = [AuthoredCall(tool: "list", arguments: [:]), AuthoredCall(tool: "search", arguments: [:])]
    let results = ["list", "search"].map { AuthoredResult(tool: $0, result: .value("x")) }
    var evalCase = MadeSuite.evalCase()
    evalCase.history = [
      .user("x"), .assistant(text: nil, calls: calls), .tool(results), .assistant(text: nil, calls: [calls[0]]),
      .tool([results[0]]),
    ]
    let suite = MadeSuite.suite(evalCase)
    let opening = TrialPrompt(suite, evalCase, suite.control).opening
    let made = opening.flatMap { entry -> [String] in
      if case .assistant(_, let calls, _) = entry { calls.map(\.id) } else { [] }
    }
    let answered = opening.compactMap { entry in
      if case .result(let id, _, _) = entry { id } else { nil }
    }
    #expect(made == answered && Set(made).count == 3)
  }
}
