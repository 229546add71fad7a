/// Finds what a pattern matches, in one pass: every scalar that belongs to any match, whatever matches overlap.
///
/// A state carries the earliest place where a match that has come to it may have begun, and states are followed in the order
/// of these places. So the time is that of a search, however often the pattern matches.
struct RegexCoverage {
  private struct Thread {
    let state: Int
    /// In UTF-8 bytes from the start of the text.
    let start: Int
  }

  private let steps: [RegexProgram.Step]
  private let isAnchored: Bool
  private let beginnings: ScalarBeginnings
  private var threads: [Thread] = []
  private var waiting: [Thread] = []
  private var visited: [Int]
  private var round = 0
  private var stack: [Int] = []
  private var covered: [Range<Int>] = []

  init(_ program: RegexProgram, beginnings: ScalarBeginnings) {
    steps = program.steps
    isAnchored = program.isAnchored
    self.beginnings = beginnings
    visited = Array(repeating: 0, count: steps.count)
  }

  /// From the first to the last, in UTF-8 bytes; no two overlap, and none is empty.
  mutating func ranges(in text: String) -> [Range<Int>] {
    var previous: Unicode.Scalar?
    var at = 0
    for scalar in text.unicodeScalars {
      if !threads.isEmpty || beginnings.contains(scalar) {
        if !isAnchored || at == 0 { threads.append(Thread(state: 0, start: at)) }
        settle(previous, scalar, at: at)
        advance(over: scalar)
      }
      at += UTF8.width(scalar)
      previous = scalar
    }
    settle(previous, nil, at: at)
    return covered
  }

  /// Follows all that needs no scalar, from the thread that began first to the one that began last.
  private mutating func settle(_ previous: Unicode.Scalar?, _ next: Unicode.Scalar?, at: Int) {
    round += 1
    waiting.removeAll(keepingCapacity: true)
    for thread in threads {
      stack.append(thread.state)
      while let state = stack.popLast() {
        guard visited[state] != round else { continue }
        visited[state] = round
        switch steps[state] {
        case .match: cover(thread.start..<at)
        case .scalar, .oneOf: waiting.append(Thread(state: state, start: thread.start))
        case .jump(let target): stack.append(target)
        case .split(let first, let second): stack += [second, first]
        case .assertion(let assertion): if assertion.holds(between: previous, and: next) { stack.append(state + 1) }
        }
      }
    }
  }

  private mutating func advance(over scalar: Unicode.Scalar) {
    threads.removeAll(keepingCapacity: true)
    for thread in waiting {
      let isTaken =
        switch steps[thread.state] {
        case .scalar(let wanted): wanted == scalar
        case .oneOf(let set): set.contains(scalar)
        case .assertion, .jump, .split, .match: false
        }
      if isTaken { threads.append(Thread(state: thread.state + 1, start: thread.start)) }
    }
  }

  private mutating func cover(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var range = range
    while let last = covered.last, last.overlaps(range) {
      range = min(last.lowerBound, range.lowerBound)..<range.upperBound
      covered.removeLast()
    }
    covered.append(range)
  }
}

/// With which scalars a match may begin: never wrong where it says no.
struct ScalarBeginnings: Sendable {
  private var ascii: (UInt64, UInt64) = (0, 0)

  init(_ program: RegexProgram) {
    let first = Self.firstSteps(program.steps)
    for value in 0..<128 as Range<UInt8> where first.contains(where: { $0.takes(Unicode.Scalar(value)) }) {
      if value < 64 { ascii.0 |= 1 << value } else { ascii.1 |= 1 << (value - 64) }
    }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return true }
    return (scalar.value < 64 ? ascii.0 : ascii.1) >> UInt64(scalar.value & 63) & 1 == 1
  }

  private static func firstSteps(_ steps: [RegexProgram.Step]) -> [RegexProgram.Step] {
    var found: [RegexProgram.Step] = []
    var visited = Set<Int>()
    var stack = [0]
    while let state = stack.popLast() {
      guard visited.insert(state).inserted else { continue }
      switch steps[state] {
      case .scalar, .oneOf: found.append(steps[state])
      case .match: break
      case .jump(let target): stack.append(target)
      case .split(let first, let second): stack += [first, second]
      case .assertion: stack.append(state + 1)
      }
    }
    return found
  }
}

extension RegexProgram.Step {
  fileprivate func takes(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .scalar(let wanted): wanted == scalar
    case .oneOf(let set): set.contains(scalar)
    case .assertion, .jump, .split, .match: false
    }
  }
}
