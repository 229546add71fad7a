extension RegexParser {
  /// A group from after its '(' at `start`; flags that are set inside end with it.
  mutating func parseGroup(_ start: Int) throws(LinearRegexError) -> RegexNode {
    let outside = flags
    if skip("?") {
      if try parseGroupKind(start) == .flags { return .empty }
    }
    let node = try parseChoice()
    flags = outside
    guard skip(")") else {
      throw failure("expected ')' to close the group that starts here, found the end of the pattern", at: start)
    }
    // A sequence of its own, so that an empty group does not look like a setting of flags.
    if case .empty = node { return .sequence([]) }
    return node
  }

  private enum GroupKind { case group, flags }

  /// What follows `(?`: a name, flags, or a construct that is not offered.
  private mutating func parseGroupKind(_ start: Int) throws(LinearRegexError) -> GroupKind {
    if skip("P<") || (next == "<" && peek(1) != "=" && peek(1) != "!" && skip("<")) {
      try parseGroupName(start)
      return .group
    }
    for (opening, name) in Self.notLinear where skip(opening) {
      throw failure("\(name) is not supported: the search must run in linear time", at: start)
    }
    return try parseFlags(start)
  }

  private static let notLinear = [
    ("=", "look-ahead"), ("!", "look-ahead"), ("<=", "look-behind"), ("<!", "look-behind"),
    (">", "an atomic group"), ("P=", "a back-reference"), ("P>", "recursion"), ("R", "recursion"),
    ("(", "a conditional"), ("&", "recursion"),
  ]

  private mutating func parseGroupName(_ start: Int) throws(LinearRegexError) {
    var name = ""
    while let scalar = next, scalar != ">" {
      guard ScalarSet.word.contains(scalar) || !scalar.isASCII || scalar == "$" else {
        throw failure("expected letters, digits and '_' in a group's name, found '\(scalar)'")
      }
      name.unicodeScalars.append(scalar)
      index += 1
    }
    guard skip(">"), !name.isEmpty else { throw failure("expected a name and '>' after '<'", at: start) }
    guard groupNames.insert(name).inserted else {
      throw failure("expected each group name once, found '\(name)' again", at: start)
    }
  }

  /// Letters up to ')' (which set the flags from here on) or ':' (which set them for this group).
  private mutating func parseFlags(_ start: Int) throws(LinearRegexError) -> GroupKind {
    var isOn = true
    while let scalar = next {
      index += 1
      switch scalar {
      case "i": flags.foldsCase = isOn
      case "s": flags.dotTakesLineBreaks = isOn
      case "m": flags.multiline = isOn
      case "U": break  // Which of two repetitions gives way makes no difference to a search.
      case "-" where isOn: isOn = false
      case ":": return .group
      case ")": return .flags
      default:
        throw failure("expected one of the flags i, m, s, U after '(?', found '\(scalar)'", at: index - 1)
      }
    }
    throw failure("expected ')' to close the group that starts here, found the end of the pattern", at: start)
  }
}
