import EvalCore
import OrderedJSON

/// Writes JSON values as YAML that every reader takes for the same values: 1.1 or 1.2, one line for what is short.
struct YAMLWriter {
  private(set) var text = ""
  /// Columns up to which a map or a list stays on one line.
  private static let width = 100

  mutating func comment(_ line: String) { text += line.isEmpty ? "\n" : "# \(line)\n" }

  /// A member of the map at the left margin.
  mutating func member(_ key: String, _ value: JSON) { write(key, value, indent: 0) }

  /// A list under a key at the left margin, each element a block of its own.
  mutating func list(_ key: String, _ elements: [JSONObject]) {
    text += "\(YAMLText.key(key)):\n"
    for element in elements {
      var isFirst = true
      for (key, value) in element {
        text += isFirst ? "  - " : "    "
        write(key, value, indent: 4, startsLine: false)
        isFirst = false
      }
    }
  }

  private mutating func write(_ key: String, _ value: JSON, indent: Int, startsLine: Bool = true) {
    if startsLine { text += String(repeating: " ", count: indent) }
    let name = YAMLText.key(key) + ":"
    let flow = Self.flow(value)
    let isScalar = value.objectValue == nil && value.arrayValue == nil
    if isScalar || flow.unicodeScalars.count + indent + name.count < Self.width || Self.isEmpty(value) {
      text += "\(name) \(isScalar ? YAMLText.scalar(value, inFlow: false) : flow)\n"
    } else if let object = value.objectValue {
      text += name + "\n"
      for (key, value) in object { write(key, value, indent: indent + 2) }
    } else {
      text += name + "\n"
      for element in value.arrayValue ?? [] {
        let line =
          element.objectValue == nil && element.arrayValue == nil ? YAMLText.scalar(element, inFlow: false) : nil
        text += String(repeating: " ", count: indent + 2) + "- " + (line ?? Self.flow(element)) + "\n"
      }
    }
  }

  private static func isEmpty(_ value: JSON) -> Bool {
    value.objectValue?.isEmpty ?? value.arrayValue?.isEmpty ?? false
  }

  private static func flow(_ value: JSON) -> String {
    switch value {
    case .array(let elements): "[" + elements.map(flow).joined(separator: ", ") + "]"
    case .object(let object):
      "{" + object.map { "\(YAMLText.key($0.key)): \(flow($0.value))" }.joined(separator: ", ") + "}"
    default: YAMLText.scalar(value, inFlow: true)
    }
  }
}

/// One scalar as YAML: plain where nobody can misread it, else in double quotes with JSON's escapes.
enum YAMLText {
  static func key(_ text: String) -> String {
    let isMatcher = text.first == "~" && text.dropFirst().utf8.allSatisfy { 0x61...0x7A ~= $0 || $0 == 0x5F }
    return isMatcher && text.count > 1 || isPlain(text, inFlow: true) ? text : quoted(text)
  }

  static func scalar(_ value: JSON, inFlow: Bool) -> String {
    switch value {
    case .string(let text) where isMatcherWord(text) || isPlain(text, inFlow: inFlow): text
    case .string(let text): quoted(text)
    default: value.compact
    }
  }

  private static func isMatcherWord(_ text: String) -> Bool { MatcherTable[text]?.standsAlone ?? false }

  /// Words that YAML 1.1 readers take for something else than text.
  private static let oldWords: Set<String> = ["y", "n", "yes", "no", "on", "off"]

  private static func isPlain(_ text: String, inFlow: Bool) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
    let startsWell = first.properties.isAlphabetic || first == "_" || first == "/"
    // Double quotes let GitHub's old commands (`##[`) be escaped where the text is printed.
    guard startsWell, last != " ", last != ":", YAMLScalar(plain: text) == .text else { return false }
    guard !oldWords.contains(text.lowercased()), !text.contains(": "), !text.contains(" #"), !text.contains("##[")
    else {
      return false
    }
    return text.unicodeScalars.allSatisfy { scalar in
      isPrintable(scalar) && scalar != "\n" && (!inFlow || !",[]{}:#".unicodeScalars.contains(scalar))
    }
  }

  /// What every YAML reader takes as it is inside of one line.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  static func quoted(_ text: String) -> String {
    var quoted = ""
    for scalar in JSON.string(text).compact.unicodeScalars {
      if isPrintable(scalar) {
        quoted.unicodeScalars.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      }
    }
    return quoted
  }
}
