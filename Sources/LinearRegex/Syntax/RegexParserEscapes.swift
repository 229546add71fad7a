extension RegexParser {
  enum Escaped {
    case scalar(Unicode.Scalar)
    case part(ScalarClass.Part)
    case assertion(RegexAssertion)
  }

  mutating func parseEscapedAtom(_ start: Int) throws(LinearRegexError) -> RegexNode {
    switch try parseEscape(start, inClass: false) {
    case .scalar(let scalar): literal(scalar)
    case .part(let part): .oneOf(ScalarClass([part], foldsCase: flags.foldsCase))
    case .assertion(let assertion): .assertion(assertion)
    }
  }

  /// What follows the backslash at `start`.
  mutating func parseEscape(_ start: Int, inClass: Bool) throws(LinearRegexError) -> Escaped {
    guard let letter = next else {
      throw failure("expected a character after '\\', found the end of the pattern", at: start)
    }
    index += 1
    if let control = Self.controls[letter] { return .scalar(control) }
    if let part = classEscape(letter) { return .part(part) }
    if let assertion = Self.assertions[letter], !inClass { return .assertion(assertion) }
    switch letter {
    case "b" where inClass: return .scalar("\u{8}")
    case "0" where !("0"..."9" ~= (next ?? "x")): return .scalar("\0")
    case "x": return .scalar(try parseHexadecimal(start, digits: 2))
    case "u": return .scalar(try parseHexadecimal(start, digits: 4))
    case "c": return .scalar(try parseControlLetter(start))
    case "p", "P": return .part(try parseProperty(start, isNegated: letter == "P"))
    default: return .scalar(try literalEscape(letter, start))
    }
  }

  private static let controls: [Unicode.Scalar: Unicode.Scalar] = [
    "t": "\t", "n": "\n", "r": "\r", "f": "\u{C}", "v": "\u{B}", "a": "\u{7}",
  ]

  private static let assertions: [Unicode.Scalar: RegexAssertion] = [
    "b": .wordBoundary, "B": .noWordBoundary, "A": .textStart, "z": .textEnd,
  ]

  private func classEscape(_ letter: Unicode.Scalar) -> ScalarClass.Part? {
    switch letter {
    case "d": .init(.digit)
    case "D": .init(.digit, isNegated: true)
    case "w": .init(.word)
    case "W": .init(.word, isNegated: true)
    case "s": .init(.space(syntax))
    case "S": .init(.space(syntax), isNegated: true)
    default: nil
    }
  }

  /// A punctuation mark stands for itself; letters and digits that mean nothing here are refused.
  private func literalEscape(_ letter: Unicode.Scalar, _ start: Int) throws(LinearRegexError) -> Unicode.Scalar {
    guard letter.isASCII, letter != "_", ScalarSet.word.contains(letter) else { return letter }
    switch letter {
    case "1"..."9", "k":
      throw failure("a back-reference is not supported: the search must run in linear time", at: start)
    case "0": throw failure("octal escapes are not supported: write '\\x' and two hexadecimal digits", at: start)
    case "Z": throw failure("'\\Z' is not supported: write '\\z' for the end of the text", at: start)
    case "C": throw failure("'\\C' is not supported: the search works on whole characters", at: start)
    default: throw failure("expected an escape that has a meaning, found '\\\(letter)'", at: start)
    }
  }

  private mutating func parseControlLetter(_ start: Int) throws(LinearRegexError) -> Unicode.Scalar {
    guard let letter = next, "a"..."z" ~= letter || "A"..."Z" ~= letter else {
      throw failure("expected a letter after '\\c'", at: start)
    }
    index += 1
    return Unicode.Scalar(UInt8(letter.value) & 0x1F)
  }

  /// `\xHH`, `\uHHHH` (two for a surrogate pair), or any number of digits in braces.
  private mutating func parseHexadecimal(_ start: Int, digits: Int) throws(LinearRegexError) -> Unicode.Scalar {
    var value: UInt32
    if skip("{") {
      value = try parseHexDigits(start, 1...8)
      guard skip("}") else { throw failure("expected '}' after the hexadecimal digits", at: start) }
    } else {
      value = try parseHexDigits(start, digits...digits)
    }
    if 0xD800...0xDBFF ~= value, skip("\\u") {
      let low = try parseHexDigits(start, 4...4)
      if 0xDC00...0xDFFF ~= low { value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF) }
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw failure("expected a Unicode character, found U+\(String(value, radix: 16, uppercase: true))", at: start)
    }
    return scalar
  }

  private mutating func parseHexDigits(_ start: Int, _ count: ClosedRange<Int>) throws(LinearRegexError) -> UInt32 {
    var value: UInt32 = 0
    var digits = 0
    while digits < count.upperBound, let scalar = next, scalar.isASCII, let digit = Character(scalar).hexDigitValue {
      value = value << 4 | UInt32(digit)
      digits += 1
      index += 1
    }
    guard count.contains(digits) else {
      let expected = count.count == 1 ? "\(count.lowerBound)" : "1 to \(count.upperBound)"
      throw failure("expected \(expected) hexadecimal digits, found \(digits)", at: start)
    }
    return value
  }
}
