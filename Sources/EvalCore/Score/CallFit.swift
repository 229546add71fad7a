import OrderedJSON

/// How well a call meets an expected one whose tool it names: by the best of the expected call's patterns.
struct CallFit {
  let pattern: Int
  /// Share of the named arguments that are met.
  let score: Double
  /// Whether the whole rule is met.
  let isExact: Bool

  /// All fractions with denominators up to 16 are whole in it.
  static let unit = 720_720

  /// ``score`` as an integer, so that equal sums are equal; a rule that is broken in spite of it counts a little less.
  var points: Int { max(0, Int((score * Double(Self.unit)).rounded()) - (isExact ? 0 : 1)) }

  /// Nil where the call is of no tool that `expected` names, or cannot be matched at all.
  init?(_ call: ObservedCall, _ expected: ExpectedCall) {
    guard let arguments = call.arguments else { return nil }
    var best: CallFit?
    for (index, pattern) in expected.patterns.enumerated() where pattern.tool == call.name {
      let (score, isExact) = pattern.arguments.fit(arguments)
      let fit = CallFit(pattern: index, score: score, isExact: isExact)
      if fit.points > best?.points ?? -1 { best = fit }
    }
    guard let best else { return nil }
    self = best
  }

  private init(pattern: Int, score: Double, isExact: Bool) {
    self.pattern = pattern
    self.score = score
    self.isExact = isExact
  }
}
