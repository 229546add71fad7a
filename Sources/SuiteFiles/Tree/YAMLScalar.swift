import OrderedJSON

/// What a plain scalar stands for in the core schema of YAML 1.2, where a leading zero makes a text, as in `0777`.
enum YAMLScalar: Equatable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case text
  /// `.inf`, `.nan` or more than JSON can hold: neither a number nor meant as text.
  case unwritable

  init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE": self = .bool(true)
    case "false", "False", "FALSE": self = .bool(false)
    default: self = Self.number(text)
    }
  }

  private static func number(_ text: String) -> YAMLScalar {
    guard let first = text.utf8.first, first < 0x3A else { return .text }
    let isNegative = first == UInt8(ascii: "-")
    let unsigned = isNegative || first == UInt8(ascii: "+") ? text.dropFirst() : text[...]
    if [".inf", ".Inf", ".INF"].contains(unsigned) || [".nan", ".NaN", ".NAN"].contains(text) { return .unwritable }
    if text.hasPrefix("0x") { return integer(text.dropFirst(2), radix: 16) }
    if text.hasPrefix("0o") { return integer(text.dropFirst(2), radix: 8) }
    guard let spelling = decimal(unsigned.utf8) else { return .text }
    return .number(JSONNumber(uncheckedText: (isNegative ? "-" : "") + spelling))
  }

  private static func integer(_ digits: Substring, radix: Int) -> YAMLScalar {
    guard let first = digits.first, first.isHexDigit, digits.allSatisfy({ Int(String($0), radix: radix) != nil }) else {
      return .text
    }
    return UInt64(digits, radix: radix).map { .number(JSONNumber(uncheckedText: String($0))) } ?? .unwritable
  }

  /// The spelling that JSON has for `digits [. digits] [e [±] digits]`; YAML lets either side of the point be empty.
  private static func decimal(_ text: Substring.UTF8View) -> String? {
    var rest = text
    let whole = takeDigits(&rest)
    var fraction = ""
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = takeDigits(&rest)
    }
    guard !(whole.isEmpty && fraction.isEmpty), whole.count < 2 || whole.first != "0" else { return nil }
    var exponent = ""
    if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      let sign = rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") ? rest.popFirst() : nil
      let digits = takeDigits(&rest)
      guard !digits.isEmpty else { return nil }
      exponent = "e" + (sign.map { String(UnicodeScalar($0)) } ?? "") + digits
    }
    guard rest.isEmpty else { return nil }
    return (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction) + exponent
  }

  private static func takeDigits(_ rest: inout Substring.UTF8View) -> String {
    let digits = rest.prefix { 0x30...0x39 ~= $0 }
    rest = rest[digits.endIndex...]
    return String(Substring(digits))
  }
}
