extension JSONParser {
  /// A string from its opening quote to after its closing one.
  mutating func parseString() throws(JSONSyntaxError) -> String {
    let opening = offset
    offset += 1
    try skipPlain(opening)
    if bytes[offset] == UInt8(ascii: "\"") {
      defer { offset += 1 }
      return try text(UnsafeBufferPointer(rebasing: bytes[(opening + 1)..<offset]), opening)
    }
    return try parseEscapedString(opening)
  }

  /// Goes on to the next quote or backslash, which is there when this returns.
  private mutating func skipPlain(_ opening: Int) throws(JSONSyntaxError) {
    while offset < end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
      if byte < 0x20 { throw unexpected("no control character in a string (write it with a backslash)") }
      offset += 1
    }
    throw failure(at: opening, "expected a closing '\"' for the string that starts here, found the end of the text")
  }

  private mutating func parseEscapedString(_ opening: Int) throws(JSONSyntaxError) -> String {
    var unescaped: [UInt8] = []
    var runStart = opening + 1
    while true {
      unescaped.append(contentsOf: bytes[runStart..<offset])
      if bytes[offset] == UInt8(ascii: "\"") { break }
      try parseEscape(into: &unescaped)
      runStart = offset
      try skipPlain(opening)
    }
    offset += 1
    if let text = String(validating: unescaped, as: UTF8.self) { return text }
    guard limits.mendsText else { throw notUTF8(opening) }
    return String(decoding: unescaped, as: UTF8.self)
  }

  private func text(_ content: UnsafeBufferPointer<UInt8>, _ opening: Int) throws(JSONSyntaxError) -> String {
    if let text = String(validating: content, as: UTF8.self) { return text }
    guard limits.mendsText else { throw notUTF8(opening) }
    return String(decoding: content, as: UTF8.self)
  }

  /// The complaint for a string that starts at `opening` and has a byte that is not UTF-8.
  private func notUTF8(_ opening: Int) -> JSONSyntaxError {
    var iterator = bytes[opening..<end].makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    var offset = opening
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) { offset += scalar.count }
    let byte = offset < end ? String(bytes[offset], radix: 16, uppercase: true) : "?"
    return failure(at: offset, "expected UTF-8, found the byte 0x\(byte), which is not UTF-8 here")
  }

  private mutating func parseEscape(into unescaped: inout [UInt8]) throws(JSONSyntaxError) {
    let backslash = offset
    offset += 1
    guard offset < end else { throw unexpected("an escape after '\\'") }
    let letter = bytes[offset]
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(letter)
    case UInt8(ascii: "b"): unescaped.append(0x08)
    case UInt8(ascii: "f"): unescaped.append(0x0C)
    case UInt8(ascii: "n"): unescaped.append(0x0A)
    case UInt8(ascii: "r"): unescaped.append(0x0D)
    case UInt8(ascii: "t"): unescaped.append(0x09)
    case UInt8(ascii: "u"):
      let scalar = try parseUnicodeEscape(backslash)
      unescaped.append(contentsOf: Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
      return
    default: throw unexpected("one of \" \\ / b f n r t u after '\\'")
    }
    offset += 1
  }

  /// A `\u` escape, or two that make a surrogate pair, from its `u` on.
  private mutating func parseUnicodeEscape(_ backslash: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
    let first = try parseFourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    let isPair = first < 0xDC00 && end - offset >= 2 && bytes[offset] == UInt8(ascii: "\\")
    let afterFirst = offset
    if isPair, bytes[offset + 1] == UInt8(ascii: "u") {
      offset += 1
      let second = try parseFourDigits()
      let value = 0x10000 + UInt32(first & 0x3FF) << 10 + UInt32(second & 0x3FF)
      if 0xDC00...0xDFFF ~= second, let scalar = Unicode.Scalar(value) { return scalar }
    }
    if limits.mendsText {
      // The second escape stands for itself.
      offset = afterFirst
      return "\u{FFFD}"
    }
    let digits = String(first, radix: 16)
    throw failure(at: backslash, "expected both halves of a surrogate pair, found '\\u\(digits)' alone")
  }

  /// The four hexadecimal digits after the `u` at `offset`.
  private mutating func parseFourDigits() throws(JSONSyntaxError) -> UInt16 {
    offset += 1
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard offset < end, let digit = Self.hexValue(bytes[offset]) else {
        throw unexpected("four hexadecimal digits after '\\u'")
      }
      value = value << 4 | digit
      offset += 1
    }
    return value
  }

  private static func hexValue(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 0x30...0x39: UInt16(byte - 0x30)
    case 0x41...0x46, 0x61...0x66: UInt16((byte | 0x20) - 0x61 + 10)
    default: nil
    }
  }
}
