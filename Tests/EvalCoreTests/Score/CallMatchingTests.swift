import OrderedJSON
import Statistics
import TestSupport
import Testing

@testable import EvalCore

struct CallMatchingTests {
  /// Small expectations over the tool `get` and three plain ones, with arguments that overlap.
  static func alternative(_ generator: inout SeededGenerator, _ order: Alternative.Order) -> Alternative {
    func expected(_ path: String) -> ExpectedCall {
      let number = generator.below(4)
      return number == 0
        ? Made.expected(["a", "b"][generator.below(2)], path: path)
        : Made.expected("get", number == 1 ? .any : .named([.init("number", .equals(JSON(number)))]), path: path)
    }
    let required = (0..<generator.below(4)).map { expected("calls[\($0)]") }
    let optional = (0..<generator.below(3)).map { expected("optional[\($0)]") }
    return Alternative(groups: order == .groups ? required.map { [$0] } : [required], optional: optional, order: order)
  }

  static func calls(_ generator: inout SeededGenerator) -> [ObservedCall] {
    let turns = (0..<generator.below(4)).map { _ in
      (0..<generator.below(3)).map { _ in
        let number = generator.below(4)
        return number == 0 ? Made.call(["a", "b"][generator.below(2)]) : Made.call("get", ["number": JSON(number)])
      }
    }
    return ObservedCall.all(in: Made.transcript(turns), Catalogue(tools: Made.tools, key: "made"))
  }

  /// What an assignment is worth: required calls, then optional ones, then arguments.
  struct Worth: Comparable {
    var required = 0
    var optional = 0
    var points = 0
    var keepsOrder = true

    static func < (left: Worth, right: Worth) -> Bool {
      (left.required, left.optional, left.points, left.keepsOrder ? 1 : 0)
        < (right.required, right.optional, right.points, right.keepsOrder ? 1 : 0)
    }
  }

  /// The best of all ways to give the required calls away, by trying them; optional ones take what is left.
  static func bruteForce(_ alternative: Alternative, _ calls: [ObservedCall]) -> Worth {
    let required = alternative.required
    func best(_ slot: Int, _ taken: [Int?]) -> Worth {
      guard slot < required.count else { return worth(alternative, calls, taken) }
      let free = calls.indices.filter { !taken.contains($0) && CallFit(calls[$0], required[slot]) != nil }
      return free.reduce(best(slot + 1, taken + [nil])) { max($0, best(slot + 1, taken + [$1])) }
    }
    return best(0, [])
  }

  static func worth(_ alternative: Alternative, _ calls: [ObservedCall], _ taken: [Int?]) -> Worth {
    var worth = Worth()
    for (slot, call) in taken.enumerated() {
      guard let call, let fit = CallFit(calls[call], alternative.required[slot]) else { continue }
      worth.required += 1
      worth.points += fit.points
    }
    for call in calls.indices where !taken.contains(call) {
      guard let points = alternative.optional.compactMap({ CallFit(calls[call], $0)?.points }).max() else { continue }
      worth.optional += 1
      worth.points += points
    }
    let places = taken.compactMap(\.self)
    worth.keepsOrder =
      switch alternative.order {
      case .any: true
      case .inOrder, .first: zip(places, places.dropFirst()).allSatisfy { $0 < $1 }
      case .groups: zip(places, places.dropFirst()).allSatisfy { calls[$0].turn < calls[$1].turn }
      }
    return worth
  }

  static func worth(_ matching: CallMatching) -> Worth {
    let matches = matching.matches.compactMap(\.self)
    return Worth(
      required: matches.count { $0.isRequired }, optional: matches.count { !$0.isRequired },
      points: matches.reduce(0) { $0 + $1.fit.points }, keepsOrder: matching.keepsOrder)
  }

  @Test(arguments: [Alternative.Order.any, .inOrder, .groups])
  func agreesWithTryingAllOnRandomInstances(_ order: Alternative.Order) {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<1_500 {
      let alternative = Self.alternative(&generator, order)
      let calls = Self.calls(&generator)
      let matching = CallMatching(alternative, calls, judged: calls.count)
      #expect(Self.worth(matching) == Self.bruteForce(alternative, calls))
      #expect(matching.truePositives + matching.falseNegatives == alternative.required.count)
      #expect(matching.extras.count + matching.matches.count { $0 != nil } == calls.count)
    }
  }
}
