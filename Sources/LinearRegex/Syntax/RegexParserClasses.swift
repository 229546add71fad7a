extension RegexParser {
  /// A class from after its '[' at `start`.
  mutating func parseClass(_ start: Int) throws(LinearRegexError) -> ScalarClass {
    let isNegated = skip("^")
    var parts: [ScalarClass.Part] = []
    var ranges: [ClosedRange<UInt32>] = []
    // RE2 takes a ']' that comes first as a character; in ECMA-262 it closes a class that holds nothing.
    var mayClose = syntax == .ecma262
    while !(mayClose && next == "]") {
      guard next != nil else {
        throw failure("expected ']' to close the class that starts here, found the end of the pattern", at: start)
      }
      if let part = try parseNamedClass() {
        parts.append(part)
      } else {
        try parseClassItem(&parts, &ranges)
      }
      mayClose = true
    }
    index += 1
    if !ranges.isEmpty { parts.append(.init(.ranges(ScalarSet.merged(ranges)))) }
    return ScalarClass(parts, isNegated: isNegated, foldsCase: flags.foldsCase)
  }

  /// A character, a range, or an escape that stands for many.
  private mutating func parseClassItem(
    _ parts: inout [ScalarClass.Part], _ ranges: inout [ClosedRange<UInt32>]
  ) throws(LinearRegexError) {
    let start = index
    let low: Unicode.Scalar
    switch try parseClassAtom() {
    case .part(let part):
      parts.append(part)
      return
    case .scalar(let scalar): low = scalar
    case .assertion: return
    }
    guard next == "-", let after = peek(1), after != "]" else {
      ranges.append(low.value...low.value)
      return
    }
    index += 1
    let high = try parseClassAtom()
    guard case .scalar(let high) = high else {
      // As browsers do: in 'a-\d' the hyphen stands for itself.
      ranges += [low.value...low.value, 0x2D...0x2D]
      if case .part(let part) = high { parts.append(part) }
      return
    }
    guard low <= high else {
      throw failure("expected a range in ascending order, found '\(low)-\(high)'", at: start)
    }
    ranges.append(low.value...high.value)
  }

  private mutating func parseClassAtom() throws(LinearRegexError) -> Escaped {
    let start = index
    guard let scalar = next else {
      throw failure("expected ']' to close the class, found the end of the pattern")
    }
    index += 1
    return scalar == "\\" ? try parseEscape(start, inClass: true) : .scalar(scalar)
  }

  /// `[:alpha:]` or `[:^alpha:]` inside a class; nil, having moved nowhere, where the bracket stands for itself.
  private mutating func parseNamedClass() throws(LinearRegexError) -> ScalarClass.Part? {
    guard syntax == .re2, next == "[", peek(1) == ":" else { return nil }
    let start = index
    var end = index + 2
    while end < scalars.count, scalars[end] != ":", scalars[end] != "]" { end += 1 }
    guard end + 1 < scalars.count, scalars[end] == ":", scalars[end + 1] == "]" else { return nil }
    let name = String(String.UnicodeScalarView(scalars[(start + 2)..<end]))
    let isNegated = name.hasPrefix("^")
    guard let set = ScalarSet.posix[isNegated ? String(name.dropFirst()) : name] else {
      throw failure("expected a class name such as '[:alpha:]', found '[:\(name):]'", at: start)
    }
    index = end + 2
    return .init(set, isNegated: isNegated)
  }

  /// `\pL`, `\p{Lu}`, `\p{Letter}`, `\p{^L}` or `\p{gc=L}`, from after the 'p' of the escape at `start`.
  mutating func parseProperty(_ start: Int, isNegated: Bool) throws(LinearRegexError) -> ScalarClass.Part {
    guard let first = next else {
      throw failure("expected a Unicode category after '\\p', found the end of the pattern", at: start)
    }
    index += 1
    var name = String(first)
    if first == "{" {
      guard let end = scalars[index...].firstIndex(of: "}") else {
        throw failure("expected '}' to close the Unicode category, found the end of the pattern", at: start)
      }
      name = String(String.UnicodeScalarView(scalars[index..<end]))
      index = end + 1
    }
    var isNegated = isNegated
    if name.hasPrefix("^") {
      isNegated.toggle()
      name.removeFirst()
    }
    guard let set = UnicodeProperty.set(named: name) else {
      throw failure(
        "expected a general category such as 'L', 'Lu' or 'Letter', found '\(name.prefix(40))'; "
          + "scripts are not supported",
        at: start)
    }
    return .init(set, isNegated: isNegated)
  }
}
