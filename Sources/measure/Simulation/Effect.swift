import Statistics

/// What a simulated candidate does to the cases.
package enum Effect: Sendable, Hashable, CustomStringConvertible {
  /// Nothing: every alarm is a false one.
  case none
  /// Each case breaks with this chance, and then comes out right a tenth as often.
  case broken(Double)
  /// The same of exactly this share of the cases, so that the suite's own drop is known; a fraction of a case is left to
  /// chance.
  case brokenExactly(Double)
  /// Every case comes out right less often by this share.
  case weaker(Double)
  /// The cases of the first tool never come out right.
  case destroyedTool
  /// In one pair of cases of five, both of one tool, one falls from .9 to .3 and the other rises as far: no tool and no
  /// suite drops, although the exact test's hypothesis, that no case changed, is wrong.
  case traded

  package var description: String {
    switch self {
    case .none: "unchanged"
    case .broken(let share): "\(Int((100 * share).rounded())) % of the cases broken"
    case .brokenExactly(let share): "exactly \((100 * share).tenths) % of the cases broken"
    case .weaker(let share): "every case weaker by \((100 * share).tenths) %"
    case .destroyedTool: "one tool destroyed"
    case .traded: "cases traded"
    }
  }

  /// Whether neither the suite nor a tool becomes worse.
  package var isHarmless: Bool { self == .none || self == .traded }

  /// The expected difference of a new case where its expected chance is `mean`; nil where it depends on the suite.
  package func difference(mean: Double) -> Double? {
    switch self {
    case .none, .traded: 0
    case .broken(let share), .brokenExactly(let share): -0.9 * share * mean
    case .weaker(let share): -share * mean
    case .destroyedTool: nil
    }
  }

  /// The candidate's chances.
  ///
  /// - Parameters:
  ///   - control: the control's chances by case; ``traded`` sets those of its pairs.
  ///   - tools: how many tools the cases are dealt to, one after the other.
  func candidate(_ control: inout [Double], tools: Int, _ generator: inout SeededGenerator) -> [Double] {
    switch self {
    case .none: return control
    case .broken(let share): return control.map { generator.unit() < share ? 0.1 * $0 : $0 }
    case .brokenExactly(let share): return Self.broken(control, share, &generator)
    case .weaker(let share): return control.map { (1 - share) * $0 }
    case .destroyedTool: return control.indices.map { $0.isMultiple(of: tools) ? 0 : control[$0] }
    case .traded: return traded(&control, tools: tools, &generator)
    }
  }

  private static func broken(_ control: [Double], _ share: Double, _ generator: inout SeededGenerator) -> [Double] {
    let count = share * Double(control.count)
    let whole = Int(count) + (generator.unit() < count - count.rounded(.down) ? 1 : 0)
    var candidate = control
    for place in generator.shuffled(Array(control.indices)).prefix(whole) { candidate[place] *= 0.1 }
    return candidate
  }

  private func traded(_ control: inout [Double], tools: Int, _ generator: inout SeededGenerator) -> [Double] {
    var candidate = control
    for first in control.indices where (first / tools).isMultiple(of: 2) {
      let second = first + tools
      guard second < control.count, generator.unit() < 0.2 else { continue }
      (control[first], control[second]) = (0.9, 0.3)
      (candidate[first], candidate[second]) = (0.3, 0.9)
    }
    return candidate
  }
}

extension Double {
  /// Without a digit that is 0, e.g. `12` or `16.5`.
  fileprivate var tenths: String {
    let tenths = Int((self * 10).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
