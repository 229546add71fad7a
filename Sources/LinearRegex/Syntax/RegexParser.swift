/// Reads a pattern by recursive descent: choices of sequences of repeated atoms.
struct RegexParser {
  struct Flags {
    var foldsCase = false
    var dotTakesLineBreaks = false
    var multiline = false
  }

  static let deepestNesting = 200
  static let mostRepetitions = 1000

  let scalars: [Unicode.Scalar]
  let syntax: LinearRegex.Syntax
  var index = 0
  var flags = Flags()
  var groupNames: Set<String> = []
  private var depth = 0
  /// Inside `\Q…\E`, where every scalar stands for itself.
  private var isQuoting = false

  init(_ pattern: String, syntax: LinearRegex.Syntax) {
    scalars = Array(pattern.unicodeScalars)
    self.syntax = syntax
  }

  var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  func peek(_ distance: Int) -> Unicode.Scalar? {
    index + distance < scalars.count ? scalars[index + distance] : nil
  }

  /// Goes past `text` if it comes next.
  mutating func skip(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard scalars[index...].starts(with: wanted) else { return false }
    index += wanted.count
    return true
  }

  func failure(_ message: String, at offset: Int? = nil) -> LinearRegexError {
    LinearRegexError(offset: offset ?? index, message: message)
  }

  mutating func parse() throws(LinearRegexError) -> RegexNode {
    let node = try parseChoice()
    if next != nil { throw failure("expected '(' before ')', found ')' alone: write '\\)' for the character") }
    return node
  }

  /// Alternatives up to a ')' or the end.
  mutating func parseChoice() throws(LinearRegexError) -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepestNesting else {
      throw failure("expected at most \(Self.deepestNesting) nested groups, found more")
    }
    var alternatives = [try parseSequence()]
    while skip("|") { alternatives.append(try parseSequence()) }
    return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
  }

  private mutating func parseSequence() throws(LinearRegexError) -> RegexNode {
    var nodes: [RegexNode] = []
    while let scalar = next, isQuoting || (scalar != "|" && scalar != ")") {
      if skip("\\E") {
        isQuoting = false
      } else if isQuoting {
        nodes.append(literal(scalar))
        index += 1
      } else if skip("\\Q") {
        isQuoting = true
      } else if let (least, most) = try parseRepetition() {
        guard let node = nodes.popLast(), !isMark(node) else {
          throw failure("expected something to repeat before '\(scalar)': write '\\\(scalar)' for the character")
        }
        nodes.append(.repeated(node, least: least, most: most))
      } else {
        nodes.append(try parseAtom(scalar))
      }
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  /// Whether `node` is a setting of flags, which cannot be repeated.
  private func isMark(_ node: RegexNode) -> Bool {
    if case .empty = node { true } else { false }
  }

  private mutating func parseAtom(_ scalar: Unicode.Scalar) throws(LinearRegexError) -> RegexNode {
    let start = index
    index += 1
    switch scalar {
    case "(": return try parseGroup(start)
    case "[": return .oneOf(try parseClass(start))
    case "\\": return try parseEscapedAtom(start)
    case ".": return flags.dotTakesLineBreaks ? .oneOf(.any) : .oneOf(.notLineBreak(syntax))
    case "^": return .assertion(flags.multiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.multiline ? .lineEnd : .textEnd)
    default: return literal(scalar)
    }
  }

  func literal(_ scalar: Unicode.Scalar) -> RegexNode {
    guard flags.foldsCase, CaseFolding.others(of: scalar) != nil else { return .scalar(scalar) }
    return .oneOf(ScalarClass([.init(.ranges([scalar.value...scalar.value]))], foldsCase: true))
  }
}

// MARK: - Repetition

extension RegexParser {
  /// `*`, `+`, `?` or a count, with the `?` that would make a match shorter, and which a search need not know.
  private mutating func parseRepetition() throws(LinearRegexError) -> (least: Int, most: Int?)? {
    let start = index
    guard let bounds = try parseBounds() else { return nil }
    _ = skip("?")
    let end = index
    if next == "+" { throw failure("possessive repetition is not supported: remove the second '+'") }
    if try parseBounds() != nil {
      let both = String(String.UnicodeScalarView(scalars[start..<index]))
      throw failure("expected one repetition, found two in a row, '\(both)': put a group around the first", at: end)
    }
    return bounds
  }

  private mutating func parseBounds() throws(LinearRegexError) -> (least: Int, most: Int?)? {
    switch next {
    case "*":
      index += 1
      return (0, nil)
    case "+":
      index += 1
      return (1, nil)
    case "?":
      index += 1
      return (0, 1)
    case "{": return try parseCount()
    default: return nil
    }
  }

  /// `{n}`, `{n,}` or `{n,m}`; nil, having moved nowhere, where the brace stands for itself.
  private mutating func parseCount() throws(LinearRegexError) -> (least: Int, most: Int?)? {
    let start = index
    index += 1
    guard let least = parseDigits() else {
      index = start
      return nil
    }
    var most: Int? = least
    if skip(",") { most = parseDigits() }
    guard skip("}") else {
      index = start
      return nil
    }
    if max(least, most ?? 0) > Self.mostRepetitions {
      throw failure("expected at most \(Self.mostRepetitions) repetitions, found more", at: start)
    }
    if let most, most < least {
      throw failure("expected a count in ascending order, found {\(least),\(most)}", at: start)
    }
    return (least, most)
  }

  private mutating func parseDigits() -> Int? {
    var value: Int?
    while let scalar = next, "0"..."9" ~= scalar {
      value = min(Self.mostRepetitions + 1, (value ?? 0) * 10 + Int(scalar.value - 0x30))
      index += 1
    }
    return value
  }
}
