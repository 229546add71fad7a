/// Runs a program over a text, in all states at once: each step is visited at most once for each scalar.
struct RegexMatcher {
  private let steps: [RegexProgram.Step]
  private let isAnchored: Bool
  /// Where the machine stands before the next scalar.
  private var states: [Int] = [0]
  /// The steps among them that wait for a scalar.
  private var waiting: [Int] = []
  private var visited: [Int]
  private var round = 0
  private var stack: [Int] = []

  init(_ program: RegexProgram) {
    steps = program.steps
    isAnchored = program.isAnchored
    visited = Array(repeating: 0, count: steps.count)
  }

  mutating func search(_ text: String.UnicodeScalarView) -> Bool {
    switch passage(through: text) {
    case .matched: true
    case .stuck: false
    case .open(let last): settle(last, nil)
    }
  }

  /// Whether the machine still stands somewhere after a text, or has matched within it.
  mutating func lives(through text: String.UnicodeScalarView) -> Bool {
    if case .stuck = passage(through: text) { false } else { true }
  }

  private enum Passage {
    case matched
    /// Nothing that follows can match.
    case stuck
    case open(last: Unicode.Scalar?)
  }

  private mutating func passage(through text: String.UnicodeScalarView) -> Passage {
    var previous: Unicode.Scalar?
    for scalar in text {
      if settle(previous, scalar) { return .matched }
      advance(over: scalar)
      if states.isEmpty { return .stuck }
      previous = scalar
    }
    return .open(last: previous)
  }

  /// Follows all that needs no scalar from where the machine stands; whether that leads to a match.
  private mutating func settle(_ previous: Unicode.Scalar?, _ next: Unicode.Scalar?) -> Bool {
    round += 1
    waiting.removeAll(keepingCapacity: true)
    swap(&stack, &states)
    while let state = stack.popLast() {
      guard visited[state] != round else { continue }
      visited[state] = round
      switch steps[state] {
      case .match: return true
      case .scalar, .oneOf: waiting.append(state)
      case .jump(let target): stack.append(target)
      case .split(let first, let second):
        stack.append(second)
        stack.append(first)
      case .assertion(let assertion):
        if assertion.holds(between: previous, and: next) { stack.append(state + 1) }
      }
    }
    return false
  }

  private mutating func advance(over scalar: Unicode.Scalar) {
    states.removeAll(keepingCapacity: true)
    for state in waiting {
      switch steps[state] {
      case .scalar(let wanted): if wanted == scalar { states.append(state + 1) }
      case .oneOf(let set): if set.contains(scalar) { states.append(state + 1) }
      case .assertion, .jump, .split, .match: break
      }
    }
    if !isAnchored { states.append(0) }
  }
}
