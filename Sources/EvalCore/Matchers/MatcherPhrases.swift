import OrderedJSON

extension Matcher {
  /// As a part of the phrase of another rule.
  func phrase(depth: Int) -> String { rule.phrase(depth: depth) }
}

extension [Matcher] {
  private static let mostShown = 6

  /// The phrases of the first of these, one level down.
  ///
  /// - Parameter separator: stands between them, e.g. ` or `.
  func phrase(joinedBy separator: String, depth: Int) -> String {
    guard depth > 0 else { return "…" }
    return prefix(Self.mostShown).map { $0.phrase(depth: depth - 1) }.joined(separator: separator)
      + (count > Self.mostShown ? "\(separator)…" : "")
  }

  func listPhrase(depth: Int) -> String { "[\(phrase(joinedBy: ", ", depth: depth))]" }
}

extension [NamedMatcher] {
  private static let mostShown = 6

  /// As a map from names to phrases, one level down.
  func phrase(depth: Int) -> String {
    guard depth > 0 else { return "{…}" }
    let shown = prefix(Self.mostShown).map {
      "\($0.name.excerpt(limit: 40)): \($0.matcher.phrase(depth: depth - 1))"
    }
    return "{\(shown.joined(separator: ", "))\(count > Self.mostShown ? ", …" : "")}"
  }
}
