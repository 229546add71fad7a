import EvalCore
import OrderedJSON
import TestSupport
import Testing

@testable import struct EvalCore.ToolTallies

struct ToolTalliesTests {
  /// Single-label cases by their names; `<none>` for calling nothing.
  static func tallies(gold: [String], predicted: [String], tools: [String]) -> ToolTallies {
    var tallies = ToolTallies(tools: tools)
    let offered = tools.map { Made.tool($0) }
    for (gold, predicted) in zip(gold, predicted) {
      let alternative: Alternative = gold == "<none>" ? .none : Made.alternative([gold])
      let calls = predicted == "<none>" ? [] : [Made.call(predicted)]
      tallies.add(Made.judged([calls], Made.key(Made.expectation(alternative), tools: offered)), weight: 1)
    }
    return tallies
  }

  @Test func agreesWithScikitLearnOnSingleLabels() {
    let tallies = Self.tallies(
      gold: ["list", "list", "search", "search", "get", "<none>", "<none>", "create", "search", "list"],
      predicted: ["list", "search", "search", "list", "get", "<none>", "list", "<none>", "search", "list"],
      tools: ["list", "search", "get", "create", "delete"])
    let tools = tallies.tools
    #expect(tools.map(\.tool) == ["list", "search", "get", "create", "delete"])
    #expect(tools.map(\.precision) == [0.5, 2.0 / 3, 1, nil, nil])
    #expect(tools.map(\.recall) == [2.0 / 3, 2.0 / 3, 1, 0, nil])
    #expect(tools.map(\.f1) == [4.0 / 7, 2.0 / 3, 1, 0, nil])
    #expect(tools.map(\.support) == [3, 3, 1, 1, 0])
    #expect(tallies.macroF1 == (4.0 / 7 + 2.0 / 3 + 1 + 0) / 4)
    let confusion = tallies.confusion
    #expect(confusion.labels == ["list", "search", "get", "create", "<none>"])
    #expect(
      confusion.rows == [[2, 1, 0, 0, 0], [1, 2, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 1], [1, 0, 0, 0, 1]])
    #expect(tools[0].missedTo.map(\.tool) == ["search"] && tools[0].missedTo[0].share == 1.0 / 3)
  }

  @Test func countsSeveralCallsAsAMultiset() {
    var tallies = ToolTallies(tools: ["a", "b", "c"])
    let calls = ["a", "b", "b", "c"].map { Made.call($0) }
    tallies.add(Made.judged([calls], Made.key(Made.expectation(Made.alternative(["a", "a", "b"])))), weight: 1)
    #expect(tallies.tools.map(\.support) == [2, 1, 0])
    #expect(tallies.tools.map(\.recall) == [0.5, 1, nil])
    #expect(tallies.tools.map(\.precision) == [1, 0.5, 0])
    // The one missed `a` is shared by the two calls that are left.
    #expect(tallies.confusion.labels == ["a", "b", "c"])
    #expect(tallies.confusion.rows == [[1, 0.5, 0.5], [0, 1, 0], [0, 0, 0]])
  }

  @Test func unknownAndMalformedCallsHaveColumnsOfTheirOwn() {
    var tallies = ToolTallies(tools: ["a"])
    let key = Made.key(Made.expectation(Made.alternative(["a"])))
    tallies.add(Made.judged([[Made.call("zz")]], key), weight: 1)
    tallies.add(Made.judged([[Made.malformed("a")]], key), weight: 1)
    tallies.add(Made.judged([[]], key, text: "{\"name\": \"a\"}"), weight: 1)
    #expect(tallies.confusion.labels == ["a", "<none>", "<unknown>", "<malformed>"])
    #expect(tallies.confusion.rows[0] == [0, 1, 1, 1])
    #expect(tallies.tools[0].precision == nil && tallies.tools[0].recall == 0)
  }

  @Test func allowedExtrasAreFalsePositivesAndOptionalCallsAreNot() {
    var tallies = ToolTallies(tools: ["a", "b", "c"])
    let expectation = Made.expectation(Made.alternative(["a"], optional: ["c"]))
    let calls = ["a", "b", "c"].map { Made.call($0) }
    let trial = Made.judged([calls], Made.key(expectation, allowExtra: true))
    #expect(trial.outcome == .correct)
    tallies.add(trial, weight: 0.5)
    #expect(tallies.confusion.labels == ["a", "b", "<none>"])
    #expect(tallies.confusion.rows == [[0.5, 0, 0], [0, 0, 0], [0, 0.5, 0]])
    #expect(tallies.tools.map(\.precision) == [1, 0, nil])
  }

  @Test func unexpectedCallsShareTheirCase() {
    var tallies = ToolTallies(tools: ["a", "b"])
    tallies.add(Made.judged([[Made.call("a"), Made.call("b")]], Made.key(Made.expectation(.none))), weight: 1)
    #expect(tallies.confusion.rows[2] == [0.5, 0.5, 0])
    #expect(tallies.tools.map(\.precision) == [0, 0])
  }
}
