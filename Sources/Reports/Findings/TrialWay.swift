import EvalCore
import OrderedJSON

/// Repeats of a case in one arm that went the same way: the same outcome, calls and reasons, whatever else was written.
struct TrialWay {
  let first: JudgedTrial
  private(set) var repeats: [Int]

  /// The most frequent first.
  static func ways(_ trials: [JudgedTrial]) -> [TrialWay] {
    var ways: [TrialWay] = []
    var indices: [String: Int] = [:]
    for trial in trials {
      let index = indices[trial.behaviour] ?? ways.count
      if index == ways.count {
        indices[trial.behaviour] = index
        ways.append(TrialWay(first: trial, repeats: []))
      }
      ways[index].repeats.append(trial.trial.repeat)
    }
    return ways.enumerated()
      .sorted { ($1.element.repeats.count, $0.offset) < ($0.element.repeats.count, $1.offset) }.map(\.element)
  }
}

extension JudgedTrial {
  fileprivate var behaviour: String {
    ([outcome.rawValue] + calls.map(\.call.behaviour) + reasons.details).joined(separator: "\u{1}")
  }
}

extension ModelCall {
  fileprivate var behaviour: String {
    switch arguments {
    case .object(let object): "\(name)\u{0}\(JSON.object(object).compact)"
    case .malformed(let text, _): "\(name)\u{0}\(text)"
    }
  }
}
