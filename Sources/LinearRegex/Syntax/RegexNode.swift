/// A pattern as a tree; groups have left no trace, because a search only says yes or no.
indirect enum RegexNode: Sendable {
  case empty
  case scalar(Unicode.Scalar)
  case oneOf(ScalarClass)
  case assertion(RegexAssertion)
  case sequence([RegexNode])
  case choice([RegexNode])
  /// `most` is nil where there is no upper bound.
  case repeated(RegexNode, least: Int, most: Int?)
}

/// A condition on the scalars before and after a position in the text.
enum RegexAssertion: Sendable {
  case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary

  /// Nil stands for the start or end of the text.
  func holds(between previous: Unicode.Scalar?, and next: Unicode.Scalar?) -> Bool {
    switch self {
    case .textStart: previous == nil
    case .textEnd: next == nil
    case .lineStart: previous == nil || previous == "\n"
    case .lineEnd: next == nil || next == "\n"
    case .wordBoundary: Self.isWord(previous) != Self.isWord(next)
    case .noWordBoundary: Self.isWord(previous) == Self.isWord(next)
    }
  }

  private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return ScalarSet.word.contains(scalar)
  }
}
