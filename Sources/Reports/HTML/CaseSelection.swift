import OrderedJSON
import EvalCore

/// A case with what every arm made of it.
struct CaseEntry {
  let evalCase: EvalCase
  /// In the order of the arms; nil without a scored trial.
  let tallies: [CaseTally?]
  /// In the order of the arms, by repeat.
  let trials: [[JudgedTrial]]
  /// In the order of the arms.
  let strictnesses: [Strictness]
  /// Whether its rate changed in any comparison.
  let isFlip: Bool
  /// Whether it comes out neither right nor wrong in any arm.
  let isFlaky: Bool

  /// Whether it is one of those that a reader looks for: not always right, or changed.
  var isTelling: Bool { isFlip || tallies.contains { $0.map { $0.correct < $0.scored } ?? true } }

  /// Every tool that was expected or called, in the control's names.
  var tools: [String] {
    let expected = evalCase.expectation.alternatives.flatMap { $0.required.flatMap { $0.patterns.map(\.control) } }
    return (expected + trials.joined().flatMap { $0.calls.map(\.tool) }).distinct
  }
}

/// The cases that a page has room for: those that fail or changed come first, in the suite's order otherwise.
struct CaseSelection {
  /// Asked in any arm.
  let asked: Int
  private let cases: [EvalCase]
  private let arms: [Arm]
  private let strictnesses: [Strictness]
  private let index: TrialIndex
  /// In the order of ``arms``, by case id.
  private let tallies: [[String: CaseTally]]
  private let flips: Set<String>
  private let flaky: Set<String>
  /// In ``cases``, in the suite's order.
  private var shown: [Int] = []

  /// More rows make browsers slow.
  static let most = 5_000

  init(_ evaluation: Evaluation) {
    let planned = Set(evaluation.run.plan.trials.map(\.caseID))
    let cases = evaluation.run.suite.cases
    let numbers = cases.indices.filter { planned.contains(cases[$0].id) }
    self.cases = cases
    asked = numbers.count
    arms = evaluation.scores.arms.map(\.arm)
    strictnesses = evaluation.scores.arms.map(\.strictness)
    index = TrialIndex(evaluation.scores)
    tallies = evaluation.scores.arms.map(\.talliesByCase)
    flips = Set(evaluation.comparisons.flatMap { $0.changes.flips.map(\.caseID) })
    flaky = Set(evaluation.scores.arms.flatMap { $0.flaky.map(\.caseID) })
    let isTelling = numbers.map { entry($0).isTelling }
    let telling = zip(numbers, isTelling).filter(\.1).map(\.0)
    let rest = zip(numbers, isTelling).filter { !$0.1 }.map(\.0)
    shown = (telling + rest).prefix(Self.most).sorted()
  }

  var count: Int { shown.count }

  /// Each is made when it is asked for: all of them together would weigh more than the page.
  var entries: some Sequence<CaseEntry> { shown.lazy.map { entry($0) } }

  private func entry(_ number: Int) -> CaseEntry {
    let id = cases[number].id
    return CaseEntry(
      evalCase: cases[number], tallies: tallies.map { $0[id] }, trials: arms.map { index[$0, id] },
      strictnesses: strictnesses, isFlip: flips.contains(id), isFlaky: flaky.contains(id))
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
