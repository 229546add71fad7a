/// A pattern as steps of a machine that may be in many states at once (Thompson 1968; Cox, "Regular Expression
/// Matching: the Virtual Machine Approach", 2009).
struct RegexProgram: Sendable {
  enum Step: Sendable {
    case scalar(Unicode.Scalar)
    case oneOf(ScalarClass)
    case assertion(RegexAssertion)
    case jump(Int)
    case split(Int, Int)
    case match
  }

  /// A search costs at most this many steps for each scalar of the text.
  static let longest = 20_000

  private(set) var steps: [Step] = []
  /// Bounds the time for what leaves no steps, such as an empty group repeated a thousand times a thousand.
  private var work = 0

  init(_ node: RegexNode) throws(LinearRegexError) {
    try append(node)
    steps.append(.match)
  }

  /// Whether a match can only begin at the start of the text.
  var isAnchored: Bool {
    if case .assertion(.textStart) = steps[0] { true } else { false }
  }

  private mutating func append(_ node: RegexNode) throws(LinearRegexError) {
    work += 1
    guard work <= Self.longest, steps.count < Self.longest else {
      throw LinearRegexError(
        offset: 0, message: "expected a pattern of at most \(Self.longest) steps, found more: lower its counts")
    }
    switch node {
    case .empty: break
    case .scalar(let scalar): steps.append(.scalar(scalar))
    case .oneOf(let set): steps.append(.oneOf(set))
    case .assertion(let assertion): steps.append(.assertion(assertion))
    case .sequence(let nodes): for node in nodes { try append(node) }
    case .choice(let nodes): try appendChoice(nodes)
    case .repeated(let node, let least, let most): try appendRepeated(node, least, most)
    }
  }

  private mutating func appendChoice(_ nodes: [RegexNode]) throws(LinearRegexError) {
    var jumps: [Int] = []
    for (index, node) in nodes.enumerated() {
      guard index < nodes.count - 1 else {
        try append(node)
        break
      }
      let split = steps.count
      steps.append(.split(split + 1, split + 1))
      try append(node)
      jumps.append(steps.count)
      steps.append(.jump(0))
      steps[split] = .split(split + 1, steps.count)
    }
    for jump in jumps { steps[jump] = .jump(steps.count) }
  }

  private mutating func appendRepeated(_ node: RegexNode, _ least: Int, _ most: Int?) throws(LinearRegexError) {
    guard let most else { return try appendUnbounded(node, least) }
    for _ in 0..<least { try append(node) }
    var splits: [Int] = []
    for _ in least..<most {
      splits.append(steps.count)
      steps.append(.split(steps.count + 1, steps.count + 1))
      try append(node)
    }
    for split in splits { steps[split] = .split(split + 1, steps.count) }
  }

  private mutating func appendUnbounded(_ node: RegexNode, _ least: Int) throws(LinearRegexError) {
    for _ in 0..<max(0, least - 1) { try append(node) }
    let start = steps.count
    if least == 0 { steps.append(.split(start + 1, start + 1)) }
    try append(node)
    if least == 0 {
      steps.append(.jump(start))
      steps[start] = .split(start + 1, steps.count)
    } else {
      steps.append(.split(start, steps.count + 1))
    }
  }
}
