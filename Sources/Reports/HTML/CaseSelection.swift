import EvalCore

/// A case with what every arm made of it.
struct CaseEntry {
  let evalCase: EvalCase
  /// In the order of the arms; nil without a scored trial.
  let tallies: [CaseTally?]
  /// In the order of the arms, by repeat.
  let trials: [[JudgedTrial]]
  /// Whether its rate changed in any comparison.
  let isFlip: Bool

  var fails: Bool { tallies.contains { $0.map { $0.correct < $0.scored } ?? true } }

  /// Every tool that was expected or called, in the control's names.
  var tools: [String] {
    let expected = evalCase.expectation.alternatives.flatMap { $0.required.flatMap { $0.patterns.map(\.control) } }
    return (expected + trials.joined().flatMap { $0.calls.map(\.tool) }).distinct
  }
}

/// The cases that a page has room for: those that fail or changed come first, in the suite's order otherwise.
struct CaseSelection {
  let entries: [CaseEntry]
  /// Asked in any arm.
  let asked: Int

  /// More rows make browsers slow.
  static let most = 5_000

  init(_ evaluation: Evaluation) {
    let arms = evaluation.scores.arms
    let index = TrialIndex(evaluation.scores)
    let flips = Set(evaluation.comparisons.flatMap { $0.flips.map(\.caseID) })
    let tallies = arms.map { arm in
      Dictionary(arm.perCase.map { ($0.caseID, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let planned = Set(evaluation.run.plan.trials.map(\.caseID))
    let all = evaluation.run.suite.cases.filter { planned.contains($0.id) }.map { evalCase in
      CaseEntry(
        evalCase: evalCase, tallies: tallies.map { $0[evalCase.id] }, trials: arms.map { index[$0.arm, evalCase.id] },
        isFlip: flips.contains(evalCase.id))
    }
    asked = all.count
    let order = Self.byInterest(all).prefix(Self.most)
    entries = order.sorted().map { all[$0] }
  }

  /// Places of the entries: first those that a reader looks for.
  static func byInterest(_ entries: [CaseEntry]) -> [Int] {
    let telling = entries.indices.filter { entries[$0].fails || entries[$0].isFlip }
    let rest = entries.indices.filter { !(entries[$0].fails || entries[$0].isFlip) }
    return telling + rest
  }
}

extension String {
  /// The id of a case's row: the same for every link, with only what an id and a fragment may hold.
  var anchor: String {
    var anchor = "case-"
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        anchor.unicodeScalars.append(Unicode.Scalar(byte))
      default: anchor += "." + String(byte, radix: 16)
      }
    }
    return anchor
  }
}
