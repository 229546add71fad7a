/// A recursive descent over bytes; positions are worked out only for errors and for a recorder.
struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  let end: Int
  let limits: JSONLimits
  var offset = 0
  var recorder: SourceMapRecorder?
  private var depth = 0
  /// Keys that repeated one of their object so far.
  private var repeatedKeys = 0
  /// Whether the last complaint was of too many nested arrays and objects.
  private var isTooDeep = false
  /// Whether a member is read that may stay text.
  private var isInText = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits, recorder: SourceMapRecorder? = nil) {
    self.bytes = bytes
    self.end = bytes.count
    self.limits = limits
    self.recorder = recorder
  }

  mutating func parseDocument() throws(JSONSyntaxError) -> JSON {
    guard end <= limits.bytes else {
      throw failure(at: 0, "expected at most \(limits.bytes) bytes of JSON, found \(end)")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      guard limits.mendsText else {
        throw failure(at: 0, "expected a JSON value, found a byte order mark: save the text as UTF-8 without one")
      }
      offset = 3
    }
    let value = try parseValue()
    skipSpace()
    guard offset == end else { throw unexpected("nothing after the JSON value") }
    return value
  }

  /// The next byte; 0, which JSON never allows outside a string, at the end.
  private var next: UInt8 { offset < end ? bytes[offset] : 0 }

  private mutating func skipSpace() {
    while offset < end {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      default: return
      }
    }
  }

  /// Any value with the white space before it; `key` is where its key stands.
  private mutating func parseValue(key: Int? = nil) throws(JSONSyntaxError) -> JSON {
    skipSpace()
    recorder?.open(key: key, value: offset)
    let value: JSON
    switch next {
    case UInt8(ascii: "\""): value = .string(try parseString())
    case UInt8(ascii: "{"): value = .object(try parseObject())
    case UInt8(ascii: "["): value = .array(try parseArray())
    case UInt8(ascii: "-"), 0x30...0x39: value = .number(try parseNumber())
    case UInt8(ascii: "t"): value = try parseWord("true", .bool(true))
    case UInt8(ascii: "f"): value = try parseWord("false", .bool(false))
    case UInt8(ascii: "n"): value = try parseWord("null", .null)
    default: throw unexpected("a JSON value")
    }
    recorder?.close()
    return value
  }

  private func parsedWord(_ word: StaticString) -> Bool {
    guard end - offset >= word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount where bytes[offset + index] != word.utf8Start[index] { return false }
    return true
  }

  private mutating func parseWord(_ word: StaticString, _ value: JSON) throws(JSONSyntaxError) -> JSON {
    guard parsedWord(word) else { throw unexpected("a JSON value") }
    offset += word.utf8CodeUnitCount
    return value
  }

  private mutating func enter() throws(JSONSyntaxError) {
    depth += 1
    guard depth <= limits.depth else {
      isTooDeep = true
      throw failure(at: offset, "expected at most \(limits.depth) nested arrays and objects, found more")
    }
    offset += 1
    skipSpace()
  }

  private mutating func parseArray() throws(JSONSyntaxError) -> [JSON] {
    try enter()
    defer { depth -= 1 }
    var elements: [JSON] = []
    if next == UInt8(ascii: "]") {
      offset += 1
      return elements
    }
    while true {
      elements.append(try parseValue())
      skipSpace()
      switch next {
      case UInt8(ascii: ","): offset += 1
      case UInt8(ascii: "]"):
        offset += 1
        return elements
      default: throw unexpected("',' or ']' after an element")
      }
    }
  }

  private mutating func parseObject() throws(JSONSyntaxError) -> JSONObject {
    try enter()
    defer { depth -= 1 }
    var object = JSONObject()
    if next == UInt8(ascii: "}") {
      offset += 1
      return object
    }
    while true {
      try parseMember(into: &object)
      skipSpace()
      switch next {
      case UInt8(ascii: ","): offset += 1
      case UInt8(ascii: "}"):
        offset += 1
        return object
      default: throw unexpected("',' or '}' after a member")
      }
    }
  }

  private mutating func parseMember(into object: inout JSONObject) throws(JSONSyntaxError) {
    skipSpace()
    let keyOffset = offset
    guard next == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
    let key = try parseString()
    let isRepeated = object.index(of: key) != nil
    guard !isRepeated || limits.allowsRepeatedKeys else {
      throw failure(at: keyOffset, "expected each key once in an object, found '\(key.excerpt(limit: 40))' again")
    }
    skipSpace()
    guard next == UInt8(ascii: ":") else { throw unexpected("':' after the key '\(key.excerpt(limit: 40))'") }
    offset += 1
    skipSpace()
    // Only an object or an array can hold a key twice, or lie too deep.
    let isSimple = limits.textWhereUnreadable.isEmpty || next != UInt8(ascii: "{") && next != UInt8(ascii: "[")
    let value = isSimple ? try parseValue(key: keyOffset) : try parseValue(of: key, keyOffset)
    guard isRepeated else { return object.append(key, value) }
    object[key] = value
    repeatedKeys += 1
  }
}

extension JSONParser {
  /// A member's value, or its text where the limits want that.
  private mutating func parseValue(of key: String, _ keyOffset: Int) throws(JSONSyntaxError) -> JSON {
    // The outermost alone: within it, a member of that name is the model's own.
    guard !isInText, limits.textWhereUnreadable.contains(key) else { return try parseValue(key: keyOffset) }
    isInText = true
    defer { isInText = false }
    let (start, repeated, outside) = (offset, repeatedKeys, depth)
    do {
      let value = try parseValue(key: keyOffset)
      return repeatedKeys > repeated ? .string(writtenText(from: start)) : value
    } catch {
      guard isTooDeep, let end = closing(from: start) else { throw error }
      (isTooDeep, depth, offset) = (false, outside, end + 1)
      return .string(writtenText(from: start))
    }
  }

  /// Where the array or object that begins at or after an offset is closed.
  private func closing(from start: Int) -> Int? {
    var depth = 0
    var isInString = false
    var isEscaped = false
    return bytes[start..<end].firstIndex { byte in
      defer { isEscaped = !isEscaped && byte == UInt8(ascii: "\\") }
      if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
      if isInString { return false }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: return false
      }
      return depth == 0
    }
  }

  /// From an offset in front of a value to where the parser stands.
  private func writtenText(from start: Int) -> String {
    let text = bytes[start..<offset].drop { $0 == 0x20 || 0x09...0x0D ~= $0 }
    return String(decoding: text, as: UTF8.self)
  }
}

// MARK: - Numbers

extension JSONParser {
  private mutating func parseNumber() throws(JSONSyntaxError) -> JSONNumber {
    let start = offset
    if next == UInt8(ascii: "-") { offset += 1 }
    if next == 0x30 {
      offset += 1
      if 0x30...0x39 ~= next { throw unexpected("no digit after a leading 0") }
    } else {
      try parseDigits(after: "'-'")
    }
    if next == UInt8(ascii: ".") {
      offset += 1
      try parseDigits(after: "'.'")
    }
    if next | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
      try parseDigits(after: "the exponent sign")
    }
    return JSONNumber(uncheckedText: String(decoding: bytes[start..<offset], as: UTF8.self))
  }

  private mutating func parseDigits(after what: StaticString) throws(JSONSyntaxError) {
    guard 0x30...0x39 ~= next else { throw unexpected("a digit after \(what)") }
    while 0x30...0x39 ~= next { offset += 1 }
  }
}

// MARK: - Complaints

extension JSONParser {
  func failure(at offset: Int, _ message: String) -> JSONSyntaxError {
    JSONSyntaxError(position: JSONPosition.start.advanced(to: offset, in: bytes), message: message)
  }

  func unexpected(_ expected: String) -> JSONSyntaxError {
    failure(at: offset, "expected \(expected), found \(found)")
  }

  /// What stands at `offset`, in words: a whole word where it is one, else a character.
  private var found: String {
    guard offset < end else { return "the end of the text" }
    let rest = bytes[offset..<min(end, offset + 24)]
    let word = rest.prefix { 0x61...0x7A ~= $0 | 0x20 }
    if !word.isEmpty { return "'\(String(decoding: word, as: UTF8.self))'" }
    var iterator = rest.makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
      return "the byte 0x\(String(bytes[offset], radix: 16, uppercase: true)), which is not UTF-8 here"
    }
    if scalar.properties.generalCategory == .control || scalar.properties.isWhitespace || scalar.value == 0xFEFF {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    return "'\(scalar)'"
  }
}
